using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Web.Modules.Filtering.Contract;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity.Nodes;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Cli.Running;

/// <summary>A filter node beside the centre, as a process of its own: given its lists, rules and token, started again when it dies, and
/// stopped with the rest. One node serves one school: the one named <c>only</c>, else the demonstration, else the school that came first.</summary>
public sealed class NodeProcess(IServiceProvider services, NodeFiles files, Uri centre, IPEndPoint listen, IPEndPoint upstream, TextWriter say, string? only = null) : IAsyncDisposable
{
    private const int Terminate = 15;
    internal const string NodeName = "This machine";
    private static readonly TimeSpan SchoolPace = TimeSpan.FromSeconds(2), StopPatience = TimeSpan.FromSeconds(10), LongestRest = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _running = Task.CompletedTask;

    /// <summary>Done when the node has answered "ready" for the first time.</summary>
    public Task Ready => _ready.Task;

    /// <summary>The process now, for tests that end it; 0 between two.</summary>
    public int ProcessId { get; private set; }

    public void Start() => _running = KeepAsync(_stop.Token);

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested) return;
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task KeepAsync(CancellationToken stop)
    {
        var rest = TimeSpan.FromSeconds(1);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await PrepareAsync(stop);
                var began = Stopwatch.GetTimestamp();
                var code = await RunAsync(stop);
                if (stop.IsCancellationRequested) return;
                await say.WriteLineAsync($"The filter node ended with {code}; it starts again.");
                rest = Stopwatch.GetElapsedTime(began) > LongestRest ? TimeSpan.FromSeconds(1) : rest * 2 < LongestRest ? rest * 2 : LongestRest;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                await say.WriteLineAsync($"The filter node can't start: {e.Message}");
            }
            await Task.Delay(rest, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PrepareAsync(CancellationToken stop)
    {
        foreach (var note in files.CompileIndex()) await say.WriteLineAsync(note);
        EndLeftOver();
        var school = await SchoolAsync(stop);
        var work = services.GetRequiredService<SchoolWork>();
        var rules = await work.RunAsync(school, s => s.GetRequiredService<NodeDesk>().RulesAsync(stop), stop);
        NodeFiles.WriteWhole(files.Rules, rules, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        if (await HasTokenAsync(school, stop)) return;
        var token = await work.RunAsync(school, s => s.GetRequiredService<NodeDesk>().RenewAsync(NodeName, "Runs beside the centre and filters whoever asks this machine for names", stop), stop);
        NodeFiles.WriteWhole(files.Token, Encoding.ASCII.GetBytes(token + "\n"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private async Task<School> SchoolAsync(CancellationToken stop)
    {
        for (var said = false; ; said = true)
        {
            await using var scope = services.CreateAsyncScope();
            var school = await scope.ServiceProvider.GetRequiredService<TutelaDb>().Set<School>().AsNoTracking()
                .Where(s => only == null || s.Slug == only).OrderByDescending(s => s.IsDemonstration).ThenBy(s => s.CreatedAt).FirstOrDefaultAsync(stop);
            if (school is not null) return school;
            if (!said) await say.WriteLineAsync("The filter node starts when there is a school.");
            await Task.Delay(SchoolPace, stop);
        }
    }

    private async Task<bool> HasTokenAsync(School school, CancellationToken stop)
    {
        if (!File.Exists(files.Token)) return false;
        await using var scope = services.CreateAsyncScope();
        var holder = await scope.ServiceProvider.GetRequiredService<NodeTokenDesk>().FindAsync((await File.ReadAllTextAsync(files.Token, stop)).Trim(), stop);
        return holder?.School.Id == school.Id;
    }

    private async Task<int> RunAsync(CancellationToken stop)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false };
        if (Environment.ProcessPath is { } own && Path.GetFileName(own) == "dotnet") start.FileName = own;
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "Tutela.Node.dll"), "node", "--index", files.Index, "--rules", files.Rules, "--listen", listen.ToString(),
            "--upstream", upstream.ToString(), "--spool", files.Spool, "--centre", centre.ToString(), "--token-file", files.Token]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        ProcessId = process.Id;
        await File.WriteAllTextAsync(files.ProcessId, process.Id.ToString(CultureInfo.InvariantCulture), CancellationToken.None);
        var errors = EchoAsync(process.StandardError);
        var output = EchoAsync(process.StandardOutput);
        try
        {
            await process.WaitForExitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            _ = Kill(process.Id, Terminate);
            using var patience = new CancellationTokenSource(StopPatience);
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!process.HasExited) process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
        await Task.WhenAll(errors, output);
        ProcessId = 0;
        File.Delete(files.ProcessId);
        return process.ExitCode;
    }

    private async Task EchoAsync(StreamReader lines)
    {
        while (await lines.ReadLineAsync(CancellationToken.None) is { } line)
        {
            await say.WriteLineAsync($"node: {line}");
            if (line.EndsWith("ready", StringComparison.Ordinal)) _ready.TrySetResult();
        }
    }

    // A centre that was killed leaves its node behind, on the port that the new one needs.
    private void EndLeftOver()
    {
        if (!File.Exists(files.ProcessId) || !int.TryParse(File.ReadAllText(files.ProcessId), out var id)) return;
        var commandLine = $"/proc/{id}/cmdline";
        if (!File.Exists(commandLine)) return;
        var words = File.ReadAllText(commandLine).Split('\0');
        if (words.Contains(files.Spool) && words.Any(w => w.EndsWith("Tutela.Node.dll", StringComparison.Ordinal))) _ = Kill(id, Terminate);
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int process, int signal);
}
