using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;

namespace Tutela.Web.Modules.Policies;

public sealed class PoliciesModule : TutelaModule
{
    public override string Name => "Policies";

    public override void AddServices(IServiceCollection services)
    {
        services.AddSingleton(_ => PackCatalogue.Load());
        services.AddScoped<PackInForce>();
        services.AddScoped<PolicyWords>();
    }
}
