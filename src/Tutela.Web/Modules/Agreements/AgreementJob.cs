using Tutela.Web.Platform.Jobs;

namespace Tutela.Web.Modules.Agreements;

/// <summary>Ends what is past, asks newcomers and, on the pack's days, reminds those who have not signed.</summary>
public sealed class AgreementJob(AgreementAsking asking, AgreementReminders reminders) : SchoolJob
{
    public override bool OnlyWhenLive => true;

    public override async Task RunAsync(CancellationToken ct)
    {
        await asking.EndPastAsync();
        await asking.AskAllAsync();
        await reminders.RemindDueAsync();
    }
}
