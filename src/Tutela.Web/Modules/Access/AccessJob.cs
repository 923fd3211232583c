using Tutela.Web.Modules.Access.Contract;
using Tutela.Web.Platform.Jobs;

namespace Tutela.Web.Modules.Access;

/// <summary>Brings newcomers, leavers and a new school year into the register.</summary>
public sealed class AccessJob(AccessRegister register) : SchoolJob
{
    public override Task RunAsync(CancellationToken ct) => register.SettleAsync();
}
