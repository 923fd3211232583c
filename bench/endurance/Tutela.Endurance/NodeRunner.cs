using System.Diagnostics;

namespace Tutela.Endurance;

/// <summary>The filter node, a process of its own beside the centre, and started again when it was killed.</summary>
internal sealed class NodeRunner(Work work, Doorways doors, IEnumerable<Upstream> upstreams, Uri centre, Ledger ledger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private Child? _process;

    public LogFile Log { get; } = new(Path.Combine(work.Folder, "node.log"));

    public int? ProcessId => _process is { HasExited: false } running ? running.Id : null;

    public string Spool { get; } = Path.Combine(work.Folder, "spool");

    public int Kills { get; private set; }

    public long DownMilliseconds { get; private set; }

    /// <summary>Segments on disk, the open one included.</summary>
    public int Segments => Directory.Exists(Spool) ? Directory.EnumerateFiles(Spool).Count(f => f.EndsWith(".seg", StringComparison.Ordinal) || f.EndsWith(".open", StringComparison.Ordinal)) : 0;

    public async Task StartAsync(CancellationToken stop)
    {
        var from = Log.Count;
        List<string> words = [work.Node, "node", "--index", work.Index, "--rules", work.Rules, "--listen", $"{doors.Plain}", "--listen-tls", $"{doors.Tls}", "--listen-https", $"{doors.Https}",
            "--cert", work.Cert, "--key", work.Key, "--spool", Spool, "--centre", $"{centre}", "--token-file", work.Token];
        foreach (var upstream in upstreams) words.AddRange(["--upstream", $"{upstream.EndPoint}"]);
        _process = Child.Start(work.Folder, Log, "dotnet", words);
        if (!await Log.SaysAsync("ready", from, Patience, stop) || _process.HasExited) throw new InvalidOperationException("the node did not start");
    }

    /// <summary><c>kill -9</c>, and started again at once.</summary>
    public async Task KillAsync(CancellationToken stop)
    {
        var gap = ledger.BeginNodeDown();
        var killed = await _process!.KillAsync();
        Kills++;
        // Replies that were on their way are taken in first.
        var reading = Task.Delay(TimeSpan.FromMilliseconds(200), stop);
        var starting = StartAsync(stop);
        await reading;
        ledger.ExcuseBefore(killed);
        await starting;
        gap.End = Stopwatch.GetTimestamp();
        DownMilliseconds += (long)Stopwatch.GetElapsedTime(killed, gap.End).TotalMilliseconds;
    }

    public async Task StopAsync()
    {
        if (_process is not null) await _process.StopAsync(TimeSpan.FromSeconds(20));
    }
}
