using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Modules.Policies.Versions;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Policies.Differences;

/// <summary>What the version that is being made says, and would do, otherwise than the one in force.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.Headteacher, Role.SeniorLeader, Role.ComputingLead,
    Role.Administrator, Role.Governor, Role.ChairOfGovernors)]
public sealed class DifferenceModel(VersionDesk desk, PolicyDifference difference) : PageModel
{
    public PolicyDifference.Found Found { get; private set; } = null!;
    public int Number { get; private set; }
    public int InForce { get; private set; }

    public async Task OnGetAsync()
    {
        var version = await desk.OpenAsync() ?? throw new NotFound();
        var current = await desk.InForceAsync();
        (Number, InForce) = (version.Number, current.Number);
        Found = await difference.OfAsync(current.Texts, version.Texts);
    }
}
