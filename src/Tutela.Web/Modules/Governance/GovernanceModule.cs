using Tutela.Web.Modules.Governance.Report;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Governance;

public sealed class GovernanceModule : TutelaModule
{
    public override string Name => "Governance";

    public override void AddServices(IServiceCollection services) => services.AddScoped<GovernorsReport>();

    public override IEnumerable<NavigationEntry> Navigation =>
        [new("Governors", "governors", 60, Role.Governor, Role.ChairOfGovernors, Role.Headteacher, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead)];
}
