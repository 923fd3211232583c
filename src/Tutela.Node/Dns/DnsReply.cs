using System.Buffers.Binary;
using System.Net;
using System.Text;
using Tutela.Engine.Names;

namespace Tutela.Node.Dns;

/// <summary>Writes replies. Each takes the client's packet, repeats its id and question byte for byte, and returns the bytes written.</summary>
internal static class DnsReply
{
    /// <summary>What this server takes by UDP, and the most that it sends (no fragments on any common path).</summary>
    public const int UdpLimit = 1232;

    private const int OptSize = 11;
    private const uint BlockTtl = 10;

    /// <summary>A reply without records.</summary>
    public static int Empty(ReadOnlySpan<byte> packet, in DnsQuery query, int rcode, Span<byte> reply, ushort ede = 0, string? text = null)
    {
        var at = Start(packet, query, rcode, reply);
        return Finish(query, rcode, reply, at, ede, text);
    }

    /// <summary>
    /// A refused name: the block page's address where the group has one, else NXDOMAIN; with the reason as an extended error (RFC 8914).
    /// Both come ready made (<see cref="Refusals"/>). Allocates nothing.
    /// </summary>
    public static int Blocked(ReadOnlySpan<byte> packet, in DnsQuery query, ReadOnlySpan<byte> pageRecord, bool hasPage, ReadOnlySpan<byte> opt, Span<byte> reply)
    {
        var at = Start(packet, query, hasPage ? DnsNumbers.NoError : DnsNumbers.NxDomain, reply);
        if (!pageRecord.IsEmpty)
        {
            pageRecord.CopyTo(reply[at..]);
            at += pageRecord.Length;
            Counts(reply, answers: 1);
        }
        if (!query.HasEdns) return at;
        reply[11] = 1;
        opt.CopyTo(reply[at..]);
        if (query.DnssecOk) reply[at + 7] = 0x80;
        return at + opt.Length;
    }

    /// <summary>The record that leads to a block page: name of the question, type, class, TTL, address.</summary>
    public static byte[] PageRecord(IPAddress page)
    {
        var address = page.GetAddressBytes();
        var record = new byte[12 + address.Length];
        Record(record, 0, 0xC00C, address.Length == 4 ? DnsNumbers.A : DnsNumbers.Aaaa, BlockTtl);
        record[11] = (byte)address.Length;
        address.CopyTo(record, 12);
        return record;
    }

    /// <summary>An OPT record that tells an extended error.</summary>
    public static byte[] OptWith(ushort ede, string text)
    {
        var opt = new byte[OptSize + 6 + 512];
        return opt[..WriteOpt(opt, 0, dnssecOk: false, 0, ede, text)];
    }

    /// <summary>Least TTL in a reply's answers, and in its authority where it has none; 0 when nothing says.</summary>
    public static uint LeastTtl(ReadOnlySpan<byte> reply)
    {
        Span<byte> name = stackalloc byte[DomainName.MaxLength];
        var least = uint.MaxValue;
        var at = DnsQuery.HeaderSize;
        if (BinaryPrimitives.ReadUInt16BigEndian(reply[4..]) == 1)
        {
            if (!DomainName.TryReadWire(reply, at, pointers: false, name, out _, out at)) return 0;
            at += 4;
        }
        var records = BinaryPrimitives.ReadUInt16BigEndian(reply[6..]) + BinaryPrimitives.ReadUInt16BigEndian(reply[8..]);
        for (; records > 0 && DnsRecord.TryRead(reply, at, out var record); records--, at = record.End) least = Math.Min(least, record.Ttl);
        return least == uint.MaxValue ? 0 : least;
    }

    /// <summary>RFC 8482: the whole of a name is not given out at once.</summary>
    public static int Any(ReadOnlySpan<byte> packet, in DnsQuery query, Span<byte> reply)
    {
        var at = Start(packet, query, DnsNumbers.NoError, reply);
        at = Record(reply, at, 0xC00C, DnsNumbers.Hinfo, 3600);
        BinaryPrimitives.WriteUInt16BigEndian(reply[at..], 9);
        "\u0007RFC8482\0"u8.CopyTo(reply[(at + 2)..]);
        Counts(reply, answers: 1);
        return Finish(query, DnsNumbers.NoError, reply, at + 11, 0, null);
    }

    /// <summary>One TXT record.</summary>
    public static int Text(ReadOnlySpan<byte> packet, in DnsQuery query, string text, Span<byte> reply)
    {
        var at = Start(packet, query, DnsNumbers.NoError, reply);
        at = Record(reply, at, 0xC00C, DnsNumbers.Txt, 0);
        BinaryPrimitives.WriteUInt16BigEndian(reply[(at - 6)..], query.Class);
        var size = Encoding.ASCII.GetBytes(text, reply[(at + 3)..]);
        reply[at + 2] = (byte)size;
        BinaryPrimitives.WriteUInt16BigEndian(reply[at..], (ushort)(size + 1));
        Counts(reply, answers: 1);
        return Finish(query, DnsNumbers.NoError, reply, at + 3 + size, 0, null);
    }

