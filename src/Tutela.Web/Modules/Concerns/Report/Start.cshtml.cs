using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Modules.Concerns.Routing;
using Tutela.Web.Platform.Drafts;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Concerns.Report;

/// <summary>Whom to tell in person now; then the report, which is a draft from here on.</summary>
[For(Staff = true)]
public sealed class StartModel(DraftDesk drafts, ConcernRouting routing, ConcernPolicy policy, SchoolScope scope) : PageModel
{
    public sealed record Begun(Guid Id, DateTimeOffset SavedAt, string Words, string Next);

    public IReadOnlyList<ConcernRouting.Holder> ToTell { get; private set; } = [];
    public IReadOnlyList<Begun> Drafts { get; private set; } = [];

    public async Task OnGetAsync()
    {
        ToTell = await routing.HoldersAsync();
        Drafts = [.. (await drafts.OpenAsync(ReportDraft.Kind)).Select(Describe)];
    }

    public IActionResult OnPost()
    {
        var draft = drafts.Start(ReportDraft.Kind, new ReportDraft());
        return Redirect(scope.Href($"concerns/report/{draft.Id}/what"));
    }

    public async Task<IActionResult> OnPostDiscardAsync(Guid id)
    {
        var (draft, _) = await drafts.FindAsync<ReportDraft>(id, ReportDraft.Kind);
        drafts.Left(draft);
        return Redirect(scope.Href("concerns/report"));
    }

    private Begun Describe(Draft draft)
    {
        var body = JsonSerializer.Deserialize<ReportDraft>(draft.Body)!;
        var words = body.Account is { Length: > 0 } account ? (account.Length > 80 ? account[..80] + "…" : account) : "Nothing written yet";
        return new Begun(draft.Id, draft.SavedAt, words, body.Next(AsksConsent(policy, body) && body.Consent.Count == 0));
    }

    internal static bool AsksConsent(ConcernPolicy policy, ReportDraft body) =>
        policy.Kinds.Where(k => body.Risks.Contains(k.Risk)).SelectMany(k => k.Subtypes).Any(s => s.AsksConsent && body.Subtypes.Contains(s.Id));
}
