using System.Buffers.Binary;

namespace Tutela.Engine.Index;

/// <summary>
/// The file: a fixed header, then sections at 64-byte boundaries, all little-endian.
/// <code>
/// header     magic, format, length, SHA-256 of all that follows it, counts, key, section offsets
/// meta       categories (name, sealed), listings (category, list, count), sets (listings, exceptions)
/// names      directory: u32 start of each bucket, then one more; entries: 40-bit fingerprint + set id (1 to 3 bytes), sorted
/// addresses  the same for URL entries
/// sealed     16-byte digests, big-endian so that they sort as bytes, each with a category id behind all of them
/// </code>
/// A name's 64-bit hash picks a bucket by its upper bits (multiply-high, so any bucket count fits) and is told from others by its lower
/// 40. With some six entries a bucket, a name that is not listed is taken for a listed one with odds of 6 in 2⁴⁰ (one in 180 thousand
/// million) a suffix; a listed name is always found.
/// </summary>
internal static class IndexFormat
{
    public const int Version = 1;
    public const int HeaderSize = 192;
    public const int HashedFrom = 56;
    public const int PerBucket = 6;
    public const int FingerprintBytes = 5;
    public const ulong FingerprintMask = (1UL << 40) - 1;
    public const int SealedRecord = 17;

    public static ReadOnlySpan<byte> Magic => "TUTELAIX"u8;

    public const int AtFormat = 8, AtLength = 16, AtDigest = 24, AtNames = 56, AtSetBytes = 64, AtKey = 72, AtMeta = 88, AtMetaLength = 96, AtSealed = 104, AtSealedCount = 112,
        AtNameTable = 120, AtAddressTable = 144;

    /// <summary>Buckets for a number of entries; at least one.</summary>
    public static uint Buckets(long entries) => (uint)(entries / PerBucket + 1);

    public static uint Bucket(ulong hash, uint buckets) => (uint)Math.BigMul(hash, (ulong)buckets, out _);

    public static int SetBytes(int sets) => sets <= 0xFF ? 1 : sets <= 0xFFFF ? 2 : 3;

    public static ulong ReadU64(ReadOnlySpan<byte> header, int at) => BinaryPrimitives.ReadUInt64LittleEndian(header[at..]);
}
