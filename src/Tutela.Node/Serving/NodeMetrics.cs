namespace Tutela.Node.Serving;

/// <summary>How a question was answered.</summary>
internal enum Outcome
{
    /// <summary>Refused by a list or a rule.</summary>
    Refused,

    /// <summary>From the cache.</summary>
    Cached,

    /// <summary>From upstream.</summary>
    Resolved,

    /// <summary>From what had run out, because no upstream answered.</summary>
    Stale,

    /// <summary>By this node itself: canaries, ANY, its version, what safe search has no answer for.</summary>
    Local,

    /// <summary>Nobody answered.</summary>
    Failed,

    /// <summary>No question that could be read, or of a class that is not served.</summary>
    Malformed,
}

/// <summary>Counts since the start. Safe from any thread; counting allocates nothing.</summary>
internal sealed class NodeMetrics
{
    /// <summary>Upper bounds of the latency buckets, in microseconds; one more bucket holds what is above.</summary>
    public static readonly int[] Bounds = [10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000];

    private readonly long[] _outcomes = new long[Enum.GetValues<Outcome>().Length];
    private readonly long[] _latency = new long[Bounds.Length + 1];
    private long _latencySum;

    public void Count(Outcome outcome) => Interlocked.Increment(ref _outcomes[(int)outcome]);

    public long Of(Outcome outcome) => Interlocked.Read(ref _outcomes[(int)outcome]);

    /// <summary>Adds as many answers that took as long.</summary>
    public void Took(TimeSpan time, int answers = 1)
    {
        var micros = (long)time.TotalMicroseconds;
        var bucket = 0;
        while (bucket < Bounds.Length && micros > Bounds[bucket]) bucket++;
        Interlocked.Add(ref _latency[bucket], answers);
        Interlocked.Add(ref _latencySum, micros * answers);
    }

    /// <summary>Answers by bucket, and the sum of their microseconds.</summary>
    public (long[] Buckets, long Sum) Latency() => ([.. _latency.Select((_, i) => Interlocked.Read(ref _latency[i]))], Interlocked.Read(ref _latencySum));
}
