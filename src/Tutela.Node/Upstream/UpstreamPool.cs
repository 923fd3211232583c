using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Tutela.Node.Dns;

namespace Tutela.Node.Upstream;

/// <summary>
/// Asks the configured resolvers, the healthy ones first. Without TLS each question goes out from a port of its own with a random id, and only a
/// reply from that server with that id and that question counts. Safe from any thread.
/// </summary>
internal sealed class UpstreamPool(IReadOnlyList<UpstreamAddress> servers, X509Certificate2Collection? trusted, TimeProvider clock)
{
    private static readonly TimeSpan FirstPatience = TimeSpan.FromMilliseconds(1000), Patience = TimeSpan.FromMilliseconds(1500), Rest = TimeSpan.FromSeconds(10);

    private readonly long[] _failedAt = new long[servers.Count];
    private readonly TlsUpstream?[] _overTls = [.. servers.Select(s => s.Tls ? new TlsUpstream(s, trusted) : null)];

    /// <summary>An answer, or null when no server gave one.</summary>
    /// <param name="question">question section as the client wrote it: name, type, class</param>
    /// <param name="dnssecOk">the client's DO bit</param>
    /// <param name="checkingDisabled">the client's CD bit</param>
    /// <param name="stop">the node's end</param>
    public async Task<StoredAnswer?> AskAsync(byte[] question, bool dnssecOk, bool checkingDisabled, CancellationToken stop)
    {
        StoredAnswer? refusal = null;
        var tries = Math.Clamp(servers.Count, 2, 4);
        var order = Order();
        for (var i = 0; i < tries; i++)
        {
            var server = order[i % order.Length];
            var query = UpstreamMessage.Build(question, dnssecOk, checkingDisabled, padded: servers[server].Tls);
            try
            {
                using var patience = new CancellationTokenSource(i == 0 ? FirstPatience : Patience, clock);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
                var reply = await AskAsync(server, query, question.Length, either.Token);
                if (StoredAnswer.Read(reply) is { } answer)
                {
                    Volatile.Write(ref _failedAt[server], 0);
                    if (answer.Rcode is DnsNumbers.NoError or DnsNumbers.NxDomain) return answer;
                    refusal = answer;
                    continue;
                }
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or IOException)
            {
                if (stop.IsCancellationRequested) return null;
            }
            Volatile.Write(ref _failedAt[server], Math.Max(1, clock.GetTimestamp()));
        }
        return refusal;
    }

    private int[] Order()
    {
        var order = new int[servers.Count];
        var n = 0;
        for (var pass = 0; pass < 2; pass++)
            for (var i = 0; i < order.Length; i++)
                if (IsResting(i) == (pass == 1)) order[n++] = i;
        return n == order.Length ? order : [.. Enumerable.Range(0, servers.Count)];
    }

    private bool IsResting(int server) => Volatile.Read(ref _failedAt[server]) is not 0 and var at && clock.GetElapsedTime(at) < Rest;

    private async Task<byte[]> AskAsync(int server, byte[] query, int questionLength, CancellationToken cancel)
    {
        if (_overTls[server] is { } tls) return await tls.AskAsync(query, questionLength, cancel);
        var reply = await AskUdpAsync(servers[server].EndPoint, query, questionLength, cancel);
        return (reply[2] & 0x02) == 0 ? reply : await AskTcpAsync(servers[server].EndPoint, query, questionLength, cancel);
    }

    private static async Task<byte[]> AskUdpAsync(IPEndPoint server, byte[] query, int questionLength, CancellationToken cancel)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(server, cancel);
        await socket.SendAsync(query, SocketFlags.None, cancel);
        var buffer = new byte[4096];
        while (true)
        {
            var got = await socket.ReceiveAsync(buffer, SocketFlags.None, cancel);
            if (UpstreamMessage.Answers(buffer.AsSpan(0, got), query, questionLength)) return buffer[..got];
        }
    }

    private static async Task<byte[]> AskTcpAsync(IPEndPoint server, byte[] query, int questionLength, CancellationToken cancel)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server, cancel);
        await using var stream = new NetworkStream(socket);
        var framed = new byte[query.Length + 2];
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)query.Length);
        query.CopyTo(framed, 2);
        await stream.WriteAsync(framed, cancel);
        await stream.ReadExactlyAsync(framed.AsMemory(0, 2), cancel);
        var reply = new byte[BinaryPrimitives.ReadUInt16BigEndian(framed)];
        await stream.ReadExactlyAsync(reply, cancel);
        return UpstreamMessage.Answers(reply, query, questionLength) ? reply : throw new IOException("the reply is to another question");
    }
}
