using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Policies.Versions;

/// <summary>Every version with its dates; one is marked as in force. Whoever may edit begins the next one here.</summary>
[For(Everyone = true)]
public sealed class ListModel(VersionDesk desk, TutelaDb db, CurrentUser user, SchoolScope scope) : PageModel
{
    [BindProperty] public StartInput Input { get; set; } = new();

    public sealed record Row(int Number, VersionStatus Status, string Reason, DateTimeOffset? PublishedAt, DateTimeOffset? EndedAt, DateOnly? AgreedOn, DateOnly? BoardOn, bool OnWebsite, bool NeedsApproval);

    public sealed class StartInput { public string? Reason { get; set; } }

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public bool HasOpen { get; private set; }
    public bool MayEdit => user.Is(VersionSteps.Editors);
    public bool MayPublish => user.Is(VersionSteps.Publishers);
    public bool SeesDraft => MayEdit || user.Is(Roles.Governors);
    public bool OnWebsite => Rows.Any(r => r.OnWebsite);

    public async Task OnGetAsync()
    {
        await desk.EnsureFirstAsync();
        await LoadAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!MayEdit) throw new Forbidden();
        await LoadAsync();
        await desk.StartAsync(Input.Reason);
        return Redirect(scope.Href("policy/draft"));
    }

    public async Task<IActionResult> OnPostWebsiteAsync(bool on)
    {
        if (!MayPublish) throw new Forbidden();
        await desk.PutOnWebsiteAsync(on);
        TempData["Success"] = on ? "Anybody can now read the policy at its public address." : "The public page is closed.";
        return Redirect(scope.Href("policy/versions"));
    }

    private async Task LoadAsync()
    {
        var all = await db.Set<PolicyVersion>().AsNoTracking().OrderByDescending(v => v.Number)
            .Select(v => new Row(v.Number, v.Status, v.Reason, v.PublishedAt, v.EndedAt, v.AgreedOn, v.BoardOn, v.OnWebsite, v.Status == VersionStatus.Published && v.AdoptedAt != null && v.AgreedOn == null)).ToListAsync();
        HasOpen = all.Any(r => r.Status is VersionStatus.Draft or VersionStatus.InApproval or VersionStatus.Approved);
        Rows = SeesDraft ? all : [.. all.Where(r => r.PublishedAt is not null)];
    }
}
