using System.Buffers.Binary;
using Tutela.Engine.Names;

namespace Tutela.Node.Dns;

/// <summary>What to do with a packet that is no ordinary question.</summary>
internal enum QueryFault
{
    None,
    Drop,
    FormErr,
    NotImp,
    BadVers,
}

/// <summary>One question, read out of a packet without copying it. The canonical name stands in the caller's buffer.</summary>
internal readonly struct DnsQuery
{
    public const int HeaderSize = 12;

    /// <summary>Bytes of the name in the caller's buffer.</summary>
    public int NameLength { get; private init; }

    /// <summary>Offset behind the question: what every reply repeats, letter case included.</summary>
    public int QuestionEnd { get; private init; }

    public ushort Type { get; private init; }

    public ushort Class { get; private init; }

    public bool HasEdns { get; private init; }

    /// <summary>Largest UDP reply that the client takes, at least 512.</summary>
    public int UdpSize { get; private init; }

    public bool DnssecOk { get; private init; }

    public bool CheckingDisabled { get; private init; }

    public static QueryFault Read(ReadOnlySpan<byte> packet, Span<byte> name, out DnsQuery query)
    {
        query = new DnsQuery { QuestionEnd = HeaderSize, UdpSize = 512 };
        // A reply to a reply would make two servers talk for ever.
        if (packet.Length < HeaderSize || (packet[2] & 0x80) != 0) return QueryFault.Drop;
        if ((packet[2] & 0x78) != 0) return QueryFault.NotImp;
        if (Count(packet, 4) != 1 || Count(packet, 6) != 0 || Count(packet, 8) != 0) return QueryFault.FormErr;
        if (!DomainName.TryReadWire(packet, HeaderSize, pointers: false, name, out var length, out var at) || at + 4 > packet.Length) return QueryFault.FormErr;
        var type = BinaryPrimitives.ReadUInt16BigEndian(packet[at..]);
        var type2 = BinaryPrimitives.ReadUInt16BigEndian(packet[(at + 2)..]);
        query = new DnsQuery { NameLength = length, QuestionEnd = at + 4, Type = type, Class = type2, UdpSize = 512, CheckingDisabled = (packet[3] & 0x10) != 0 };
        return ReadEdns(packet, ref query);
    }

    private static QueryFault ReadEdns(ReadOnlySpan<byte> packet, ref DnsQuery query)
    {
        var at = query.QuestionEnd;
        for (var left = Count(packet, 10); left > 0; left--)
        {
            if (!DnsRecord.TryRead(packet, at, out var record)) return QueryFault.FormErr;
            at = record.End;
            if (record.Type != DnsNumbers.Opt) continue;
            if (query.HasEdns || record.NameLength != 1) return QueryFault.FormErr;
            query = query with { HasEdns = true, UdpSize = Math.Max(512, (int)record.Class), DnssecOk = (record.Ttl & 0x8000) != 0 };
            if ((record.Ttl >> 16 & 0xFF) != 0) return QueryFault.BadVers;
        }
        return QueryFault.None;
    }

    private static int Count(ReadOnlySpan<byte> packet, int at) => BinaryPrimitives.ReadUInt16BigEndian(packet[at..]);
}

/// <summary>One resource record's place in a message.</summary>
internal readonly struct DnsRecord
{
    public int Start { get; private init; }
    public int NameLength { get; private init; }
    public ushort Type { get; private init; }
    public ushort Class { get; private init; }
    public uint Ttl { get; private init; }
    public int TtlAt => Data - 6;
    public int Data { get; private init; }
    public int End { get; private init; }

    public static bool TryRead(ReadOnlySpan<byte> message, int at, out DnsRecord record)
    {
        record = default;
        var start = at;
        if (!TrySkipName(message, ref at) || at + 10 > message.Length) return false;
        var size = BinaryPrimitives.ReadUInt16BigEndian(message[(at + 8)..]);
        if (at + 10 + size > message.Length) return false;
        record = new DnsRecord
        {
            Start = start,
            NameLength = at - start,
            Type = BinaryPrimitives.ReadUInt16BigEndian(message[at..]),
            Class = BinaryPrimitives.ReadUInt16BigEndian(message[(at + 2)..]),
            Ttl = BinaryPrimitives.ReadUInt32BigEndian(message[(at + 4)..]),
            Data = at + 10,
            End = at + 10 + size,
        };
        return true;
    }

    private static bool TrySkipName(ReadOnlySpan<byte> message, ref int at)
    {
        while (at < message.Length)
        {
            var size = message[at];
            if (size == 0)
            {
                at++;
                return true;
            }
            if (size >= 0xC0)
            {
                at += 2;
                return at <= message.Length;
            }
            if (size > DomainName.MaxLabelLength) return false;
            at += 1 + size;
        }
        return false;
    }
}
