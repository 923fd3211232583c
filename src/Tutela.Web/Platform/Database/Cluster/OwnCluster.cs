using Npgsql;

namespace Tutela.Web.Platform.Database.Cluster;

/// <summary>
/// Tutela's own PostgreSQL, in the data folder and reached through a Unix socket only. Each user of a data folder, in whatever process, shares
/// a lock on it; the first starts the server, the last one out stops it, and one whose users were killed is adopted by the next.
/// Safe from any thread. Opening takes about a second the first time, a tenth of one when the server has to start, and next to nothing when it runs.
/// </summary>
public sealed class OwnCluster : IAsyncDisposable
{
    public const string Database = "tutela";
    internal const string Superuser = "postgres";

    private readonly ClusterFiles _files;
    private readonly ClusterServer _server;
    private readonly string _socketFolder;
    private FolderLock? _use;

    private OwnCluster(ClusterFiles files, ClusterServer server, FolderLock use)
    {
        (_files, _server, _use) = (files, server, use);
        _socketFolder = files.SocketFolder!;
        AppDomain.CurrentDomain.ProcessExit += LeaveAtExit;
    }

    /// <summary>The addresses of the database `tutela`.</summary>
    public DatabaseAddress Address => AddressOf(Database);

    /// <summary>Opens the cluster of a data folder: makes it, starts it or joins it, as needed.</summary>
    /// <exception cref="DatabaseUnavailableException">It cannot be had; the message says what to do.</exception>
    public static async Task<OwnCluster> OpenAsync(string dataFolder, OwnClusterOptions? options = null, CancellationToken ct = default)
    {
        if (!OperatingSystem.IsLinux())
            throw new DatabaseUnavailableException(
                $"Tutela runs its own PostgreSQL on Linux only. Name a database in {DatabaseAddress.OwnerKey}, {DatabaseAddress.AppKey} and {DatabaseAddress.MaintenanceKey}.");
        options ??= new();
        var files = new ClusterFiles(Path.GetFullPath(dataFolder));
        files.MakeFolder();
        FolderLock? use = null;
        try
        {
            using var turn = await FolderLock.TakeAloneAsync(files.TurnLock, ct);
            use = await FolderLock.ShareAsync(files.UsersLock, ct);
            var programs = ServerPrograms.Find(files.IsMade ? files.MadeBy : null, options.ProgramFolders);
            var account = await ServerAccount.FindAsync(files, options, ct);
            if (!files.IsMade) await ClusterMaking.MakeAsync(files, programs, account, options, ct);
            var server = new ClusterServer(files, programs, account, options);
            await server.EnsureRunningAsync(ct);
            return new(files, server, use);
        }
        catch (Exception fault)
        {
            use?.Dispose();
            if (fault is IOException or UnauthorizedAccessException)
                throw new DatabaseUnavailableException($"The data folder {files.Folder} cannot be used: {fault.Message}", fault);
            throw;
        }
    }

    /// <summary>The addresses of one database of this cluster, which need not exist yet.</summary>
    public DatabaseAddress AddressOf(string database)
    {
        string For(DatabaseRole role) => AddressFor(NameOf(role), _files.PasswordOf(role), database).ConnectionString;
        return new(For(DatabaseRole.Owner), For(DatabaseRole.App), For(DatabaseRole.Maintenance));
    }

    /// <summary>Makes a database that tutela_owner owns, empty or as a copy of another to which nobody is connected.</summary>
    public Task CreateDatabaseAsync(string name, string? template, CancellationToken ct = default) => AsSuperuserAsync(
        [
            $"create database {Quoted(name)} owner {NameOf(DatabaseRole.Owner)}{(template is null ? "" : $" template {Quoted(template)}")}",
            .. ClusterMaking.RightsOf(name),
        ], ct);

    /// <summary>Drops a database if it is there, and whoever is connected to it with it.</summary>
    public Task DropDatabaseAsync(string name, CancellationToken ct = default) =>
        AsSuperuserAsync([$"drop database if exists {Quoted(name)} with (force)"], ct);

    /// <summary>Leaves the cluster, and stops it if nobody else uses it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _use, null) is not { } use) return;
        AppDomain.CurrentDomain.ProcessExit -= LeaveAtExit;
        try
        {
            using var turn = await FolderLock.TakeAloneAsync(_files.TurnLock, CancellationToken.None);
            if (use.TryHoldAlone()) await _server.StopAsync(CancellationToken.None);
        }
        catch (DirectoryNotFoundException)
        {
            // The data folder is gone, and PostgreSQL stops by itself when it misses its files.
        }
        finally
        {
            use.Dispose();
        }
    }

    // A program that returns without leaving would leave a server that nobody stops. A signal that nothing handles ends
    // a process before this: then the next user adopts it.
    private void LeaveAtExit(object? sender, EventArgs exit) => DisposeAsync().AsTask().GetAwaiter().GetResult();

    internal static string NameOf(DatabaseRole role) => role switch
    {
        DatabaseRole.Owner => "tutela_owner",
        DatabaseRole.App => "tutela_app",
        DatabaseRole.Maintenance => "tutela_maintenance",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    internal static string Quoted(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private NpgsqlConnectionStringBuilder AddressFor(string user, string password, string database) => new()
    {
        Host = _socketFolder,
        Port = ClusterServer.Port,
        Database = database,
        Username = user,
        Password = password,
    };

    private async Task AsSuperuserAsync(string[] statements, CancellationToken ct)
    {
        var address = AddressFor(Superuser, _files.PasswordOfSuperuser, "postgres");
        address.Pooling = false;
        await using var connection = new NpgsqlConnection(address.ConnectionString);
        await connection.OpenAsync(ct);
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync(ct);
        }
    }
}
