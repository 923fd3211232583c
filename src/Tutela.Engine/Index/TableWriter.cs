using System.Buffers.Binary;

namespace Tutela.Engine.Index;

/// <summary>Lays out one table (<see cref="IndexFormat"/>) of hashes and values above 0. Some 20 bytes an entry while it works.</summary>
internal static class TableWriter
{
    /// <summary>The table's bytes; its part of the header is filled in but for its place.</summary>
    /// <exception cref="InvalidDataException">too many names in one place, as no honest list has</exception>
    public static byte[] Write(ReadOnlySpan<ulong> hashes, ReadOnlySpan<int> values, Span<byte> header)
    {
        var buckets = IndexFormat.Buckets(hashes.Length);
        var starts = Starts(hashes, buckets);
        var order = Order(hashes, buckets, starts);
        var codes = Commonest(values);
        var overflow = new List<(ulong Hash, int Value)>();
        var direct = new byte[hashes.Length];
        for (uint bucket = 0; bucket < buckets; bucket++)
        {
            var members = order.AsSpan((int)starts[bucket], (int)(starts[bucket + 1] - starts[bucket]));
            foreach (var i in members)
            {
                var code = Array.IndexOf(codes, values[i]);
                if (code < 0 || HasTwin(members, hashes, i)) code = IndexFormat.OverflowCode;
                direct[i] = (byte)code;
                if (code == IndexFormat.OverflowCode) overflow.Add((hashes[i], values[i]));
            }
        }
        overflow.Sort((a, b) => a.Hash.CompareTo(b.Hash));

        var layout = IndexFormat.Layout(buckets, hashes.Length, overflow.Count);
        var bytes = new byte[layout.End];
        for (var i = 0; i < codes.Length; i++) BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * i), codes[i]);
        for (uint bucket = 0; bucket <= buckets; bucket++)
        {
            var block = bucket / IndexFormat.PerBlock;
            var blockStart = starts[block * IndexFormat.PerBlock];
            if (starts[bucket] - blockStart > ushort.MaxValue) throw new InvalidDataException("too many names have nearly the same hash");
            if (bucket % IndexFormat.PerBlock == 0) BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan((int)(layout.Blocks + 4 * block)), blockStart);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan((int)(layout.Buckets + 2 * bucket)), (ushort)(starts[bucket] - blockStart));
        }
        var at = (int)layout.Entries;
        foreach (var i in order)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at), hashes[i] & IndexFormat.FingerprintMask | (ulong)direct[i] << IndexFormat.FingerprintBits);
            at += IndexFormat.EntryBytes;
        }
        at = (int)layout.Overflow;
        foreach (var (hash, value) in overflow)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at), hash);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at + 8), value);
            at += IndexFormat.OverflowRecord;
        }
        BinaryPrimitives.WriteInt64LittleEndian(header[IndexFormat.TableBuckets..], buckets);
        BinaryPrimitives.WriteInt64LittleEndian(header[IndexFormat.TableEntries..], hashes.Length);
        BinaryPrimitives.WriteInt64LittleEndian(header[IndexFormat.TableOverflow..], overflow.Count);
        return bytes;
    }

    private static uint[] Starts(ReadOnlySpan<ulong> hashes, uint buckets)
    {
        var starts = new uint[buckets + 1];
        foreach (var hash in hashes) starts[IndexFormat.Bucket(hash, buckets) + 1]++;
        for (uint i = 1; i <= buckets; i++) starts[i] += starts[i - 1];
        return starts;
    }

    private static int[] Order(ReadOnlySpan<ulong> hashes, uint buckets, uint[] starts)
    {
        var next = starts.AsSpan(0, (int)buckets).ToArray();
        var order = new int[hashes.Length];
        for (var i = 0; i < hashes.Length; i++) order[next[IndexFormat.Bucket(hashes[i], buckets)]++] = i;
        return order;
    }

    private static bool HasTwin(ReadOnlySpan<int> members, ReadOnlySpan<ulong> hashes, int of)
    {
        var fingerprint = hashes[of] & IndexFormat.FingerprintMask;
        foreach (var i in members)
            if (i != of && (hashes[i] & IndexFormat.FingerprintMask) == fingerprint) return true;
        return false;
    }

    private static int[] Commonest(ReadOnlySpan<int> values)
    {
        var counts = new int[values.IsEmpty ? 1 : Max(values) + 1];
        foreach (var value in values) counts[value]++;
        return [.. Enumerable.Range(0, counts.Length).Where(v => counts[v] > 0).OrderByDescending(v => counts[v]).ThenBy(v => v).Take(IndexFormat.Codes)];
    }

    private static int Max(ReadOnlySpan<int> values)
    {
        var most = 0;
        foreach (var value in values) most = Math.Max(most, value);
        return most;
    }
}
