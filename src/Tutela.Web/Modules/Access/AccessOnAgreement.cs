using Tutela.Web.Modules.Access.Contract;
using Tutela.Web.Modules.Agreements.Contract;

namespace Tutela.Web.Modules.Access;

/// <summary>Settles access in the transaction in which an agreement changed.</summary>
internal sealed class AccessOnAgreement(AccessRegister register) : AgreementWatcher
{
    public override Task ChangedAsync(IReadOnlyCollection<Guid> people) => register.SettleAsync(people);
}
