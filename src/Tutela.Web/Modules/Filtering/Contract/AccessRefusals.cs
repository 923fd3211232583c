namespace Tutela.Web.Modules.Filtering.Contract;

/// <summary>Says who has no internet access: the module that keeps the access register derives from this and registers it as a scoped
/// service. The network then refuses every device and user that can be tied to such a person.</summary>
public abstract class AccessRefusals
{
    /// <summary>People at the school in scope whose access is not granted. One query.</summary>
    public abstract Task<IReadOnlyCollection<Guid>> PeopleAsync(CancellationToken ct = default);
}
