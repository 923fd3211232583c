namespace Tutela.Endurance;

/// <summary>All that goes wrong while the load runs, and when. Times are parts of the run, so that a short one has everything too.</summary>
internal sealed class Trouble(TimeSpan length, Centre centre, NodeRunner node, Swapper swapper, Upstream first, Upstream second, Ledger ledger)
{
    private static readonly TimeSpan SwapPace = TimeSpan.FromSeconds(10), BothDownFor = TimeSpan.FromSeconds(20), CentrePace = TimeSpan.FromMinutes(3);

    private readonly DateTimeOffset _began = TimeProvider.System.GetUtcNow();
    private readonly SemaphoreSlim _files = new(1);
    private readonly Random _random = new(99);
    private readonly TaskCompletionSource _centreAway = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int CentreKills { get; private set; }
    public double BothDownSeconds { get; private set; }
    public int UpstreamFailures { get; private set; }

    private TimeSpan Elapsed => TimeProvider.System.GetUtcNow() - _began;

    public Task RunAsync(CancellationToken stop) => Task.WhenAll(SwapAsync(stop), KillCentreAsync(stop), KillNodeAsync(stop), FailUpstreamsAsync(stop));

    private async Task SwapAsync(CancellationToken stop)
    {
        var damageEach = Math.Max(1, (int)Math.Min(6, length / SwapPace / 5));
        for (var turn = 1; await UntilAsync(SwapPace * turn, stop); turn++)
        {
            await _files.WaitAsync(stop);
            try
            {
                if (turn % damageEach == 0) await swapper.DamageAsync(stop);
                await swapper.SwapAsync(stop);
            }
            finally
            {
                _files.Release();
            }
        }
    }

    private async Task KillCentreAsync(CancellationToken stop)
    {
        var kills = Math.Max(2, (int)(length / CentrePace));
        var each = length / kills;
        for (var kill = 0; kill < kills; kill++)
        {
            if (!await UntilAsync(each * kill + each * 0.15, stop)) return;
            await centre.KillAsync();
            CentreKills++;
            if (CentreKills == 2) _centreAway.TrySetResult();
            await Task.Delay(TimeSpan.FromSeconds(Math.Min(30 + _random.Next(31), each.TotalSeconds * 0.5)), stop);
            await centre.StartAsync(first: false, stop);
        }
    }

    // Once while the centre takes what the node has, and once while it is away and all of it lies on the node's disk.
    private async Task KillNodeAsync(CancellationToken stop)
    {
        if (await UntilAsync(length * 0.07, stop)) await KillAsync();
        await _centreAway.Task.WaitAsync(stop);
        await Task.Delay(TimeSpan.FromSeconds(12), stop);
        await KillAsync();

        async Task KillAsync()
        {
            await _files.WaitAsync(stop);
            try
            {
                await node.KillAsync(stop);
            }
            finally
            {
                _files.Release();
            }
        }
    }

    private async Task FailUpstreamsAsync(CancellationToken stop)
    {
        var bad = Math.Min(10, length.TotalSeconds / 12);
        var bothAt = length * 0.7;
        var isBothDone = false;
        while (Elapsed < length)
            foreach (var upstream in (Upstream[])[first, second])
                foreach (var mode in (Mode[])[Mode.Stopped, Mode.Silent, Mode.Slow, Mode.ServFail])
                {
                    if (!isBothDone && Elapsed >= bothAt)
                    {
                        isBothDone = true;
                        await FailBothAsync(stop);
                        await Task.Delay(TimeSpan.FromSeconds(bad / 2), stop);
                    }
                    if (!await UntilAsync(Elapsed + TimeSpan.FromSeconds(bad / 2), stop)) return;
                    UpstreamFailures++;
                    upstream.Mode = mode;
                    await Task.Delay(TimeSpan.FromSeconds(bad), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    upstream.Mode = Mode.Well;
                    stop.ThrowIfCancellationRequested();
                }
    }

    // Half of the time silent, half of it stopped.
    private async Task FailBothAsync(CancellationToken stop)
    {
        var gap = ledger.BeginBothDown();
        foreach (var mode in (Mode[])[Mode.Silent, Mode.Stopped])
        {
            first.Mode = second.Mode = mode;
            await Task.Delay(BothDownFor / 2, stop);
        }
        first.Mode = second.Mode = Mode.Well;
        gap.End = System.Diagnostics.Stopwatch.GetTimestamp();
        BothDownSeconds += System.Diagnostics.Stopwatch.GetElapsedTime(gap.Start, gap.End).TotalSeconds;
    }

    // False when the run ends before.
    private async Task<bool> UntilAsync(TimeSpan at, CancellationToken stop)
    {
        if (at >= length) return false;
        if (at > Elapsed) await Task.Delay(at - Elapsed, stop);
        return true;
    }
}
