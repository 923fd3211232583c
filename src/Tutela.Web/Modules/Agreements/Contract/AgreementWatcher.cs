namespace Tutela.Web.Modules.Agreements.Contract;

/// <summary>Told, in the same transaction, when a person's standing with an agreement changed. Other modules register one.</summary>
public abstract class AgreementWatcher
{
    public abstract Task ChangedAsync(IReadOnlyCollection<Guid> people);
}
