using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tutela.Web;
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
                await using var app = Web.Program.Build(new HostSettings
                {
                    Database = database,
                    DataFolder = folder,
                    Urls = [url],
                    Insecure = parsed.GetValue(insecure),
                    Settings = PublicAddressOf(url),
                });
                await app.StartAsync(ct);
                await File.WriteAllTextAsync(Path.Combine(folder, Session.AddressFile), url, ct);
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

    // Links in mails lead to where people reach Tutela: what the settings say, else where it listens.
    private static Dictionary<string, string?> PublicAddressOf(string url) =>
        Environment.GetEnvironmentVariable("Tutela__PublicAddress") is null ? new() { ["Tutela:PublicAddress"] = url } : [];
}
