namespace Tutela.Web.Modules.People.Contract;

/// <summary>Told, in the same transaction, which people have left. Other modules register one.</summary>
public abstract class LeaverWatcher
{
    public abstract Task LeftAsync(IReadOnlyCollection<Guid> people, CancellationToken ct);
}
