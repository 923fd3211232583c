using System.CommandLine;
using Npgsql;
using Tutela.Web.Platform.Database;

namespace Tutela.Cli.Verbs;

internal static class DatabaseVerbs
{
    public static Command Command()
    {
        var (role, data) = (new Option<DatabaseRole>("--as") { Required = true }, Session.DataOption());
        var url = new Command("url", "Prints a connection string that psql understands") { role, data };
        url.SetAction(async (parsed, ct) =>
        {
            var (cluster, address) = await Session.DatabaseAsync(parsed.GetValue(data)!, ct);
            if (cluster is not null) await cluster.DisposeAsync();
            await Console.Out.WriteLineAsync(ToUri(address.For(parsed.GetValue(role))));
            return 0;
        });
        return new Command("db", "The database") { url };
    }

    // libpq's form, so that `psql "$(./tutela db url --as maintenance)"` works.
    private static string ToUri(string connectionString)
    {
        var c = new NpgsqlConnectionStringBuilder(connectionString);
        var host = c.Host!.StartsWith('/') ? $"/{c.Database}?host={Uri.EscapeDataString(c.Host)}&port={c.Port}" : null;
        var user = $"{Uri.EscapeDataString(c.Username!)}:{Uri.EscapeDataString(c.Password ?? "")}";
        return host is not null ? $"postgresql://{user}@{host}" : $"postgresql://{user}@{c.Host}:{c.Port}/{c.Database}";
    }
}
