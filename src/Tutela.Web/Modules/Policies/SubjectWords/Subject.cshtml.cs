using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Policies.Publication;
using Tutela.Web.Modules.Policies.Versions;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Policies.SubjectWords;

/// <summary>What the cover calls the policy and when it was issued, the words that the body uses for its subject, and one word chosen for all.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.Headteacher, Role.SeniorLeader, Role.ComputingLead, Role.Administrator)]
public sealed class SubjectModel(VersionDesk desk, VersionEditing editing, PackInForce pack, SchoolScope scope) : PageModel
{
    [BindProperty] public TermInput Input { get; set; } = new();

    public PolicyPack Pack { get; private set; } = null!;
    public bool HasDraft { get; private set; }
    public IReadOnlyList<SubjectTerms.Used> Used => SubjectTerms.In(Pack);
    public IReadOnlyList<string> Choices => SubjectTerms.Choices(Pack.Settings.Vocabulary);
    /// <summary>What is wrong with the draft, so that it can't be read.</summary>
    public string? Fault { get; private set; }
    public string Issued { get; private set; } = "";

    public sealed class TermInput
    {
        public string? Term { get; set; }
    }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Input.Term = Pack.Settings.Vocabulary.Subject;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (!HasDraft) throw new Refused("Begin a new version first: the version in force stays as it was approved.", "Input.Term");
        if (Choices.FirstOrDefault(c => c == Input.Term) is not { } term) throw new Refused("Choose a word", "Input.Term");
        var replaced = await editing.UseWordAsync(term, Choices);
        TempData["Success"] = replaced == 0 ? $"The draft says “{term}”." : $"The draft says “{term}” throughout: {(replaced == 1 ? "1 place" : $"{replaced} places")} changed.";
        return Redirect(scope.Href("policy/subject"));
    }

    private async Task LoadAsync()
    {
        var draft = await desk.OpenAsync();
        HasDraft = draft?.Status == VersionStatus.Draft;
        Pack = pack.Pack;
        try
        {
            if (HasDraft) Pack = desk.PackOf(draft!);
        }
        catch (PackFaultException fault)
        {
            (HasDraft, Fault) = (false, $"{fault.File}, line {fault.Line}: {fault.Problem}");
        }
        Issued = Cover.IssuedOf(Pack.Settings.Identity, pack.Dated);
    }
}
