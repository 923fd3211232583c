using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Controls;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Home;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Policies;

public sealed class PoliciesModule : TutelaModule
{
    public override string Name => "Policies";

    public override void AddServices(IServiceCollection services)
    {
        services.AddSingleton(_ => PackCatalogue.Load());
        services.AddScoped<PackInForce>();
        services.AddScoped<PolicyWords>();
        services.AddSingleton<Coverage>();
        services.AddScoped<PolicyStanding>();
        services.AddScoped<AttestationDesk>();
        services.AddScoped<WaitingSource, AttestationWaiting>();
        services.AddScoped<Control, GovernorsHaveRead>();
    }

    public override void ConfigureModel(ModelBuilder model) => model.Entity<Attestation>().ToTable("attestations");

    public override IEnumerable<NavigationEntry> Navigation => [new("Policy", "policy", 50, Enum.GetValues<Role>()) { Picture = "open-book" }];

    public override IEnumerable<Behaviour> Behaviours =>
    [
        new("WED-3.3c", "The designated safeguarding lead sees the same list of who has read the policy as the headteacher, and reminds from it", AttestationDesk.Reminded),
    ];
}
