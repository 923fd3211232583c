using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Tutela.Engine.Index;

/// <summary>One table of an open index: two cache misses a look-up. Reads mapped memory; its index must be kept alive meanwhile.</summary>
internal readonly unsafe struct IndexTable
{
    private readonly byte* _directory;
    private readonly byte* _entries;
    private readonly uint _buckets;
    private readonly int _record;
    private readonly ulong _mask;

    public IndexTable(byte* file, long length, ReadOnlySpan<byte> header, int setBytes)
    {
        var directory = BinaryPrimitives.ReadInt64LittleEndian(header);
        var buckets = BinaryPrimitives.ReadInt64LittleEndian(header[8..]);
        var entries = BinaryPrimitives.ReadInt64LittleEndian(header[16..]);
        if (buckets is < 1 or > int.MaxValue || directory < 0 || directory > length - 4 * (buckets + 1)) throw new IndexRefusedException("a table lies outside the file");
        _buckets = (uint)buckets;
        _directory = file + directory;
        _record = IndexFormat.FingerprintBytes + setBytes;
        _mask = (1UL << 8 * _record) - 1;
        uint before = 0;
        for (long i = 0; i <= buckets; i++)
        {
            var start = Unsafe.ReadUnaligned<uint>(_directory + 4 * i);
            if (start < before) throw new IndexRefusedException("a table's directory is out of order");
            before = start;
        }
        if (entries < 0 || entries > length - ((long)before * _record + 8)) throw new IndexRefusedException("a table lies outside the file");
        _entries = file + entries;
    }

    /// <summary>The set id of a hash; 0 when the hash is not in the table.</summary>
    public int Find(ulong hash)
    {
        var bucket = _directory + 4L * IndexFormat.Bucket(hash, _buckets);
        var entry = _entries + Unsafe.ReadUnaligned<uint>(bucket) * (long)_record;
        var end = _entries + Unsafe.ReadUnaligned<uint>(bucket + 4) * (long)_record;
        hash &= IndexFormat.FingerprintMask;
        for (; entry < end; entry += _record)
        {
            var value = Unsafe.ReadUnaligned<ulong>(entry);
            if ((value & IndexFormat.FingerprintMask) == hash) return (int)((value & _mask) >> 40);
        }
        return 0;
    }
}
