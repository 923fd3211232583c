using Tutela.Web.Modules.Access.Contract;
using Tutela.Web.Modules.Filtering.Contract;

namespace Tutela.Web.Modules.Access;

/// <summary>Tells the network whom the register gives no access.</summary>
internal sealed class AccessRefusalsFromRegister(AccessRegister register) : AccessRefusals
{
    public override async Task<IReadOnlyCollection<Guid>> PeopleAsync(CancellationToken ct = default) => await register.WithoutAccessAsync(ct);
}
