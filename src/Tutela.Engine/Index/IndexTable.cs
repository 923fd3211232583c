using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Tutela.Engine.Index;

/// <summary>
/// One table of an open index (<see cref="IndexFormat"/>): two cache misses a look-up. Reads mapped memory; its index must be kept alive
/// meanwhile.
/// </summary>
internal readonly unsafe struct IndexTable
{
    private readonly byte* _codes;
    private readonly uint* _blocks;
    private readonly ushort* _starts;
    private readonly byte* _entries;
    private readonly byte* _overflow;
    private readonly uint _buckets;
    private readonly int _overflowCount;

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
        uint before = 0;
        for (uint i = 0; i <= buckets; i++)
        {
            var start = Start(i);
            if (start < before) throw new IndexRefusedException("a table's directory is out of order");
            before = start;
        }
        if (before != entries) throw new IndexRefusedException("a table's directory is out of order");
    }

    /// <summary>The value of a hash; 0 when the hash is not in the table.</summary>
    public int Find(ulong hash)
    {
        var bucket = IndexFormat.Bucket(hash, _buckets);
        var entry = _entries + Start(bucket) * (long)IndexFormat.EntryBytes;
        var end = _entries + Start(bucket + 1) * (long)IndexFormat.EntryBytes;
        var fingerprint = hash & IndexFormat.FingerprintMask;
        for (; entry < end; entry += IndexFormat.EntryBytes)
        {
            var value = Unsafe.ReadUnaligned<ulong>(entry);
            if ((value & IndexFormat.FingerprintMask) != fingerprint) continue;
            var code = (int)(value >> IndexFormat.FingerprintBits) & 15;
            return code == IndexFormat.OverflowCode ? FindOverflow(hash) : (int)Unsafe.ReadUnaligned<uint>(_codes + 4 * code);
        }
        return 0;
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
