using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Policies.Versions;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Drafts;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Policies.Edit;

/// <summary>One part of the draft's words. What is typed is kept even when it is refused.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.Headteacher, Role.SeniorLeader, Role.ComputingLead, Role.Administrator)]
public sealed class TextModel(VersionDesk desk, VersionEditing editing, DraftDesk drafts, SchoolScope scope) : PageModel
{
    [BindProperty] public TextInput Input { get; set; } = new();

    public TextParts.Part Part { get; private set; } = null!;
    public int Number { get; private set; }
    public string? Theirs { get; private set; }
    public bool IsRestored { get; private set; }
    public IHtmlContent? Preview { get; private set; }

    public sealed class TextInput
    {
        public string? Text { get; set; }
        public string Mark { get; set; } = "";
        public string? Reason { get; set; }
    }

    public async Task OnGetAsync(string document, int part)
    {
        await LoadAsync(document, part);
        (Input.Text, Input.Mark) = (Part.Source, VersionEditing.MarkOf(Part.Source));
        if ((await drafts.OpenAsync(KindOf(document, part))) is [var kept, ..])
        {
            Input = (await drafts.FindAsync<TextInput>(kept.Id, kept.Kind)).Body;
            IsRestored = true;
        }
    }

    public async Task<IActionResult> OnPostAsync(string document, int part)
    {
        await LoadAsync(document, part);
        var kind = KindOf(document, part);
        var draft = (await drafts.OpenAsync(kind)).FirstOrDefault() ?? drafts.Start(kind, Input);
        drafts.Save(draft, Input);
        if (VersionEditing.MarkOf(Part.Source) != Input.Mark) Theirs = Part.Source;
        await editing.WriteAsync(document, part, Input.Mark, Input.Text, Input.Reason);
        drafts.Sent(draft);
        TempData["Success"] = $"“{Part.Heading}” is saved in the draft.";
        return Redirect(scope.Href("policy/draft"));
    }

    public async Task OnPostPreviewAsync(string document, int part)
    {
        await LoadAsync(document, part);
        Preview = new HtmlString(PolicyMarkdown.ToHtml(Input.Text ?? ""));
    }

    /// <summary>Lets go of what was typed and not saved, and begins again from the draft.</summary>
    public async Task<IActionResult> OnPostAgainAsync(string document, int part)
    {
        await LoadAsync(document, part);
        foreach (var kept in await drafts.OpenAsync(KindOf(document, part))) drafts.Left(kept);
        return Redirect(scope.Href($"policy/draft/text/{document}/{part}"));
    }

    private string KindOf(string document, int part) => $"policy-{Number}-{document}-{part}";

    private async Task LoadAsync(string document, int part)
    {
        var version = await desk.OpenAsync() ?? throw new NotFound();
        if (version.Status != VersionStatus.Draft) throw new NotFound();
        Part = TextParts.Of(version.Texts, document)?.FirstOrDefault(p => p.Index == part) ?? throw new NotFound();
        Number = version.Number;
    }
}
