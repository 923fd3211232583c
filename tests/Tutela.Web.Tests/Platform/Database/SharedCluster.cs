using Tutela.Web.Platform.Database.Cluster;
using Xunit;

namespace Tutela.Web.Tests.Platform.Database;

/// <summary>One cluster that the tests of its rights and settings look at.</summary>
public sealed class SharedCluster : IAsyncLifetime
{
    internal TemporaryData Data { get; } = new();

    internal OwnCluster Cluster { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Cluster = await OwnCluster.OpenAsync(Data.Folder, new() { ForTests = true });

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        Data.Dispose();
    }
}
