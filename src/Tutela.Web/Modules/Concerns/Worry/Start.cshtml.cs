using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Concerns.Routing;
using Tutela.Web.Platform.Drafts;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Concerns.Worry;

/// <summary>Who reads it stands here first; then the worry, which is a draft from here on. What was shared before, with its answer.</summary>
[For(Role.Parent)]
public sealed class StartModel(DraftDesk drafts, SchoolScope scope, PageFrame frame, ConcernRouting routing, ConcernsAccess access, CurrentUser user) : WorryPage(drafts, scope, frame)
{
    private const int Most = 100;
    private readonly DraftDesk _drafts = drafts;
    private readonly SchoolScope _scope = scope;

    public sealed record Begun(Guid Id, DateTimeOffset SavedAt, string Words);
    public sealed record Shared(Guid Id, int Number, DateTimeOffset WrittenAt, DateTimeOffset? ReadAt, bool NewAnswer);

    public IReadOnlyList<ConcernRouting.Holder> Readers { get; private set; } = [];
    public IReadOnlyList<Begun> Drafts { get; private set; } = [];
    public IReadOnlyList<Shared> Earlier { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Readers = await routing.HoldersAsync();
        Drafts = [.. (await _drafts.OpenAsync(WorryDraft.Kind)).Select(d => new Begun(d.Id, d.SavedAt, WordsOf(d)))];
        Earlier = await access.Followed.AsNoTracking().Where(c => c.ReporterId == user.PersonId && c.Source == ConcernSource.Parent).OrderByDescending(c => c.WrittenAt).Take(Most)
            .Select(c => new Shared(c.Id, c.Number, c.WrittenAt, c.ReadAt, c.FeedbackAt != null && c.FeedbackReadAt == null)).ToListAsync();
    }

    public IActionResult OnPost() => Redirect(_scope.Href($"worry/{_drafts.Start(WorryDraft.Kind, new WorryDraft()).Id}/what"));

    public async Task<IActionResult> OnPostDiscardAsync(Guid id)
    {
        await LoadAsync(id);
        _drafts.Left(Draft);
        return Redirect(_scope.Href("worry"));
    }

    private static string WordsOf(Draft draft) => JsonSerializer.Deserialize<WorryDraft>(draft.Body)!.Account is { Length: > 0 } account
        ? account.Length > 80 ? account[..80] + "…" : account : "Nothing written yet";
}
