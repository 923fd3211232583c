using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Policies.Attestations;

/// <summary>Who has read which version of the policy, by audience and by name, and how the questions went.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher, Role.Administrator)]
public sealed class AttestationsModel(AttestationDesk desk, AttestationList list, PackInForce pack, SchoolScope scope) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "version")] public int? Of { get; set; }
    [BindProperty(SupportsGet = true, Name = "audience")] public Audience? Only { get; set; }

    public IReadOnlyList<AttestationList.Figure> Figures { get; private set; } = [];
    public IReadOnlyList<AttestationList.Row> Outstanding { get; private set; } = [];
    public IReadOnlyList<AttestationList.Row> Done { get; private set; } = [];
    public int ToRemind { get; private set; }
    public int Version => Of ?? pack.Version;
    public int InForce => pack.Version;
    public bool HasQuestions => list.HasQuestions;

    public Task OnGetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        // A filter that makes no sense is no filter.
        ModelState.Clear();
        if (Only is { } wanted && !desk.Settings.Audiences.Contains(wanted)) Only = null;
        if (Of is < 0 || Of > pack.Version) Of = null;
        Figures = await list.FiguresAsync(Version);
        var rows = await list.RowsAsync(Version, Only is { } one ? [one] : desk.Chased);
        Outstanding = [.. rows.Where(r => r.At is null)];
        Done = [.. rows.Where(r => r.At is not null)];
        ToRemind = Only is null && Version == pack.Version ? Outstanding.Count : 0;
    }

    public async Task<IActionResult> OnPostRemindAsync()
    {
        await LoadAsync();
        var reminded = await desk.RemindAsync();
        TempData["Success"] = $"{reminded} people have been reminded.";
        return Redirect(scope.Href("policy/attestations"));
    }
}
