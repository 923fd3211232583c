namespace Tutela.Web.Modules.People.Contract;

/// <summary>Says which mail domains the school owns: the module that keeps them derives from this and registers it as a scoped service.</summary>
public abstract class OwnedDomains
{
    /// <summary>In lower case. One query.</summary>
    public abstract Task<IReadOnlyCollection<string>> AllAsync();
}
