namespace Tutela.Web.Platform.Database.Cluster;

/// <summary>How Tutela runs its own PostgreSQL. The first user of a cluster decides; later users take it as it runs.</summary>
public sealed record OwnClusterOptions
{
    /// <summary>Gives up safety against a power cut for speed, and allows 200 connections.</summary>
    public bool ForTests { get; init; }

    /// <summary>Acts as on a machine that refuses user namespaces to root.</summary>
    public bool NamespacesRefused { get; init; }

    /// <summary>Folders that may hold PostgreSQL's programs; null looks in the places where distributions put them and in PATH.</summary>
    public IReadOnlyList<string>? ProgramFolders { get; init; }
}
