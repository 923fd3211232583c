using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tutela.Cli.Demonstration;
using Tutela.Cli.Running;
using Tutela.Web;
using Tutela.Web.Modules.Schools.Contract;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Hosting;

namespace Tutela.Cli.Verbs;

/// <summary>What ./run does once everything is built: database, schema, demonstration, web, node.</summary>
internal static class RunVerb
{
    public static Command Command()
    {
        var port = new Option<int>("--port") { DefaultValueFactory = _ => 8080 };
        var dnsPort = new Option<int>("--dns-port") { DefaultValueFactory = _ => 5300 };
        var host = new Option<string>("--host") { DefaultValueFactory = _ => "127.0.0.1" };
        var upstream = new Option<string?>("--upstream") { Description = "IP:PORT of the resolver to forward to (the machine's own)" };
        var empty = new Option<bool>("--empty") { Description = "No demonstration school" };
        var noNode = new Option<bool>("--no-node");
        var insecure = new Option<bool>("--insecure") { Description = "Allow plain http on an address that is not loopback" };
        var data = Session.DataOption();
        var run = new Command("run", "Starts PostgreSQL, web and node, and stops them all on Ctrl-C or SIGTERM") { port, dnsPort, host, upstream, empty, noNode, insecure, data };
        run.SetAction(async (parsed, ct) =>
        {
            var address = parsed.GetValue(host)!;
            if (!parsed.GetValue(insecure) && !(System.Net.IPAddress.TryParse(address, out var ip) && System.Net.IPAddress.IsLoopback(ip)))
            {
                await Console.Error.WriteLineAsync($"Plain http on {address} would let others read what children write. Put nginx in front (docs/operations.md) or give --insecure.");
                return 2;
            }
            var url = $"http://{address}:{parsed.GetValue(port)}";
            var folder = Path.GetFullPath(parsed.GetValue(data)!);
            await Console.Error.WriteLineAsync("Starting PostgreSQL ...");
            var (cluster, database) = await Session.DatabaseAsync(folder, ct);
            try
            {
                await Migrator.MigrateAsync(database.Owner, Web.Program.Modules, ct);
                if (!parsed.GetValue(empty)) await DemonstrateAsync(database, folder, PublicAddressOf(url), ct);
                await using var app = Web.Program.Build(new HostSettings
                {
                    Database = database,
                    DataFolder = folder,
                    Urls = [url],
                    Settings = PublicAddressOf(url),
                });
                await app.StartAsync(ct);
                await File.WriteAllTextAsync(Path.Combine(folder, Session.AddressFile), url, ct);
                await using var node = parsed.GetValue(noNode) ? null : Node(app.Services, folder, url, address, parsed.GetValue(dnsPort), parsed.GetValue(upstream));
                if (node is not null) await StartAsync(node, app.Services, ct);
                await OfferFirstSchoolAsync(app.Services, ct);
                await Console.Out.WriteLineAsync($"Tutela is ready: {url}/");
                await app.WaitForShutdownAsync(ct);
                return 0;
            }
            finally
            {
                Npgsql.NpgsqlConnection.ClearAllPools();
                if (cluster is not null) await cluster.DisposeAsync();
            }
        });
        return run;
    }

    // Without a school nobody can sign in, so the way to make one is said here and nowhere else.
    private static async Task OfferFirstSchoolAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<FirstSchoolDesk>().IssueAsync(ct) is { } path)
            await Console.Out.WriteLineAsync($"Make your school: {scope.ServiceProvider.GetRequiredService<PublicAddress>().Of(path)}");
    }

    // Tutela runs without it, so a failure is said and does not stop it.
    private static async Task DemonstrateAsync(DatabaseAddress database, string folder, Dictionary<string, string?> settings, CancellationToken ct)
    {
        try
        {
            await DemonstrationSchool.MakeAsync(database, folder, TimeProvider.System, Console.Error.WriteLine, settings, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"The demonstration school could not be made, and nothing of it was kept: {e}");
        }
    }

    private static NodeProcess Node(IServiceProvider services, string folder, string url, string host, int dnsPort, string? upstream)
    {
        var address = System.Net.IPAddress.TryParse(host, out var ip) ? ip : System.Net.IPAddress.Loopback;
        var resolver = upstream is null ? NodeFiles.MachinesResolver() : System.Net.IPEndPoint.TryParse(upstream, out var given) ? given : null;
        if (resolver is null) Console.Error.WriteLine("No resolver to forward to was found; give --upstream IP:PORT. Until then only refusals are answered.");
        else if (resolver.Port == 0) resolver.Port = 53;
        return new NodeProcess(services, new NodeFiles(folder), new Uri(url), new System.Net.IPEndPoint(address, dnsPort), resolver ?? new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 53), Console.Error);
    }

    // "Ready" is said when names are answered too; without a school there is nothing to wait for.
    private static async Task StartAsync(NodeProcess node, IServiceProvider services, CancellationToken ct)
    {
        node.Start();
        await using var scope = services.CreateAsyncScope();
        if (!await scope.ServiceProvider.GetRequiredService<TutelaDb>().Set<Web.Platform.Tenancy.School>().AnyAsync(ct)) return;
        await Task.WhenAny(node.Ready, Task.Delay(TimeSpan.FromSeconds(15), ct));
    }

    // Links in mails lead to where people reach Tutela: what the settings say, else where it listens.
    private static Dictionary<string, string?> PublicAddressOf(string url) =>
        Environment.GetEnvironmentVariable("Tutela__PublicAddress") is null ? new() { ["Tutela:PublicAddress"] = url } : [];
}
