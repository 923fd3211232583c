using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Versions;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Policies.Adopted;

/// <summary>The policy with which the school went live, and the approvals that are still due.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.Headteacher, Role.SeniorLeader, Role.ComputingLead,
    Role.Administrator, Role.Governor, Role.ChairOfGovernors)]
public sealed class AdoptedModel(VersionDesk desk, PackInForce pack, TutelaDb db, SchoolScope scope) : PageModel
{
    [BindProperty] public ApprovalInput Approval { get; set; } = new();

    public sealed class ApprovalInput { public DateOnly? BoardOn { get; set; } }

    public sealed record RouteStep(string Title, string? Who, DateTimeOffset? At, DateOnly? BoardOn);

    public PolicyVersion Version { get; private set; } = null!;
    public IReadOnlyList<RouteStep> Steps { get; private set; } = [];
    public bool IsMyTurn { get; private set; }
    public bool TurnIsBoards { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        await desk.ConfirmAsync(Approval.BoardOn);
        TempData["Success"] = "Your approval is recorded.";
        return Redirect(scope.Href("policy/adopted"));
    }

    private async Task LoadAsync()
    {
        Version = await desk.Versions.AsNoTracking().SingleOrDefaultAsync(v => v.Status == VersionStatus.Published && v.AdoptedAt != null) ?? throw new NotFound();
        var standing = VersionDesk.Standing(Version, await desk.ApprovalsAsync(Version));
        var people = standing.Select(a => a.PersonId).ToList();
        var names = await db.Set<Person>().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.GivenName + " " + p.FamilyName);
        Steps = [.. desk.Route.Select((post, i) => new RouteStep(pack.Settings.Roles.FirstOrDefault(r => r.Id == post)?.Title ?? post,
            i < standing.Count ? names[standing[i].PersonId] : null, i < standing.Count ? standing[i].At : null, i < standing.Count ? standing[i].BoardOn : null))];
        IsMyTurn = await desk.IsMyTurnAsync(Version, standing);
        TurnIsBoards = PolicyVersion.NextPost(desk.Route, standing) == VersionSteps.Board;
    }
}
