using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tutela.Node.Tests.Support;

public sealed record Rr(string Name, int Type, uint Ttl, byte[] Data, string? Target)
{
    public string Address => new IPAddress(Data).ToString();
}

/// <summary>A DNS message read by code that shares nothing with the node's.</summary>
public sealed class DnsMessage
{
    public const int A = 1, Cname = 5, Soa = 6, Mx = 15, Txt = 16, Aaaa = 28, Opt = 41, Svcb = 64, Https = 65, Any = 255;

    private DnsMessage() { }

    public byte[] Bytes { get; private init; } = [];
    public int Id { get; private init; }
    public int Rcode { get; private set; }
    public bool Truncated { get; private init; }
    public byte[] Question { get; private set; } = [];
    public string QuestionName { get; private set; } = "";
    public List<Rr> Answers { get; } = [];
    public List<Rr> Authority { get; } = [];
    public bool HasOpt { get; private set; }
    public int Ede { get; private set; } = -1;
    public string EdeText { get; private set; } = "";

    public static DnsMessage Read(byte[] m)
    {
        var message = new DnsMessage { Bytes = m, Id = U16(m, 0), Rcode = m[3] & 15, Truncated = (m[2] & 2) != 0 };
        Assert.True((m[2] & 0x80) != 0, "not a reply");
        var at = 12;
        if (U16(m, 4) == 1)
        {
            message.QuestionName = Name(m, ref at);
            at += 4;
            message.Question = m[12..at];
        }
        for (var i = 0; i < U16(m, 6); i++) message.Answers.Add(Record(m, ref at));
        for (var i = 0; i < U16(m, 8); i++) message.Authority.Add(Record(m, ref at));
        for (var i = 0; i < U16(m, 10); i++)
        {
            var rr = Record(m, ref at);
            if (rr.Type != Opt) continue;
            message.HasOpt = true;
            message.Rcode |= (int)(rr.Ttl >> 24) << 4;
            for (var o = 0; o + 4 <= rr.Data.Length;)
            {
                var size = U16(rr.Data, o + 2);
                if (U16(rr.Data, o) == 15)
                {
                    message.Ede = U16(rr.Data, o + 4);
                    message.EdeText = Encoding.UTF8.GetString(rr.Data, o + 6, size - 2);
                }
                o += 4 + size;
            }
        }
        Assert.Equal(m.Length, at);
        return message;
    }

    public static byte[] Query(string name, int type, int id = 4242, bool edns = true, int size = 1232, int recordClass = 1)
    {
        var m = new List<byte> { (byte)(id >> 8), (byte)id, 1, 0, 0, 1, 0, 0, 0, 0, 0, (byte)(edns ? 1 : 0) };
        m.AddRange(Wire(name));
        m.AddRange([(byte)(type >> 8), (byte)type, (byte)(recordClass >> 8), (byte)recordClass]);
        if (edns) m.AddRange([0, 0, 41, (byte)(size >> 8), (byte)size, 0, 0, 0, 0, 0, 0]);
        return [.. m];
    }

    public static byte[] Wire(string name) => name.Length == 0 ? [0] : [.. name.Split('.').SelectMany(l => (byte[])[(byte)l.Length, .. Encoding.ASCII.GetBytes(l)]), 0];

    /// <summary>A reply to a query, with records that are given as owner (null for the question's name), type, TTL and data.</summary>
    public static byte[] Reply(byte[] query, int rcode, IReadOnlyList<(string? Owner, int Type, uint Ttl, byte[] Data)> answers, bool truncated = false, bool opt = true, (uint Ttl, uint Minimum)? soa = null)
    {
        var at = 12;
        Name(query, ref at);
        at += 4;
        var m = new List<byte>(query[..at]) { [2] = (byte)(0x81 | (truncated ? 2 : 0)), [3] = (byte)(0x80 | rcode), [6] = 0, [7] = (byte)answers.Count, [8] = 0, [9] = (byte)(soa is null ? 0 : 1), [10] = 0, [11] = (byte)(opt ? 1 : 0) };
        foreach (var (owner, type, ttl, data) in answers) Append(m, owner is null ? [0xC0, 12] : Wire(owner), type, ttl, data);
        if (soa is { } s) Append(m, [0xC0, 12], Soa, s.Ttl, [.. Wire("ns.example"), .. Wire("host.example"), .. new byte[16], .. U32(s.Minimum)]);
        if (opt) m.AddRange([0, 0, 41, 4, 208, 0, 0, 0, 0, 0, 0]);
        return [.. m];
    }