    /// <summary>A safe search's address under the name that was asked: a CNAME, then the addresses that the engine publishes for it.</summary>
    public static int Rewritten(ReadOnlySpan<byte> packet, in DnsQuery query, string target, StoredAnswer answer, uint age, Span<byte> reply, int limit)
    {
        var at = Start(packet, query, DnsNumbers.NoError, reply);
        var owner = at + 12;
        at = Record(reply, at, 0xC00C, DnsNumbers.Cname, Math.Max(1, answer.MinTtl - Math.Min(age, answer.MinTtl)));
        var size = DomainName.WriteWire(Encoding.ASCII.GetBytes(target), reply[(at + 2)..]);
        BinaryPrimitives.WriteUInt16BigEndian(reply[at..], (ushort)size);
        at += 2 + size;
        ushort count = 1;
        var edns = query.HasEdns ? OptSize : 0;
        foreach (var (start, length, ttl) in answer.Addresses(query.Type))
        {
            if (at + 12 + length + edns > limit) return Truncated(packet, query, reply);
            at = Record(reply, at, (ushort)(0xC000 | owner), query.Type, ttl - Math.Min(age, ttl));
            BinaryPrimitives.WriteUInt16BigEndian(reply[at..], (ushort)length);
            answer.Message.AsSpan(start, length).CopyTo(reply[(at + 2)..]);
            at += 2 + length;
            count++;
        }
        Counts(reply, count);
        return Finish(query, DnsNumbers.NoError, reply, at, 0, null);
    }

    /// <summary>
    /// An upstream's answer with the client's id, question and flags, and what is left of each TTL after <paramref name="age"/> seconds.
    /// <paramref name="stale"/> gives every record 30 s and says so (RFC 8767).
    /// </summary>
    public static int Stored(ReadOnlySpan<byte> packet, in DnsQuery query, StoredAnswer answer, uint age, bool stale, Span<byte> reply, int limit)
    {
        if (answer.QuestionEnd != query.QuestionEnd || answer.Message.Length + (query.HasEdns ? OptSize : 0) > limit) return Truncated(packet, query, reply);
        answer.Message.CopyTo(reply);
        packet[..2].CopyTo(reply);
        packet[DnsQuery.HeaderSize..query.QuestionEnd].CopyTo(reply[DnsQuery.HeaderSize..]);
        reply[2] = (byte)(0x80 | packet[2] & 0x01);
        reply[3] = (byte)(0x80 | answer.Message[3] & 0x2F | packet[3] & 0x10);
        foreach (var at in answer.TtlOffsets)
        {
            var field = reply[at..];
            var ttl = BinaryPrimitives.ReadUInt32BigEndian(field);
            BinaryPrimitives.WriteUInt32BigEndian(field, stale ? 30 : ttl - Math.Min(age, ttl));
        }
        return Finish(query, answer.Rcode, reply, answer.Message.Length, stale && answer.Message.Length + 64 <= limit ? DnsNumbers.EdeStale : (ushort)0, null);
    }

    /// <summary>Says that the answer needs TCP.</summary>
    public static int Truncated(ReadOnlySpan<byte> packet, in DnsQuery query, Span<byte> reply)
    {
        var at = Start(packet, query, DnsNumbers.NoError, reply);
        reply[2] |= 0x02;
        return Finish(query, DnsNumbers.NoError, reply, at, 0, null);
    }

    private static int Start(ReadOnlySpan<byte> packet, in DnsQuery query, int rcode, Span<byte> reply)
    {
        packet[..query.QuestionEnd].CopyTo(reply);
        reply[2] = (byte)(0x80 | packet[2] & 0x79);
        reply[3] = (byte)(0x80 | packet[3] & 0x10 | rcode & 0x0F);
        reply[4..12].Clear();
        if (query.QuestionEnd > DnsQuery.HeaderSize) reply[5] = 1;
        return query.QuestionEnd;
    }

    private static int Record(Span<byte> reply, int at, ushort owner, ushort type, uint ttl)
    {
        BinaryPrimitives.WriteUInt16BigEndian(reply[at..], owner);
        BinaryPrimitives.WriteUInt16BigEndian(reply[(at + 2)..], type);
        BinaryPrimitives.WriteUInt16BigEndian(reply[(at + 4)..], DnsNumbers.ClassIn);
        BinaryPrimitives.WriteUInt32BigEndian(reply[(at + 6)..], ttl);
        return at + 10;
    }

    private static void Counts(Span<byte> reply, ushort answers) => BinaryPrimitives.WriteUInt16BigEndian(reply[6..], answers);

    private static int Finish(in DnsQuery query, int rcode, Span<byte> reply, int at, ushort ede, string? text)
    {
        if (!query.HasEdns) return at;
        var additional = BinaryPrimitives.ReadUInt16BigEndian(reply[10..]);
        BinaryPrimitives.WriteUInt16BigEndian(reply[10..], (ushort)(additional + 1));
        return at + WriteOpt(reply, at, query.DnssecOk, rcode, ede, text);
    }

    private static int WriteOpt(Span<byte> reply, int at, bool dnssecOk, int rcode, ushort ede, string? text)
    {
        reply.Slice(at, OptSize).Clear();
        BinaryPrimitives.WriteUInt16BigEndian(reply[(at + 1)..], DnsNumbers.Opt);
        BinaryPrimitives.WriteUInt16BigEndian(reply[(at + 3)..], UdpLimit);
        reply[at + 5] = (byte)(rcode >> 4);
        if (dnssecOk) reply[at + 7] = 0x80;
        if (ede == 0) return OptSize;
        var option = at + OptSize;
        // 150 characters of our own ASCII text fit behind the longest question in 512 bytes.
        var said = text is null ? 0 : Encoding.UTF8.GetBytes(text.AsSpan(0, Math.Min(text.Length, 150)), reply[(option + 6)..]);
        BinaryPrimitives.WriteUInt16BigEndian(reply[(at + 9)..], (ushort)(6 + said));
        BinaryPrimitives.WriteUInt16BigEndian(reply[option..], 15);
        BinaryPrimitives.WriteUInt16BigEndian(reply[(option + 2)..], (ushort)(2 + said));
        BinaryPrimitives.WriteUInt16BigEndian(reply[(option + 4)..], ede);
        return OptSize + 6 + said;
    }
}
