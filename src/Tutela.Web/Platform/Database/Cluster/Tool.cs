using System.ComponentModel;
using System.Diagnostics;

namespace Tutela.Web.Platform.Database.Cluster;

/// <summary>Runs a program of the machine to its end and keeps what it said.</summary>
internal static class Tool
{
    public readonly record struct Outcome(int Exit, string Output)
    {
        public bool Worked => Exit == 0;
    }

    /// <summary>Exit 127 stands for a program that is not there or may not be run.</summary>
    public static async Task<Outcome> RunAsync(IEnumerable<string> command, string folder, string? input = null, CancellationToken ct = default)
    {
        var words = command.ToArray();
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A caller's PGDATA, PGHOST or locale must not reach our server.
        foreach (var key in start.Environment.Keys.Where(k => k.StartsWith("PG", StringComparison.Ordinal) || k.StartsWith("LC_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(key);
        start.Environment["LC_ALL"] = "C";
        try
        {
            using var process = Process.Start(start)!;
            var said = process.StandardOutput.ReadToEndAsync(ct);
            var complained = process.StandardError.ReadToEndAsync(ct);
            try
            {
                if (input is not null) await process.StandardInput.WriteAsync(input.AsMemory(), ct);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It ended before it had read all: its exit code and words say why.
            }
            await process.WaitForExitAsync(ct);
            return new(process.ExitCode, (await said + await complained).Trim());
        }
        catch (Win32Exception fault)
        {
            return new(127, fault.Message);
        }
    }
}