    private static void Append(List<byte> m, byte[] owner, int type, uint ttl, byte[] data)
    {
        m.AddRange(owner);
        m.AddRange([(byte)(type >> 8), (byte)type, 0, 1, .. U32(ttl), (byte)(data.Length >> 8), (byte)data.Length]);
        m.AddRange(data);
    }

    public static string Name(byte[] m, ref int at)
    {
        var name = new StringBuilder();
        var jumped = -1;
        while (m[at] != 0)
        {
            if (m[at] >= 0xC0)
            {
                if (jumped < 0) jumped = at + 2;
                at = (m[at] & 63) << 8 | m[at + 1];
                continue;
            }
            if (name.Length > 0) name.Append('.');
            name.Append(Encoding.Latin1.GetString(m, at + 1, m[at]));
            at += 1 + m[at];
        }
        at = jumped < 0 ? at + 1 : jumped;
        return name.ToString();
    }

    private static Rr Record(byte[] m, ref int at)
    {
        var name = Name(m, ref at);
        var (type, ttl, size) = (U16(m, at), BinaryPrimitives.ReadUInt32BigEndian(m.AsSpan(at + 4)), U16(m, at + 8));
        var data = m[(at + 10)..(at + 10 + size)];
        var inside = at + 10;
        var target = type == Cname ? Name(m, ref inside) : null;
        at += 10 + size;
        return new Rr(name, type, ttl, data, target);
    }

    private static byte[] U32(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    public static int U16(byte[] m, int at) => m[at] << 8 | m[at + 1];
}

/// <summary>Asks over real sockets, from an address of choice.</summary>
public static class Dig
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<DnsMessage> UdpAsync(IPEndPoint server, byte[] query, string from = "127.0.0.1")
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Parse(from), 0));
        await socket.SendAsync(query, server);
        using var patience = new CancellationTokenSource(Patience);
        var reply = DnsMessage.Read((await socket.ReceiveAsync(patience.Token)).Buffer);
        Assert.Equal(DnsMessage.U16(query, 0), reply.Id);
        return reply;
    }

    public static Task<DnsMessage> UdpAsync(IPEndPoint server, string name, int type = DnsMessage.A, string from = "127.0.0.1", bool edns = true) =>
        UdpAsync(server, DnsMessage.Query(name, type, edns: edns), from);

    public static async Task<List<DnsMessage>> TcpAsync(IPEndPoint server, string from, params byte[][] queries)
    {
        using var client = new TcpClient(new IPEndPoint(IPAddress.Parse(from), 0));
        await client.ConnectAsync(server);
        var stream = client.GetStream();
        await stream.WriteAsync(queries.SelectMany(q => (byte[])[(byte)(q.Length >> 8), (byte)q.Length, .. q]).ToArray());
        client.Client.Shutdown(SocketShutdown.Send);
        using var patience = new CancellationTokenSource(Patience);
        var replies = new List<DnsMessage>();
        var head = new byte[2];
        while (replies.Count < queries.Length)
        {
            await stream.ReadExactlyAsync(head, patience.Token);
            var reply = new byte[DnsMessage.U16(head, 0)];
            await stream.ReadExactlyAsync(reply, patience.Token);
            replies.Add(DnsMessage.Read(reply));
        }
        return replies;
    }
}
