using Tutela.Web.Modules.Schools.Contract;

namespace Tutela.Web.Modules.Agreements;

/// <summary>Asks everybody at once when the school goes live, rather than at the job's next hour.</summary>
internal sealed class AskOnGoingLive(AgreementAsking asking) : LiveWatcher
{
    public override Task WentLiveAsync() => asking.AskAllAsync();
}
