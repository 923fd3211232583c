using System.Buffers.Binary;
using Tutela.Engine.Names;

namespace Tutela.Node.Dns;

/// <summary>An upstream's answer, read once: where its TTLs are, which names it leads to. Immutable; safe from any thread.</summary>
internal sealed class StoredAnswer
{
    private const uint MostTtl = 86_400;

    private readonly List<(ushort Type, int Start, int Length, uint Ttl)> _addresses = [];

    private StoredAnswer() { }

    /// <summary>The message without its OPT record.</summary>
    public required byte[] Message { get; init; }

    public required int QuestionEnd { get; init; }

    public required int Rcode { get; init; }

    public required int[] TtlOffsets { get; init; }

    /// <summary>Seconds that the answer may be given out; 0 is not to be kept.</summary>
    public required uint MinTtl { get; init; }

    /// <summary>Canonical names that the answer leads to (CNAME, DNAME, SVCB, HTTPS): a listed name can hide behind one that is not.</summary>
    public required byte[][] Targets { get; init; }

    /// <summary>When it came, as a timestamp of the clock.</summary>
    public long CameAt { get; set; }

    private int _renewing;

    /// <summary>True once: for whoever sees that it will soon run out, and asks again before it does.</summary>
    public bool ClaimRenewal() => _renewing == 0 && Interlocked.Exchange(ref _renewing, 1) == 0;

    /// <summary>Addresses of a type, wherever they stand in the answer section.</summary>
    public IEnumerable<(int Start, int Length, uint Ttl)> Addresses(ushort type) => _addresses.Where(a => a.Type == type).Select(a => (a.Start, a.Length, a.Ttl));

    /// <summary>Reads a reply; null when it is malformed.</summary>
    public static StoredAnswer? Read(byte[] message)
    {
        if (message.Length < DnsQuery.HeaderSize || Count(message, 4) != 1) return null;
        Span<byte> name = stackalloc byte[DomainName.MaxLength];
        if (!DomainName.TryReadWire(message, DnsQuery.HeaderSize, pointers: false, name, out _, out var at) || at + 4 > message.Length) return null;
        var questionEnd = at += 4;
        var (answers, authority, additional) = (Count(message, 6), Count(message, 8), Count(message, 10));
        var ttls = new List<int>();
        var targets = new List<byte[]>();
        var addresses = new List<(ushort, int, int, uint)>();
        uint minTtl = uint.MaxValue;
        uint? negative = null;
        var kept = 0;
        for (var i = 0; i < answers + authority + additional; i++)
        {
            if (!DnsRecord.TryRead(message, at, out var record)) return null;
            if (record.Type == DnsNumbers.Opt)
            {
                if (record.Ttl >> 24 != 0) return null;
                // What follows an OPT may point into itself, so it goes too: only additional records, which are optional.
                message = message[..record.Start];
                BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(10), (ushort)kept);
                break;
            }
            at = record.End;
            ttls.Add(record.TtlAt);
            if (i < answers)
            {
                minTtl = Math.Min(minTtl, record.Ttl);
                if (!TryReadTarget(message, record, name, out var length)) return null;
                if (length > 0) targets.Add(name[..length].ToArray());
                if (record.Type == DnsNumbers.A && record.End - record.Data == 4 || record.Type == DnsNumbers.Aaaa && record.End - record.Data == 16)
                    addresses.Add((record.Type, record.Data, record.End - record.Data, record.Ttl));
            }
            else if (i < answers + authority && record.Type == DnsNumbers.Soa && record.End - record.Data >= 22)
            {
                negative = Math.Min(record.Ttl, BinaryPrimitives.ReadUInt32BigEndian(message.AsSpan(record.End - 4)));
            }
            if (i >= answers + authority) kept++;
        }
        var rcode = message[3] & 0x0F;
        var keeps = rcode switch
        {
            DnsNumbers.NoError when answers > 0 => minTtl,
            DnsNumbers.NoError or DnsNumbers.NxDomain => Math.Min(negative ?? 0, minTtl),
            _ => 0u,
        };
        var answer = new StoredAnswer
        {
            Message = message,
            QuestionEnd = questionEnd,
            Rcode = rcode,
            TtlOffsets = [.. ttls],
            MinTtl = Math.Min(keeps, MostTtl),
            Targets = [.. targets],
        };
        answer._addresses.AddRange(addresses);
        return answer;
    }

    private static bool TryReadTarget(byte[] message, in DnsRecord record, Span<byte> name, out int length)
    {
        length = 0;
        var until = message.AsSpan(0, record.End);
        switch (record.Type)
        {
            case DnsNumbers.Cname or DnsNumbers.Dname:
                return DomainName.TryReadWire(until, record.Data, pointers: true, name, out length, out _);
            case DnsNumbers.Svcb or DnsNumbers.Https:
                return record.End - record.Data > 2 && DomainName.TryReadWire(until, record.Data + 2, pointers: false, name, out length, out _);
            default:
                return true;
        }
    }

    private static int Count(byte[] message, int at) => BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(at));
}
