using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tutela.Engine.Deciding;
using Tutela.Node.Activity;
using Tutela.Node.Centre;
using Tutela.Node.Telemetry;
using Tutela.Node.Upstream;
using Tutela.Node.Verbs;

namespace Tutela.Node.Serving;

/// <summary>A filter node from its start to its end.</summary>
internal static class FilterNode
{
    private static readonly TimeSpan WatchPace = TimeSpan.FromMilliseconds(500);

    public static async Task<int> RunAsync(NodeOptions options, TimeProvider clock)
    {
        var log = new Log(Console.Error);
        using var stop = new CancellationTokenSource();
        using var terminate = Stops(PosixSignal.SIGTERM, stop);
        using var interrupt = Stops(PosixSignal.SIGINT, stop);
        using var quit = Stops(PosixSignal.SIGQUIT, stop);

        using var spool = options.Spool is null ? null : new Spool(options.Spool, options.SpoolLimit, clock);
        if (spool is null) log.Say("no --spool: no activity is recorded");
        using var centre = options.Centre is null ? null : new CentreClient(options.Centre, options.TokenFile!, clock, log);
        if (options.Centre is { Scheme: "http", IsLoopback: false }) log.Say("--centre is plain http: its token and activity can be read on the way");
        if (centre is not null && !await HasRulesAsync(options, centre, clock, log, stop.Token)) return 0;

        var source = new SnapshotSource(options.Index, options.Rules, options.Spool, log);
        var decider = new Decider(source.First());
        var queue = new ActivityQueue(records: spool is not null);
        var neighbours = new Neighbours(options.Neighbours);
        neighbours.Refresh();
        var metrics = new NodeMetrics();
        var resolver = new Resolver(new UpstreamPool(options.Upstream, Trusted(options.UpstreamCa), clock), options.Cache, clock, stop.Token);
        var answerer = new Answerer(decider, resolver, queue, neighbours, options.Management, metrics, clock);
        var certificate = options.Cert is null || options.Key is null ? null : new ServerCertificate(options.Cert, options.Key, log);
        var servers = await Servers.OpenAsync(options, answerer, new BlockPage(decider, neighbours, clock), certificate, metrics, clock, log);
        // Writing goes on until the servers are closed, so that a record of the last answer is not lost.
        using var stopWriting = new CancellationTokenSource();
        var writer = spool is null ? null : new ActivityWriter(queue, spool, clock, log);
        var began = clock.GetUtcNow();
        List<Task> tasks = [Keep(neighbours.RunAsync), Keep((c, s) => WatchAsync(source, decider, certificate, c, log, s))];
        var writing = writer is null ? Task.CompletedTask : KeepAsync((_, s) => writer.RunAsync(s), clock, log, stopWriting.Token);
        if (centre is not null)
        {
            tasks.Add(Keep((_, s) => centre.UploadAsync(spool!, writer!, queue, s)));
            tasks.Add(Keep((_, s) => centre.PollRulesAsync(options.Rules, s)));
            tasks.Add(Keep((_, s) => centre.BeatAsync(State, s)));
        }
        using var push = options.Otlp is null ? null : new OtlpPush(options.Otlp, metrics, clock, log);
        if (push is not null) tasks.Add(Keep((_, s) => push.RunAsync(Gauges, s)));
        log.Say("ready");
        await Task.Delay(Timeout.Infinite, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        servers.Dispose();
        await Task.WhenAll(tasks);
        await stopWriting.CancelAsync();
        await writing;
        log.Say("stopped");
        return 0;

        Task Keep(Func<TimeProvider, CancellationToken, Task> loop) => KeepAsync(loop, clock, log, stop.Token);

        Gauges Gauges()
        {
            var snapshot = decider.Current;
            return new Gauges(spool?.Closed().Count ?? 0, queue.Lost, snapshot.Index.Version, snapshot.Rules.Version);
        }

        Heartbeat State()
        {
            var snapshot = decider.Current;
            return new Heartbeat(Commands.Version, snapshot.Index.Version, snapshot.Rules.Version, snapshot.Index.SealedWarning is null, spool!.Closed().Count, queue.Lost, began);
        }
    }

    // A fault in one of these must neither stop the node nor pass in silence.
    private static async Task KeepAsync(Func<TimeProvider, CancellationToken, Task> loop, TimeProvider clock, Log log, CancellationToken stop)
    {
        do
        {
            try
            {
                await loop(clock, stop);
            }
            catch (Exception e)
            {
                log.Say($"a task failed and begins again: {e}");
                await Task.Delay(TimeSpan.FromSeconds(1), clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        while (!stop.IsCancellationRequested);
    }

    private static X509Certificate2Collection? Trusted(string? file)
    {
        if (file is null) return null;
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPemFile(file);
        }
        catch (CryptographicException e)
        {
            throw new UsageException($"--upstream-ca {file}: {e.Message}");
        }
        return roots.Count > 0 ? roots : throw new UsageException($"--upstream-ca {file}: holds no certificate");
    }

    private static PosixSignalRegistration Stops(PosixSignal signal, CancellationTokenSource stop) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        stop.Cancel();
    });

    private static async Task WatchAsync(SnapshotSource source, Decider decider, ServerCertificate? certificate, TimeProvider clock, Log log, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(WatchPace, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                certificate?.Refresh();
                if (source.Next(decider.Current) is not { } next) continue;
                decider.Swap(next);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                log.Say($"watching the files: {e.Message}");
                continue;
            }
            // The old map goes when it is collected; on a quiet node that could be hours away.
            await Task.Delay(WatchPace, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            GC.Collect();
        }
    }

    private static async Task<bool> HasRulesAsync(NodeOptions options, CentreClient centre, TimeProvider clock, Log log, CancellationToken stop)
    {
        while (!File.Exists(options.Rules) && !File.Exists(Path.Combine(options.Spool!, "last-good.rules")))
        {
            if (stop.IsCancellationRequested) return false;
            if (await centre.FetchRulesAsync(options.Rules, stop) is not { } failed) continue;
            log.Say($"waiting for the centre's rules: {failed}");
            await Task.Delay(TimeSpan.FromSeconds(2), clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return true;
    }
}
