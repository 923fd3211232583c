using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Tutela.Endurance;

/// <summary>A process of ours, its output in a file. Its id stands in the folder, so that the script can end what this program could not.</summary>
internal sealed class Child : IDisposable
{
    private const int Interrupt = 2, Terminate = 15;

    private readonly Process _process;
    private readonly string _idFile;

    private Child(Process process, string idFile) => (_process, _idFile) = (process, idFile);

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public static Child Start(string folder, LogFile log, string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false };
        foreach (var word in (string[])["-c", "out=$1; shift; exec \"$@\" >>\"$out\" 2>&1 </dev/null", "sh", log.Path, program, .. arguments]) start.ArgumentList.Add(word);
        var process = Process.Start(start)!;
        var idFile = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{process.Id}.pid"));
        File.WriteAllText(idFile, process.Id.ToString(CultureInfo.InvariantCulture));
        return new Child(process, idFile);
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">it failed</exception>
    public static async Task<string> OutputOfAsync(string program, IEnumerable<string> arguments, CancellationToken stop)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
    }

    /// <summary><c>kill -9</c>; returns when it was, in ticks of the stopwatch.</summary>
    public async Task<long> KillAsync()
    {
        var at = Stopwatch.GetTimestamp();
        _process.Kill();
        await _process.WaitForExitAsync();
        File.Delete(_idFile);
        return at;
    }

    /// <summary>Asks it to end, and ends it when it does not.</summary>
    public async Task StopAsync(TimeSpan patience)
    {
        if (!_process.HasExited) _ = Kill(_process.Id, Terminate);
        using var limit = new CancellationTokenSource(patience);
        await _process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_process.HasExited) await KillAsync();
        File.Delete(_idFile);
    }

    public void Dispose() => _process.Dispose();

    /// <summary>Ends a PostgreSQL that a killed centre left, by the id in its data folder, and takes away the folder of its socket.</summary>
    public static async Task EndDatabaseAsync(string data)
    {
        foreach (var file in Directory.GetFiles(data, "postmaster.pid", SearchOption.AllDirectories))
        {
            if (await File.ReadAllLinesAsync(file) is not [var text, _, _, _, var sockets, ..] || !int.TryParse(text, out var id)) continue;
            _ = Kill(id, Interrupt);
            for (var waited = 0; waited < 100 && Directory.Exists($"/proc/{id}"); waited++) await Task.Delay(100);
            if (Path.GetFileName(sockets).StartsWith("tutela-", StringComparison.Ordinal) && Directory.Exists(sockets)) Directory.Delete(sockets, recursive: true);
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int process, int signal);
}
