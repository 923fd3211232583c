using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Policies.Contract;

/// <summary>The policy pack of the school in scope. Scoped; costs nothing.</summary>
public sealed class PackInForce(PackCatalogue catalogue, SchoolScope scope)
{
    public PolicyPack Pack => catalogue.Get(scope.School.Pack);
    public PackSettings Settings => Pack.Settings;
    /// <summary>Stored with a decision that was made under it.</summary>
    public int Version => Pack.Version;
}
