namespace Tutela.Web.Modules.Schools.Contract;

/// <summary>Told, in the same transaction, that the school has gone live: from now on people are asked. Other modules register one.</summary>
public abstract class LiveWatcher
{
    public abstract Task WentLiveAsync();
}
