using System.Buffers.Binary;

namespace Tutela.Engine.Index;

/// <summary>
/// The file: a fixed header, then sections at 64-byte boundaries, all little-endian.
/// <code>
/// header     magic, format, length, SHA-256 of all that follows it, counts, key, places of the sections
/// meta       categories (name, sealed), listings (category, list, count), sets (listings, exceptions), shared suffixes, patterns
/// names      a table from a name's hash to its set
/// stems      a table from a label's hash to its pattern: names that are told apart only by a shared suffix stand here once
/// addresses  a table from the hash of a URL entry to its set
/// sealed     16-byte digests, big-endian so that they sort as bytes, each with a category id and a door (<see cref="Names.SealedDigest.Door"/>)
/// </code>
/// A table: 15 values that stand most often (u32); a u32 start for every 64 buckets; a u16 for every bucket, how far behind that it starts;
/// entries of five bytes, 36 bits of fingerprint and 4 that say which of the 15 values, or that the value stands in the overflow; the
/// overflow, whole hashes (u64) with their values (u32), sorted. A 64-bit hash picks a bucket by its upper bits (multiply-high, so any number
/// of buckets fits) and is told from others by its lower 36. With some twelve entries a bucket, a name that is not listed is taken for a listed
/// one with odds of 12 in 2³⁶ (one in 5,700 million) a suffix. Two listed names with one fingerprint in one bucket go to the overflow, so a
/// listed name always has its own value.
/// </summary>
internal static class IndexFormat
{
    public const int Version = 2;
    public const int HeaderSize = 256;
    public const int HashedFrom = 56;
    public const int PerBucket = 12, PerBlock = 64;
    public const int EntryBytes = 5, Codes = 15, OverflowCode = 15, FingerprintBits = 36;
    public const ulong FingerprintMask = (1UL << FingerprintBits) - 1;
    public const int OverflowRecord = 12, SealedRecord = 19;

    public static ReadOnlySpan<byte> Magic => "TUTELAIX"u8;

    public const int AtFormat = 8, AtLength = 16, AtDigest = 24, AtNames = 56, AtKey = 64, AtMeta = 80, AtMetaLength = 88, AtSealed = 96, AtSealedCount = 104,
        AtNameTable = 112, AtStemTable = 152, AtAddressTable = 192;

    /// <summary>In a table's part of the header: its place, buckets, entries, and overflow records.</summary>
    public const int TablePlace = 0, TableBuckets = 8, TableEntries = 16, TableOverflow = 24;

    /// <summary>Buckets for a number of entries; at least one.</summary>
    public static uint Buckets(long entries) => (uint)(entries / PerBucket + 1);

    public static uint Bucket(ulong hash, uint buckets) => (uint)Math.BigMul(hash, (ulong)buckets, out _);

    /// <summary>Bytes of the parts of a table, in order: values, block starts, bucket starts, entries (with what a read may touch behind them), overflow.</summary>
    public static (long Blocks, long Buckets, long Entries, long Overflow, long End) Layout(long buckets, long entries, long overflow)
    {
        long blocksAt = 4 * Codes + 4;
        var bucketsAt = blocksAt + 4 * (buckets / PerBlock + 1);
        var entriesAt = bucketsAt + 2 * (buckets + 1);
        var overflowAt = (entriesAt + EntryBytes * entries + 8 + 7) & ~7L;
        return (blocksAt, bucketsAt, entriesAt, overflowAt, overflowAt + OverflowRecord * overflow);
    }

    public static ulong ReadU64(ReadOnlySpan<byte> header, int at) => BinaryPrimitives.ReadUInt64LittleEndian(header[at..]);
}
