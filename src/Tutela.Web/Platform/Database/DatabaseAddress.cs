using Npgsql;

namespace Tutela.Web.Platform.Database;

/// <summary>Where the database is: an Npgsql connection string for each role. They hold passwords: never log one.</summary>
public sealed record DatabaseAddress(string Owner, string App, string Maintenance)
{
    public const string OwnerKey = "TUTELA_DATABASE_OWNER";
    public const string AppKey = "TUTELA_DATABASE_APP";
    public const string MaintenanceKey = "TUTELA_DATABASE_MAINTENANCE";

    /// <summary>The connection string of one role.</summary>
    public string For(DatabaseRole role) => role switch
    {
        DatabaseRole.Owner => Owner,
        DatabaseRole.App => App,
        DatabaseRole.Maintenance => Maintenance,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    /// <summary>The same server and roles, another database.</summary>
    public DatabaseAddress WithDatabase(string database)
    {
        string Change(string address) => new NpgsqlConnectionStringBuilder(address) { Database = database }.ConnectionString;
        return new(Change(Owner), Change(App), Change(Maintenance));
    }

    /// <summary>The database named by the environment, or null where it names none, so that Tutela runs its own.</summary>
    /// <exception cref="DatabaseUnavailableException">Only some of the three are given, or one cannot be read.</exception>
    public static DatabaseAddress? FromEnvironment() => From(Environment.GetEnvironmentVariable);

    /// <summary>The same from configuration: the environment, appsettings.json, the command line.</summary>
    /// <exception cref="DatabaseUnavailableException">Only some of the three are given, or one cannot be read.</exception>
    public static DatabaseAddress? FromConfiguration(IConfiguration configuration) => From(key => configuration[key]);

    private static DatabaseAddress? From(Func<string, string?> read)
    {
        string[] keys = [OwnerKey, AppKey, MaintenanceKey];
        var values = keys.Select(read).ToArray();
        if (values.All(string.IsNullOrWhiteSpace)) return null;
        foreach (var (key, value) in keys.Zip(values))
        {
            if (string.IsNullOrWhiteSpace(value))
                throw new DatabaseUnavailableException($"{key} is missing. Give all three of {string.Join(", ", keys)}, or none so that Tutela runs its own PostgreSQL.");
            try
            {
                _ = new NpgsqlConnectionStringBuilder(value);
            }
            catch (ArgumentException fault)
            {
                throw new DatabaseUnavailableException($"{key} is not a connection string (Host=...;Database=...;Username=...;Password=...): {fault.Message}");
            }
        }
        return new(values[0]!, values[1]!, values[2]!);
    }

    // A record's own ToString would print the passwords.
    public override string ToString() => $"DatabaseAddress {new NpgsqlConnectionStringBuilder(App).Host}";
}
