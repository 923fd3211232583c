using System.Diagnostics;
using Npgsql;

namespace Tutela.Web.Tests.Platform.Database;

/// <summary>A data folder of one test, gone at its end with whatever server was left in it.</summary>
internal sealed class TemporaryData : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("tutela-data-").FullName;

    public TemporaryData(string below = "data")
    {
        Folder = Path.Combine(_root, below);
        Directory.CreateDirectory(Path.GetDirectoryName(Folder)!);
    }

    public string Folder { get; }

    public string In(string name) => Path.Combine(Folder, name);

    public int ServerProcess => int.Parse(File.ReadLines(In("postgres/postmaster.pid")).First());

    public bool ServerRuns => File.Exists(In("postgres/postmaster.pid")) && Runs(ServerProcess);

    /// <summary>Whether a process runs; not one that only waits for its parent to notice its end.</summary>
    public static bool Runs(int process)
    {
        try
        {
            return !File.ReadLines($"/proc/{process}/status").Any(line => line.StartsWith("State:\tZ", StringComparison.Ordinal));
        }
        catch (IOException)
        {
            return false;
        }
    }

    public string SocketFolder => File.ReadAllText(In("postgres.socket")).Trim();

    public static async Task<T> AskAsync<T>(string address, string question)
    {
        await using var connection = new NpgsqlConnection(address + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(question, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public static async Task DoAsync(string address, string statement)
    {
        await using var connection = new NpgsqlConnection(address + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    public void Dispose()
    {
        if (ServerRuns)
        {
            using var server = Process.GetProcessById(ServerProcess);
            server.Kill(entireProcessTree: true);
            server.WaitForExit();
        }
        if (File.Exists(In("postgres.socket")) && Directory.Exists(SocketFolder)) Directory.Delete(SocketFolder, recursive: true);
        Directory.Delete(_root, recursive: true);
    }
}
