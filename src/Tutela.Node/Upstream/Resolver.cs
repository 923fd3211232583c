using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Tutela.Engine.Names;
using Tutela.Node.Dns;

namespace Tutela.Node.Upstream;

/// <summary>How an answer was come by.</summary>
internal readonly record struct Resolved(StoredAnswer? Answer, uint Age, bool Stale);

/// <summary>
/// The cache and, behind it, the upstream servers. Answers live for their TTL; after it they are kept a day to stand in when no server
/// answers (RFC 8767). The same question is asked once at a time, however many wait for it. Safe from any thread.
/// </summary>
internal sealed class Resolver(UpstreamPool upstream, int capacity, TimeProvider clock, CancellationToken stop)
{
    private const int MostWaiting = 2000;
    private static readonly TimeSpan StaleFor = TimeSpan.FromDays(1), FailureRest = TimeSpan.FromSeconds(5);

    // RFC 8767, 5: a client should not wait longer than this when something stale is at hand.
    private static readonly TimeSpan StalePatience = TimeSpan.FromMilliseconds(1800);

    private readonly ConcurrentDictionary<byte[], StoredAnswer> _cache = new(KeyComparer.Instance);
    private readonly ConcurrentDictionary<byte[], Task<StoredAnswer?>> _underWay = new(KeyComparer.Instance);
    private readonly ConcurrentDictionary<byte[], long> _failedAt = new(KeyComparer.Instance);
    private int _count;
    private int _waiting;

    public long Hits;

    /// <summary>Most bytes of a key.</summary>
    public const int KeySize = DomainName.MaxLength + 5;

    /// <summary>Writes what tells one cached answer from another: name, type, class, DO and CD.</summary>
    public static int WriteKey(ReadOnlySpan<byte> name, ushort type, ushort recordClass, bool dnssecOk, bool checkingDisabled, Span<byte> key)
    {
        BinaryPrimitives.WriteUInt16BigEndian(key, type);
        BinaryPrimitives.WriteUInt16BigEndian(key[2..], recordClass);
        key[4] = (byte)((dnssecOk ? 1 : 0) | (checkingDisabled ? 2 : 0));
        name.CopyTo(key[5..]);
        return name.Length + 5;
    }

    /// <summary>An answer that has not run out. Allocates nothing.</summary>
    public bool TryFresh(ReadOnlySpan<byte> key, [NotNullWhen(true)] out StoredAnswer? answer, out uint age)
    {
        age = 0;
        if (!_cache.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key, out answer)) return false;
        var elapsed = clock.GetElapsedTime(answer.CameAt);
        age = (uint)elapsed.TotalSeconds;
        if (elapsed.TotalSeconds >= answer.MinTtl) return false;
        Interlocked.Increment(ref Hits);
        return true;
    }

    /// <summary>Asks upstream, or joins whoever asks the same; falls back on what has run out.</summary>
    public async Task<Resolved> ResolveAsync(byte[] key, byte[] question)
    {
        var stale = _cache.TryGetValue(key, out var kept) && clock.GetElapsedTime(kept.CameAt) < TimeSpan.FromSeconds(kept.MinTtl) + StaleFor ? kept : null;
        if (stale is not null && _failedAt.TryGetValue(key, out var failed) && clock.GetElapsedTime(failed) < FailureRest) return new Resolved(stale, 0, true);
        if (Interlocked.Increment(ref _waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return new Resolved(stale, 0, stale is not null);
        }
        try
        {
            var asking = _underWay.GetOrAdd(key, static (k, s) => s.Self.AskAsync(k, s.Question), (Self: this, Question: question));
            var fresh = stale is null ? await asking : await WithPatienceAsync(asking);
            return fresh is null || stale is not null && fresh.Rcode is not (DnsNumbers.NoError or DnsNumbers.NxDomain)
                ? new Resolved(stale, 0, stale is not null)
                : new Resolved(fresh, 0, false);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private async Task<StoredAnswer?> WithPatienceAsync(Task<StoredAnswer?> asking)
    {
        try
        {
            return await asking.WaitAsync(StalePatience, clock, stop);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            return null;
        }
    }

    private async Task<StoredAnswer?> AskAsync(byte[] key, byte[] question)
    {
        // Off the caller's thread first: the entry must stand in the table before it is taken out below.
        await Task.Yield();
        try
        {
            var answer = await upstream.AskAsync(question, (key[4] & 1) != 0, (key[4] & 2) != 0, stop);
            if (answer is not { Rcode: DnsNumbers.NoError or DnsNumbers.NxDomain })
            {
                if (_cache.ContainsKey(key)) _failedAt[key] = clock.GetTimestamp();
                return answer;
            }
            _failedAt.TryRemove(key, out _);
            answer.CameAt = clock.GetTimestamp();
            if (answer.MinTtl > 0) Keep(key, answer);
            return answer;
        }
        finally
        {
            _underWay.TryRemove(key, out _);
        }
    }

    private void Keep(byte[] key, StoredAnswer answer)
    {
        if (capacity == 0) return;
        if (!_cache.TryAdd(key, answer))
        {
            _cache[key] = answer;
            return;
        }
        if (Interlocked.Increment(ref _count) <= capacity) return;
        // The table has no order, so what is met first is as good as random; what has run out goes in any case.
        var surplus = Math.Max(1, capacity / 10);
        foreach (var (old, entry) in _cache)
        {
            if (surplus <= 0 && clock.GetElapsedTime(entry.CameAt).TotalSeconds < entry.MinTtl) continue;
            if (!_cache.TryRemove(old, out _)) continue;
            _failedAt.TryRemove(old, out _);
            Interlocked.Decrement(ref _count);
            surplus--;
        }
    }

    private sealed class KeyComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly KeyComparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);
        public int GetHashCode(byte[] key) => GetHashCode(key.AsSpan());
        public bool Equals(ReadOnlySpan<byte> x, byte[] y) => x.SequenceEqual(y);
        public byte[] Create(ReadOnlySpan<byte> key) => key.ToArray();

        public int GetHashCode(ReadOnlySpan<byte> key)
        {
            // HashCode is seeded at random in each process, so nobody can aim at one bucket.
            var hash = new HashCode();
            hash.AddBytes(key);
            return hash.ToHashCode();
        }
    }
}
