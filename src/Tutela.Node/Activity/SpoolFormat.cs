using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;

namespace Tutela.Node.Activity;

/// <summary>
/// A segment: eight bytes that say what it is, then frames. A frame is its payload's length, its records, the CRC-32C of the payload
/// (12 bytes, little-endian), and the payload: a byte that says whether it is deflated, and the records (<see cref="ActivityRecords"/>). A
/// frame that was cut short by a crash does not fit its checksum and ends the segment. What goes to the centre is made of it when it goes.
/// Segments of before (<c>TSPOOL1</c>, payloads of JSON lines in gzip) are still read.
/// </summary>
internal static class SpoolFormat
{
    public const int FrameHead = 12;

    private const byte Plain = 0, Deflated = 1;

    // Making them smaller takes longer than all the rest of an answer: above some 4,000 questions a second there is no time for it.
    private const int MostDeflated = 2_000;

    public static ReadOnlySpan<byte> Magic => "TSPOOL2\n"u8;

    private static ReadOnlySpan<byte> OldMagic => "TSPOOL1\n"u8;

    /// <summary>One frame of a chunk, ready to append. Uses the chunk's own memory where it can.</summary>
    public static ReadOnlySpan<byte> Frame(ActivityChunk chunk)
    {
        var frame = chunk.Frame;
        if (chunk.Count <= MostDeflated && Deflate(frame[ActivityChunk.Start..]) is { } smaller) frame = smaller;
        else frame[FrameHead] = Plain;
        BinaryPrimitives.WriteInt32LittleEndian(frame, frame.Length - FrameHead);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[4..], (uint)chunk.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[8..], Crc(frame[FrameHead..]));
        return frame;
    }

    /// <summary>How far a segment's sound frames reach, and their records.</summary>
    public static (int Length, long Records) Measure(ReadOnlySpan<byte> segment)
    {
        if (!segment.StartsWith(Magic) && !segment.StartsWith(OldMagic)) return (0, 0);
        var at = Magic.Length;
        long records = 0;
        while (TryFrame(segment, at, out var payload, out var count))
        {
            records += count;
            at += FrameHead + payload.Length;
        }
        return (at, records);
    }

    /// <summary>The sound frames of a segment as one gzip of JSON lines, and how far they reach; empty when there are none.</summary>
    public static (int Length, byte[] Json) ToJson(ReadOnlySpan<byte> segment)
    {
        var (length, records) = Measure(segment);
        if (records == 0) return (length, []);
        using var packed = new MemoryStream();
        var isOld = segment.StartsWith(OldMagic);
        var lines = new ArrayBufferWriter<byte>(1 << 16);
        for (var at = Magic.Length; TryFrame(segment, at, out var payload, out _); at += FrameHead + payload.Length)
        {
            if (isOld) packed.Write(payload);
            else ActivityRecords.WriteJson(payload[0] == Deflated ? Inflate(payload[1..]) : payload[1..], lines);
        }
        if (!isOld)
            using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(lines.WrittenSpan);
        return (length, packed.ToArray());
    }

    private static bool TryFrame(ReadOnlySpan<byte> segment, int at, out ReadOnlySpan<byte> payload, out uint records)
    {
        payload = default;
        records = 0;
        if (at + FrameHead > segment.Length) return false;
        var length = BinaryPrimitives.ReadInt32LittleEndian(segment[at..]);
        if (length <= 0 || length > segment.Length - at - FrameHead) return false;
        payload = segment.Slice(at + FrameHead, length);
        records = BinaryPrimitives.ReadUInt32LittleEndian(segment[(at + 4)..]);
        return Crc(payload) == BinaryPrimitives.ReadUInt32LittleEndian(segment[(at + 8)..]);
    }

    private static byte[]? Deflate(ReadOnlySpan<byte> records)
    {
        using var packed = new MemoryStream();
        packed.Write(stackalloc byte[FrameHead + 1]);
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true)) deflate.Write(records);
        if (packed.Length >= records.Length + FrameHead + 1) return null;
        var frame = packed.ToArray();
        frame[FrameHead] = Deflated;
        return frame;
    }

    private static byte[] Inflate(ReadOnlySpan<byte> deflated)
    {
        using var inflate = new DeflateStream(new MemoryStream(deflated.ToArray()), CompressionMode.Decompress);
        using var records = new MemoryStream();
        inflate.CopyTo(records);
        return records.ToArray();
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        while (bytes.Length >= 8)
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }
        foreach (var b in bytes) crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }
}
