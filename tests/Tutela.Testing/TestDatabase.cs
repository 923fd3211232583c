using Npgsql;
using Tutela.Web;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Database.Cluster;

namespace Tutela.Testing;

/// <summary>A database of one test assembly on the run's cluster, with the schema applied. The folder of the cluster is
/// TUTELA_TEST_DATA, which ./test sets; without it the assembly has a cluster of its own in a temporary folder.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly OwnCluster _cluster;
    private readonly string _name;
    private readonly string? _ownFolder;

    private TestDatabase(OwnCluster cluster, string name, string? ownFolder) => (_cluster, _name, _ownFolder) = (cluster, name, ownFolder);

    public DatabaseAddress Address => _cluster.AddressOf(_name);

    /// <param name="part">tells a second database of one process from the first</param>
    public static async Task<TestDatabase> OpenAsync(string part = "")
    {
        var shared = Environment.GetEnvironmentVariable("TUTELA_TEST_DATA");
        var own = shared is null ? Directory.CreateTempSubdirectory("tutela-cluster-").FullName : null;
        var cluster = await OwnCluster.OpenAsync(shared ?? own!, new OwnClusterOptions { ForTests = true });
        var name = $"test_{Environment.ProcessId}{part}";
        await cluster.DropDatabaseAsync(name);
        await cluster.CreateDatabaseAsync(name, null);
        await Migrator.MigrateAsync(cluster.AddressOf(name).Owner, Program.Modules);
        return new TestDatabase(cluster, name, own);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await _cluster.DropDatabaseAsync(_name);
        await _cluster.DisposeAsync();
        if (_ownFolder is not null) Directory.Delete(_ownFolder, recursive: true);
    }
}
