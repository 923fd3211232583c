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
internal sealed class Resolver
{
    private const int MostWaiting = 2000, LeastRenewed = 10;

    private static readonly TimeSpan StaleFor = TimeSpan.FromDays(1), FailureRest = TimeSpan.FromSeconds(5);

    // RFC 8767, 5: a client should not wait longer than this when something stale is at hand.
    private static readonly TimeSpan StalePatience = TimeSpan.FromMilliseconds(1800);

    private readonly ConcurrentDictionary<byte[], StoredAnswer> _cache;
    private readonly ConcurrentDictionary<byte[], StoredAnswer>.AlternateLookup<ReadOnlySpan<byte>> _fresh;
    private readonly ConcurrentDictionary<byte[], Task<StoredAnswer?>> _underWay = new(KeyComparer.Instance);
    private readonly ConcurrentDictionary<byte[], long> _failedAt = new(KeyComparer.Instance);
    private int _count;
    private int _waiting;

    private readonly UpstreamPool _upstream;
    private readonly int _capacity;
    private readonly TimeProvider _clock;
    private readonly CancellationToken _stop;

    public Resolver(UpstreamPool upstream, int capacity, TimeProvider clock, CancellationToken stop)
    {
        (_upstream, _capacity, _clock, _stop) = (upstream, capacity, clock, stop);
        _cache = new(KeyComparer.Instance);
        _fresh = _cache.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

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

    /// <summary>An answer that has not run out. Allocates nothing, but for one that is asked for in its last tenth: that is asked for again.</summary>
    public bool TryFresh(ReadOnlySpan<byte> key, long now, [NotNullWhen(true)] out StoredAnswer? answer, out uint age)
    {
        age = 0;
        if (!_fresh.TryGetValue(key, out answer)) return false;
        var elapsed = _clock.GetElapsedTime(answer.CameAt, now).TotalSeconds;
        if (elapsed >= answer.MinTtl) return false;
        age = (uint)Math.Max(0, elapsed);
        if (answer.MinTtl >= LeastRenewed && (answer.MinTtl - elapsed) * 10 < answer.MinTtl && answer.ClaimRenewal())
            _ = RenewAsync(key.ToArray(), answer.Message[DnsQuery.HeaderSize..answer.QuestionEnd]);
        return true;
    }

    private async Task RenewAsync(byte[] key, byte[] question)
    {
        if (Volatile.Read(ref _waiting) < MostWaiting / 2) await AskOnceAsync(key, question);
    }

    /// <summary>Asks upstream, or joins whoever asks the same; falls back on what has run out.</summary>
    public async Task<Resolved> ResolveAsync(byte[] key, byte[] question)
    {
        var stale = _cache.TryGetValue(key, out var kept) && _clock.GetElapsedTime(kept.CameAt) < TimeSpan.FromSeconds(kept.MinTtl) + StaleFor ? kept : null;
        if (stale is not null && _failedAt.TryGetValue(key, out var failed) && _clock.GetElapsedTime(failed) < FailureRest) return new Resolved(stale, 0, true);
        if (Interlocked.Increment(ref _waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return new Resolved(stale, 0, stale is not null);
        }
        try
        {
            var asking = AskOnceAsync(key, question);
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
            return await asking.WaitAsync(StalePatience, _clock, _stop);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            return null;
        }
    }

    // The entry stands in the table before the asking begins, and whoever put it there takes it out. Begun first and put there after, an answer that
    // came at once would be taken out before it was there, and then stay for ever.
    private Task<StoredAnswer?> AskOnceAsync(byte[] key, byte[] question)
    {
        var mine = new TaskCompletionSource<StoredAnswer?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var there = _underWay.GetOrAdd(key, mine.Task);
        if (ReferenceEquals(there, mine.Task)) _ = AskAsync(key, question, mine);
        return there;
    }

    private async Task AskAsync(byte[] key, byte[] question, TaskCompletionSource<StoredAnswer?> asked)
    {
        // Off the caller's thread, which has other packets to answer.
        await Task.Yield();
        try
        {
            var answer = await _upstream.AskAsync(question, (key[4] & 1) != 0, (key[4] & 2) != 0, _stop);
            if (answer is { Rcode: DnsNumbers.NoError or DnsNumbers.NxDomain })
            {
                _failedAt.TryRemove(key, out _);
                answer.CameAt = _clock.GetTimestamp();
                if (answer.MinTtl > 0) Keep(key, answer);
            }
            else if (_cache.ContainsKey(key))
            {
                _failedAt[key] = _clock.GetTimestamp();
            }
            _underWay.TryRemove(key, out _);
            asked.SetResult(answer);
        }
        catch (Exception e)
        {
            _underWay.TryRemove(key, out _);
            asked.SetException(e);
        }
    }

    private void Keep(byte[] key, StoredAnswer answer)
    {
        if (_capacity == 0) return;
        if (!_cache.TryAdd(key, answer))
        {
            _cache[key] = answer;
            return;
        }
        if (Interlocked.Increment(ref _count) <= _capacity) return;
        // The table has no order, so what is met first is as good as random; what has run out goes in any case.
        var surplus = Math.Max(1, _capacity / 10);
        foreach (var (old, entry) in _cache)
        {
            if (surplus <= 0 && _clock.GetElapsedTime(entry.CameAt).TotalSeconds < entry.MinTtl) continue;
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
            // Under a secret of this process, so that nobody can aim at one bucket.
            var hash = Secret ^ (ulong)key.Length;
            while (key.Length > 8)
            {
                hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(key));
                key = key[8..];
            }
            ulong last = 0;
            for (var i = 0; i < key.Length; i++) last |= (ulong)key[i] << (8 * i);
            return (int)Mix(Mix(hash ^ last));
        }

        private static readonly ulong Secret = BitConverter.ToUInt64(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8));
        private static readonly ulong Factor = BitConverter.ToUInt64(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8)) | 1;

        private static ulong Mix(ulong value)
        {
            var high = Math.BigMul(value, Factor, out var low);
            return high ^ low;
        }
    }
}
