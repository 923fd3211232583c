using System.Buffers.Binary;
using System.Security.Cryptography;
using Tutela.Node.Dns;

namespace Tutela.Node.Upstream;

/// <summary>A question as it goes upstream, and what counts as its answer.</summary>
internal static class UpstreamMessage
{
    private const int OptSize = 11, PadTo = 128;

    /// <summary>
    /// A query with a random id. Over TLS it is padded (RFC 8467), so that its length does not tell the name.
    /// </summary>
    public static byte[] Build(byte[] question, bool dnssecOk, bool checkingDisabled, bool padded)
    {
        var length = DnsQuery.HeaderSize + question.Length + OptSize;
        var padding = padded ? (PadTo - (length + 4) % PadTo) % PadTo : -4;
        var query = new byte[length + 4 + padding];
        BinaryPrimitives.WriteUInt16BigEndian(query, (ushort)RandomNumberGenerator.GetInt32(0x10000));
        query[2] = 0x01;
        query[3] = checkingDisabled ? (byte)0x10 : (byte)0;
        query[5] = 1;
        query[11] = 1;
        question.CopyTo(query, DnsQuery.HeaderSize);
        var opt = query.AsSpan(DnsQuery.HeaderSize + question.Length);
        opt[2] = (byte)DnsNumbers.Opt;
        BinaryPrimitives.WriteUInt16BigEndian(opt[3..], DnsReply.UdpLimit);
        if (dnssecOk) opt[7] = 0x80;
        if (!padded) return query;
        BinaryPrimitives.WriteUInt16BigEndian(opt[9..], (ushort)(4 + padding));
        BinaryPrimitives.WriteUInt16BigEndian(opt[11..], 12);
        BinaryPrimitives.WriteUInt16BigEndian(opt[13..], (ushort)padding);
        return query;
    }

    /// <summary>True for a reply with the query's id and question.</summary>
    public static bool Answers(ReadOnlySpan<byte> reply, ReadOnlySpan<byte> query, int questionLength)
    {
        var end = DnsQuery.HeaderSize + questionLength;
        if (reply.Length < end || !reply[..2].SequenceEqual(query[..2]) || (reply[2] & 0xF8) != 0x80 || reply[4] != 0 || reply[5] != 1) return false;
        for (var i = DnsQuery.HeaderSize; i < end; i++)
            if (Lower(reply[i]) != Lower(query[i])) return false;
        return true;
    }

    private static byte Lower(byte b) => b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b | 0x20) : b;
}
