using Tutela.Web.Platform.Jobs;

namespace Tutela.Web.Modules.Agreements;

/// <summary>Asks newcomers and, on the pack's days, reminds those who have not signed.</summary>
public sealed class AgreementJob(AgreementDesk desk) : SchoolJob
{
    public override async Task RunAsync(CancellationToken ct)
    {
        await desk.AskAllAsync();
        await desk.RemindAsync();
    }
}
