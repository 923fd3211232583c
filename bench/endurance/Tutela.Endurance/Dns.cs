using System.Buffers.Binary;
using System.Text;

namespace Tutela.Endurance;

/// <summary>As much of DNS as is asked and answered here; it shares nothing with the node's, so that both cannot be wrong in the same way.</summary>
internal static class Dns
{
    public const ushort A = 1, Cname = 5, Soa = 6, Aaaa = 28, Opt = 41;
    public const int NoError = 0, ServFail = 2, NxDomain = 3, EdeStale = 3, EdeBlocked = 15, EdeFiltered = 17;

    /// <summary>A question with EDNS, so that the reply can say why.</summary>
    public static byte[] Query(string name, ushort type, ushort id)
    {
        var wire = Wire(name);
        var query = new byte[12 + wire.Length + 4 + 11];
        BinaryPrimitives.WriteUInt16BigEndian(query, id);
        query[2] = 1;
        query[5] = 1;
        query[11] = 1;
        wire.CopyTo(query, 12);
        var at = 12 + wire.Length;
        BinaryPrimitives.WriteUInt16BigEndian(query.AsSpan(at), type);
        query[at + 3] = 1;
        query[at + 6] = (byte)Opt;
        BinaryPrimitives.WriteUInt16BigEndian(query.AsSpan(at + 7), 1232);
        return query;
    }

    /// <summary>An upstream's reply to a query: the records behind its question, the first ones answers, the last ones authority.</summary>
    public static byte[] Reply(ReadOnlySpan<byte> query, int rcode, IReadOnlyList<(string Owner, ushort Type, uint Ttl, byte[] Data)> answers, byte[]? soa)
    {
        var end = 12;
        Name(query, ref end);
        end += 4;
        var reply = new List<byte>(query[..end].ToArray()) { [2] = 0x81, [3] = (byte)(0x80 | rcode), [7] = (byte)answers.Count, [9] = (byte)(soa is null ? 0 : 1), [11] = 0 };
        foreach (var (owner, type, ttl, data) in answers) Append(reply, owner, type, ttl, data);
        if (soa is not null) Append(reply, "example", Soa, Names.MissingTtl, soa);
        return [.. reply];
    }

    /// <summary>What a reply says; null when it cannot be read.</summary>
    public static Reply? Read(ReadOnlySpan<byte> message)
    {
        try
        {
            if (message.Length < 12 || (message[2] & 0x80) == 0) return null;
            var at = 12;
            var reply = new Reply { Name = Name(message, ref at), Rcode = message[3] & 15, Truncated = (message[2] & 2) != 0 };
            at += 4;
            var answers = U16(message, 6);
            var all = answers + U16(message, 8) + U16(message, 10);
            for (var i = 0; i < all; i++)
            {
                Name(message, ref at);
                var (type, size) = (U16(message, at), U16(message, at + 8));
                var data = message.Slice(at + 10, size);
                at += 10 + size;
                if (i < answers && type is A or Aaaa) reply.Addresses.Add(Convert.ToHexString(data));
                if (type == Opt) reply.Ede = Ede(data);
            }
            return at == message.Length ? reply : null;
        }
        catch (Exception e) when (e is IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    public static string Name(ReadOnlySpan<byte> message, ref int at)
    {
        var name = new StringBuilder();
        var after = -1;
        for (var here = at; ;)
        {
            var length = message[here];
            if (length >= 0xC0)
            {
                if (after < 0) after = here + 2;
                here = (length & 63) << 8 | message[here + 1];
                continue;
            }
            if (length == 0)
            {
                at = after < 0 ? here + 1 : after;
                return name.ToString();
            }
            if (name.Length > 0) name.Append('.');
            name.Append(Encoding.ASCII.GetString(message.Slice(here + 1, length)).ToLowerInvariant());
            here += 1 + length;
        }
    }

    public static byte[] Wire(string name)
    {
        var wire = new byte[name.Length + 2];
        var at = 0;
        foreach (var label in name.Split('.'))
        {
            wire[at++] = (byte)label.Length;
            at += Encoding.ASCII.GetBytes(label, wire.AsSpan(at));
        }
        return wire;
    }

    public static ushort U16(ReadOnlySpan<byte> message, int at) => BinaryPrimitives.ReadUInt16BigEndian(message[at..]);

    private static int Ede(ReadOnlySpan<byte> options)
    {
        for (var at = 0; at + 4 <= options.Length; at += 4 + U16(options, at + 2))
            if (U16(options, at) == 15) return U16(options, at + 4);
        return -1;
    }

    private static void Append(List<byte> reply, string owner, ushort type, uint ttl, byte[] data)
    {
        Span<byte> head = stackalloc byte[10];
        BinaryPrimitives.WriteUInt16BigEndian(head, type);
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], 1);
        BinaryPrimitives.WriteUInt32BigEndian(head[4..], ttl);
        BinaryPrimitives.WriteUInt16BigEndian(head[8..], (ushort)data.Length);
        reply.AddRange(Wire(owner));
        reply.AddRange(head);
        reply.AddRange(data);
    }
}

/// <summary>A reply, read.</summary>
internal sealed class Reply
{
    public required string Name { get; init; }
    public required int Rcode { get; init; }
    public required bool Truncated { get; init; }
    public int Ede { get; set; } = -1;
    public List<string> Addresses { get; } = [];

    public bool Refused => Rcode == Dns.NxDomain && Ede is Dns.EdeBlocked or Dns.EdeFiltered;
    public bool Stale => Ede == Dns.EdeStale;
}
