namespace Tutela.Node.Activity;

/// <summary>
/// Takes the queue to the spool twice a second. While the centre is there, each piece is closed at once, so that it can go; while it is
/// not, segments grow for a minute, so that a week without it does not leave a million files.
/// </summary>
internal sealed class ActivityWriter(ActivityQueue queue, Spool spool, TimeProvider clock, Log log)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);
    private const int PatientSeconds = 60;

    private readonly SemaphoreSlim _closed = new(0);
    private long _lossSaid;
    private long _lossSaidAt;

    /// <summary>False after a failed upload: then there is no hurry to close segments.</summary>
    public volatile bool CentreAnswers;

    /// <summary>Released when a segment was closed.</summary>
    public SemaphoreSlim Closed => _closed;

    /// <summary>Writes until stopped, then writes the rest.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(Pace, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            WriteAll();
            if (CentreAnswers || spool.OpenFor >= PatientSeconds) Close();
            SayLoss();
        }
        WriteAll();
        Close();
    }

    private void WriteAll()
    {
        for (var last = false; !last && queue.Take(out last) is { } chunk;)
        {
            if (!spool.TryAppend(SpoolFormat.Frame(chunk))) queue.Lose(chunk.Count);
            queue.Return(chunk);
        }
    }

    private void Close()
    {
        if (spool.OpenFor == 0) return;
        spool.CloseSegment();
        if (_closed.CurrentCount == 0) _closed.Release();
    }

    private void SayLoss()
    {
        var lost = queue.Lost;
        if (lost == _lossSaid || _lossSaidAt != 0 && clock.GetElapsedTime(_lossSaidAt) < TimeSpan.FromMinutes(1)) return;
        log.Say($"activity lost: {lost} records since the start (the spool is full, or cannot be written)");
        (_lossSaid, _lossSaidAt) = (lost, clock.GetTimestamp());
    }
}
