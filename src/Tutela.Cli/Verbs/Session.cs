using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Web;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Database.Cluster;
using Tutela.Web.Platform.Hosting;
using Tutela.Web.Platform.Jobs;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Cli.Verbs;

/// <summary>What a verb that uses the database works with: the cluster (started if it was not running), the schema, the services.</summary>
public sealed class Session : IAsyncDisposable
{
    /// <summary>Holds the address at which `run` last listened, so that links printed by other verbs lead there.</summary>
    public const string AddressFile = "address";

    public static Option<string> DataOption() => new("--data") { Description = "The data folder (or TUTELA_DATA; ./var)", DefaultValueFactory = _ => Environment.GetEnvironmentVariable("TUTELA_DATA") ?? "var" };
    public static Option<string> SchoolOption(bool required = true) => new("--school") { Description = "The school's short name", Required = required };

    private readonly OwnCluster? _cluster;

    private Session(OwnCluster? cluster, WebApplication app) => (_cluster, App) = (cluster, app);

    public WebApplication App { get; }
    public IServiceProvider Services => App.Services;

    public static async Task<(OwnCluster? Cluster, DatabaseAddress Address)> DatabaseAsync(string data, CancellationToken ct)
    {
        if (DatabaseAddress.FromEnvironment() is { } given) return (null, given);
        var cluster = await OwnCluster.OpenAsync(Path.GetFullPath(data), ct: ct);
        return (cluster, cluster.Address);
    }

    public static async Task<Session> OpenAsync(string data, TimeProvider? clock = null, CancellationToken ct = default)
    {
        var (cluster, address) = await DatabaseAsync(data, ct);
        await Migrator.MigrateAsync(address.Owner, Web.Program.Modules, ct);
        var file = Path.Combine(data, AddressFile);
        var app = Web.Program.Build(new HostSettings
        {
            Database = address,
            DataFolder = Path.GetFullPath(data),
            RunJobs = false,
            Clock = clock ?? TimeProvider.System,
            Settings = File.Exists(file) ? new Dictionary<string, string?> { ["Tutela:PublicAddress"] = await File.ReadAllTextAsync(file, ct) } : [],
        });
        return new Session(cluster, app);
    }

    public async Task<School> SchoolAsync(string slug)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TutelaDb>().Set<School>().AsNoTracking().SingleOrDefaultAsync(s => s.Slug == slug)
            ?? throw new Refused($"There is no school with the short name {slug}.");
    }

    public async Task<IReadOnlyList<School>> SchoolsAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TutelaDb>().Set<School>().AsNoTracking().OrderBy(s => s.Slug).ToListAsync();
    }

    /// <summary>Runs a verb's work and turns a refusal into exit 2 with its message.</summary>
    public static async Task<int> RunAsync(string data, Func<Session, Task<int>> work, CancellationToken ct)
    {
        try
        {
            await using var session = await OpenAsync(data, ct: ct);
            return await work(session);
        }
        catch (Refused refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 2;
        }
    }

    /// <summary>Links what this verb did into the audit chain; nobody else would before `run` is up again.</summary>
    public async Task SealAsync(CancellationToken ct)
    {
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<JobRunner<Sealer>>().RunAllAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        Npgsql.NpgsqlConnection.ClearAllPools();
        if (_cluster is not null) await _cluster.DisposeAsync();
    }
}
