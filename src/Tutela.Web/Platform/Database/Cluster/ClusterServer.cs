using System.Diagnostics;
using System.Globalization;

namespace Tutela.Web.Platform.Database.Cluster;

/// <summary>The running server: whether there is one, starting it, stopping it. Only for whoever holds the turn lock.</summary>
internal sealed class ClusterServer(ClusterFiles files, ServerPrograms programs, ServerAccount account, OwnClusterOptions options)
{
    public const int Port = 5432;
    private const long LongestLog = 10_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private enum State { Absent, Changing, Ready }

    private string ProcessFile => Path.Combine(files.Cluster, "postmaster.pid");

    /// <summary>Starts the server, or adopts the one that runs; waits for one that is starting or stopping.</summary>
    public async Task EnsureRunningAsync(CancellationToken ct)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            switch (Look().State)
            {
                case State.Ready when files.SocketFolder is { } folder && Path.Exists(Path.Combine(folder, $".s.PGSQL.{Port}")):
                    return;
                case State.Ready:
                    // Somebody swept its socket away: nobody can reach it any more.
                    await StopAsync(ct);
                    break;
                case State.Absent:
                    await StartAsync(ct);
                    break;
                default:
                    if (waited.Elapsed > Patience)
                        throw new DatabaseUnavailableException($"PostgreSQL in {files.Cluster} has been starting or stopping for {Patience.TotalMinutes:0} minutes; see {files.Log}.");
                    await Task.Delay(20, ct);
                    break;
            }
        }
    }

    public async Task StopAsync(CancellationToken ct)
    {
        if (Look().Process is { } process)
        {
            Unix.Signal(process, Unix.InterruptSignal);
            var waited = Stopwatch.StartNew();
            while (Unix.Runs(process))
            {
                if (waited.Elapsed > Patience)
                    throw new DatabaseUnavailableException($"PostgreSQL in {files.Cluster} (process {process}) does not stop; see {files.Log}.");
                await Task.Delay(10, ct);
            }
        }
        files.RemoveSocketFolder();
    }

    private (State State, int? Process) Look()
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(ProcessFile);
        }
        catch (FileNotFoundException)
        {
            return (State.Absent, null);
        }
        if (lines.Length == 0 || !int.TryParse(lines[0], CultureInfo.InvariantCulture, out var process) || !IsOurs(process))
        {
            File.Delete(ProcessFile);
            return (State.Absent, null);
        }
        return (lines.Length > 7 && lines[7].Trim() == "ready" ? State.Ready : State.Changing, process);
    }

    // After a crash the number may belong to another process, whose life would keep PostgreSQL from starting: the server stands in its folder.
    private bool IsOurs(int process)
    {
        if (!Unix.Runs(process)) return false;
        try
        {
            if (new FileInfo($"/proc/{process}/cwd").LinkTarget is { } standsIn) return standsIn == Unix.RealPath(files.Cluster);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Another user's: its name must do.
        }
        try
        {
            return File.ReadAllText($"/proc/{process}/comm").TrimEnd() == "postgres";
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task StartAsync(CancellationToken ct)
    {
        var socketFolder = await files.MakeSocketFolderAsync(account.Owner, ct);
        ClusterFiles.Write(Path.Combine(files.Cluster, "postgresql.conf"), Settings(socketFolder), account.Owner);
        ClusterFiles.Write(Path.Combine(files.Cluster, "pg_hba.conf"), "local all all scram-sha-256\n", account.Owner);
        if (File.Exists(files.Log) && new FileInfo(files.Log).Length > LongestLog) File.Move(files.Log, files.Log + ".1", overwrite: true);
        if (!File.Exists(files.Log)) ClusterFiles.Write(files.Log, "", account.Owner);

        var waited = Stopwatch.StartNew();
        while (true)
        {
            var before = new FileInfo(files.Log).Length;
            // Relative names: pg_ctl hands them to a shell, which must not meet what a folder may be called.
            var outcome = await Tool.RunAsync(
                [.. account.Prefix, programs.Starter, "start", "-s", "-w", "-t", "170", "-D", Path.GetFileName(files.Cluster), "-l", Path.GetFileName(files.Log)],
                files.Folder, ct: ct);
            if (outcome.Worked) return;
            var said = LogFrom(before);
            // The children of a server that was killed need a moment to notice.
            if (!said.Contains("shared memory block", StringComparison.Ordinal) || waited.Elapsed.TotalSeconds > 30)
                throw new DatabaseUnavailableException($"PostgreSQL did not start in {files.Cluster}. {outcome.Output}\n{said}".TrimEnd());
            await Task.Delay(100, ct);
        }
    }

    private string LogFrom(long offset)
    {
        using var log = new FileStream(files.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        log.Seek(offset, SeekOrigin.Begin);
        return new StreamReader(log).ReadToEnd().Trim();
    }

    // What failed is logged without the row's values: they are children's.
    private string Settings(string socketFolder) => $"""
        # Written by Tutela at each start. Your own settings go into {Path.GetFileName(files.OwnSettings)} in the data folder.
        listen_addresses = ''
        port = {Port}
        unix_socket_directories = '{socketFolder.Replace("'", "''", StringComparison.Ordinal)}'
        unix_socket_permissions = 0700
        password_encryption = 'scram-sha-256'
        max_connections = {(options.ForTests ? 200 : 100)}
        shared_buffers = 128MB
        effective_cache_size = 1GB
        work_mem = 8MB
        maintenance_work_mem = 64MB
        random_page_cost = 1.1
        jit = off
        wal_compression = on
        max_wal_size = 1GB
        timezone = 'UTC'
        datestyle = 'iso, dmy'
        log_timezone = 'UTC'
        lc_messages = 'C'
        log_checkpoints = off
        log_error_verbosity = terse
        log_min_error_statement = panic
        idle_in_transaction_session_timeout = 10min
        {(options.ForTests ? TestSettings : "")}
        {(File.Exists(files.OwnSettings) ? $"include '../{Path.GetFileName(files.OwnSettings)}'" : "")}

        """;

    private const string TestSettings = """
        fsync = off
        synchronous_commit = off
        full_page_writes = off
        wal_level = minimal
        max_wal_senders = 0
        checkpoint_timeout = 1h
        """;
}
