using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Numerics;
using System.Text.Json;
using Tutela.Node.Dns;

namespace Tutela.Node.Activity;

/// <summary>
/// A segment: eight bytes that say what it is, then frames. A frame is its payload's length, its records, the CRC-32C of the payload
/// (12 bytes, little-endian), and the payload: one gzip member of JSON lines. Members one after another are again gzip, so a segment's
/// payloads, joined, are what the centre gets. A frame that was cut short by a crash does not fit its checksum and ends the segment.
/// </summary>
internal static class SpoolFormat
{
    public const int FrameHead = 12;

    public static ReadOnlySpan<byte> Magic => "TSPOOL1\n"u8;

    /// <summary>One frame of entries, ready to append.</summary>
    public static byte[] Frame(IReadOnlyCollection<KeyValuePair<Entry, (DateTimeOffset At, long Count)>> entries, out long records)
    {
        records = 0;
        using var payload = new MemoryStream();
        payload.SetLength(FrameHead);
        payload.Position = FrameHead;
        using (var gzip = new GZipStream(payload, CompressionLevel.Fastest, leaveOpen: true))
        {
            var lines = new ArrayBufferWriter<byte>(1 << 14);
            using var json = new Utf8JsonWriter(lines);
            foreach (var (entry, (at, count)) in entries)
            {
                Write(json, entry, at, count);
                json.Flush();
                json.Reset();
                lines.Write("\n"u8);
                records += count;
            }
            gzip.Write(lines.WrittenSpan);
        }
        var frame = payload.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(frame, frame.Length - FrameHead);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(4), (uint)Math.Min(records, uint.MaxValue));
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(8), Crc(frame.AsSpan(FrameHead)));
        return frame;
    }

    /// <summary>The sound frames of a segment: how far they reach, their records, and their payloads joined.</summary>
    public static (int Length, long Records, byte[] Payload) Read(ReadOnlySpan<byte> segment)
    {
        using var joined = new MemoryStream();
        if (!segment.StartsWith(Magic)) return (0, 0, []);
        var at = Magic.Length;
        long records = 0;
        while (at + FrameHead <= segment.Length)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(segment[at..]);
            if (length <= 0 || length > segment.Length - at - FrameHead) break;
            var payload = segment.Slice(at + FrameHead, length);
            if (Crc(payload) != BinaryPrimitives.ReadUInt32LittleEndian(segment[(at + 8)..])) break;
            records += BinaryPrimitives.ReadUInt32LittleEndian(segment[(at + 4)..]);
            joined.Write(payload);
            at += FrameHead + length;
        }
        return (at, records, joined.ToArray());
    }

    private static void Write(Utf8JsonWriter json, in Entry entry, DateTimeOffset at, long count)
    {
        json.WriteStartObject();
        json.WriteString("at", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        json.WriteString("client", entry.Client.ToString());
        json.WriteString("device", entry.Device);
        json.WriteString("user", entry.User);
        json.WriteString("profile", entry.Profile);
        json.WriteString("group", entry.Group);
        json.WriteString("name", entry.Name);
        json.WriteString("type", DnsNumbers.TypeName(entry.Type));
        json.WriteString("action", entry.Allowed ? "allow" : "block");
        json.WriteString("category", entry.Category);
        json.WriteString("list", entry.List);
        json.WriteString("rule", entry.Rule);
        json.WriteNumber("count", count);
        json.WriteEndObject();
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
