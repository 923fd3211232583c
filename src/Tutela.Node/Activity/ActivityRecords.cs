using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Tutela.Engine.Names;
using Tutela.Engine.Policy;
using Tutela.Node.Dns;

namespace Tutela.Node.Activity;

/// <summary>What was asked and what came of it; equal entries of one chunk are counted together.</summary>
internal readonly record struct Entry(
    ClientAddress Client, string? Device, string? User, string? Profile, string Group, string Name, ushort Type, bool Allowed, string? Category, string? List, string? Rule);

/// <summary>
/// Reads what <see cref="ActivityChunk"/> wrote: eight bytes of milliseconds since 1970, then items. An item begins with a number: 0 defines
/// the next context (address, allowed, six texts); any other is a context's number + 1 and begins a record: milliseconds since the record
/// before (zigzag), type, kind of rule and what it needs, name. Numbers have seven bits a byte, low ones first.
/// </summary>
internal ref struct ActivityRecords(ReadOnlySpan<byte> bytes)
{
    private readonly List<Entry> _contexts = [];
    private ReadOnlySpan<byte> _rest = bytes.Length >= 8 ? bytes[8..] : default;
    private long _millis = bytes.Length >= 8 ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : 0;

    /// <summary>The next record; false at the end.</summary>
    /// <exception cref="InvalidDataException">not what the writer writes</exception>
    public bool TryRead(out Entry entry, out DateTimeOffset at)
    {
        (entry, at) = (default, default);
        while (!_rest.IsEmpty)
        {
            var context = ReadNumber();
            if (context == 0)
            {
                Define();
                continue;
            }
            if (context > (ulong)_contexts.Count) throw Damaged();
            var delta = ReadNumber();
            _millis += (long)(delta >> 1) ^ -(long)(delta & 1);
            var type = (ushort)ReadNumber();
            var rule = (RuleText)Take(1)[0];
            var offset = rule == RuleText.Suffix ? Take(1)[0] : 0;
            var led = rule == RuleText.Explicit ? DomainName.ToText(Take(Take(1)[0])) : null;
            var name = Take(Take(1)[0]);
            if (offset > name.Length) throw Damaged();
            at = DateTimeOffset.FromUnixTimeMilliseconds(_millis);
            entry = _contexts[(int)context - 1] with
            {
                Name = DomainName.ToText(name),
                Type = type,
                Rule = rule switch
                {
                    RuleText.Suffix => DomainName.ToText(name[offset..]),
                    RuleText.Explicit => led,
                    RuleText.Sealed => "sealed",
                    RuleText.Everything => "*",
                    _ => null,
                },
            };
            return true;
        }
        return false;
    }

    /// <summary>The records as JSON lines, equal ones as one line with a count.</summary>
    public static void WriteJson(ReadOnlySpan<byte> bytes, IBufferWriter<byte> lines)
    {
        var counted = new Dictionary<Entry, (DateTimeOffset At, long Count)>();
        var records = new ActivityRecords(bytes);
        while (records.TryRead(out var entry, out var at)) counted[entry] = counted.TryGetValue(entry, out var seen) ? (seen.At, seen.Count + 1) : (at, 1);
        using var json = new Utf8JsonWriter(lines);
        foreach (var (entry, (at, count)) in counted)
        {
            Write(json, entry, at, count);
            json.Flush();
            json.Reset();
            lines.Write("\n"u8);
        }
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

    private void Define()
    {
        var client = new ClientAddress(BinaryPrimitives.ReadUInt128BigEndian(Take(16)));
        var allowed = Take(1)[0] != 0;
        _contexts.Add(new Entry(client, ReadText(), ReadText(), ReadText(), ReadText() ?? "", "", 0, allowed, ReadText(), ReadText(), null));
    }

    private string? ReadText() => ReadNumber() is > 0 and var length ? Encoding.UTF8.GetString(Take((int)Math.Min(length - 1, int.MaxValue))) : null;

    private ulong ReadNumber()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var b = Take(1)[0];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80) return value;
        }
        throw Damaged();
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length) throw Damaged();
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    private static InvalidDataException Damaged() => new("a record cannot be read");
}
