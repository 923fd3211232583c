namespace Tutela.Web.Platform.Jobs;

/// <summary>Work that runs for each school, in that school's scope and transaction, with the changes saved and committed after it.
/// It must do no harm when run twice. Registered as a scoped service.</summary>
public abstract class SchoolJob
{
    /// <summary>A job that asks, chases or reminds people: it holds back at a school that is not live yet.</summary>
    public virtual bool OnlyWhenLive => false;

    public abstract Task RunAsync(CancellationToken ct);
}
