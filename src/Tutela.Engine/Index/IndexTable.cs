using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tutela.Engine.Index;

/// <summary>
/// One table of an open index (<see cref="IndexFormat"/>): two cache misses a look-up, one of which <see cref="Prefetch"/> takes beforehand.
/// Reads mapped memory; its index must be kept alive meanwhile.
/// </summary>
internal readonly unsafe struct IndexTable
{
    private readonly byte* _codes;
    private readonly uint* _blocks;
    private readonly ushort* _starts;
    private readonly byte* _entries;
    private readonly byte* _overflow;
    private readonly byte* _lastWide;
    private readonly uint _buckets;
    private readonly int _overflowCount;

    // Three entries stand in sixteen bytes; the first four bytes of each are compared at once, and the fourth lane with nothing.
    private const int Wide = 3, WideBytes = 16;

    public IndexTable(byte* file, long length, ReadOnlySpan<byte> header)
    {
        var place = BinaryPrimitives.ReadInt64LittleEndian(header[IndexFormat.TablePlace..]);
        var buckets = BinaryPrimitives.ReadInt64LittleEndian(header[IndexFormat.TableBuckets..]);
        var entries = BinaryPrimitives.ReadInt64LittleEndian(header[IndexFormat.TableEntries..]);
        var overflow = BinaryPrimitives.ReadInt64LittleEndian(header[IndexFormat.TableOverflow..]);
        if (buckets is < 1 or > int.MaxValue || entries is < 0 or > uint.MaxValue || overflow is < 0 or > int.MaxValue) throw new IndexRefusedException("the header is not sound");
        var layout = IndexFormat.Layout(buckets, entries, overflow);
        if (place < 0 || place % 64 != 0 || place > length - layout.End) throw new IndexRefusedException("a table lies outside the file");
        _buckets = (uint)buckets;
        _overflowCount = (int)overflow;
        _codes = file + place;
        _blocks = (uint*)(_codes + layout.Blocks);
        _starts = (ushort*)(_codes + layout.Buckets);
        _entries = _codes + layout.Entries;
        _overflow = _codes + layout.Overflow;
        _lastWide = file + length - WideBytes;
        uint before = 0;
        for (uint i = 0; i <= buckets; i++)
        {
            var start = Start(i);
            if (start < before) throw new IndexRefusedException("a table's directory is out of order");
            before = start;
        }
        if (before != entries) throw new IndexRefusedException("a table's directory is out of order");
    }

    /// <summary>Lets the processor fetch a hash's bucket while other work is done. Nothing waits for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(ulong hash)
    {
        if (!Sse.IsSupported) return;
        var entry = _entries + Start(IndexFormat.Bucket(hash, _buckets)) * (long)IndexFormat.EntryBytes;
        Sse.Prefetch0(entry);
        // A bucket is as long as a line and seldom begins where one does.
        Sse.Prefetch0(entry + IndexFormat.PerBucket * IndexFormat.EntryBytes);
    }

    /// <summary>The value of a hash; 0 when the hash is not in the table.</summary>
    public int Find(ulong hash)
    {
        var bucket = IndexFormat.Bucket(hash, _buckets);
        var entry = _entries + Start(bucket) * (long)IndexFormat.EntryBytes;
        var end = _entries + Start(bucket + 1) * (long)IndexFormat.EntryBytes;
        var fingerprint = hash & IndexFormat.FingerprintMask;
        if (Vector128.IsHardwareAccelerated && BitConverter.IsLittleEndian)
        {
            var wanted = Vector128.Create((uint)fingerprint);
            for (; entry < end && entry <= _lastWide; entry += Wide * IndexFormat.EntryBytes)
            {
                var firsts = Vector128.Shuffle(Vector128.Load(entry), Vector128.Create((byte)0, 1, 2, 3, 5, 6, 7, 8, 10, 11, 12, 13, 0, 1, 2, 3)).AsUInt32();
                for (var equal = Vector128.Equals(firsts, wanted).ExtractMostSignificantBits() & 0b111; equal != 0; equal &= equal - 1)
                {
                    var at = entry + BitOperations.TrailingZeroCount(equal) * IndexFormat.EntryBytes;
                    // What stands behind the bucket's end is another's.
                    if (at < end && Matches(at, fingerprint, out var value)) return ValueOf(value, hash);
                }
            }
        }
        for (; entry < end; entry += IndexFormat.EntryBytes)
            if (Matches(entry, fingerprint, out var value)) return ValueOf(value, hash);
        return 0;
    }

    // Five bytes, read as eight: behind the last entry there is room for that.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Matches(byte* entry, ulong fingerprint, out ulong value)
    {
        value = Unsafe.ReadUnaligned<ulong>(entry);
        return (value & IndexFormat.FingerprintMask) == fingerprint;
    }

    private int ValueOf(ulong entry, ulong hash)
    {
        var code = (int)(entry >> IndexFormat.FingerprintBits) & 15;
        return code == IndexFormat.OverflowCode ? FindOverflow(hash) : (int)Unsafe.ReadUnaligned<uint>(_codes + 4 * code);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Start(uint bucket) => _blocks[bucket / IndexFormat.PerBlock] + _starts[bucket];

    private int FindOverflow(ulong hash)
    {
        int low = 0, high = _overflowCount;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (HashAt(middle) < hash) low = middle + 1;
            else high = middle;
        }
        return low < _overflowCount && HashAt(low) == hash ? (int)Unsafe.ReadUnaligned<uint>(_overflow + (long)low * IndexFormat.OverflowRecord + 8) : 0;
    }

    private ulong HashAt(int record) => Unsafe.ReadUnaligned<ulong>(_overflow + (long)record * IndexFormat.OverflowRecord);
}
