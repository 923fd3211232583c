using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Tutela.Node.Tests.Support;

/// <summary>A small real DNS server on UDP and TCP of one port. Every name has 192.0.2.1 and 2001:db8::1 unless a test says otherwise.</summary>
public sealed class UpstreamServer : IDisposable
{
    private readonly Socket _udp = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly TcpListener _tcp;
    private readonly CancellationTokenSource _stop = new();

    /// <param name="endPoint">where to listen; without it, on a free port</param>
    public UpstreamServer(IPEndPoint? endPoint = null)
    {
        _tcp = new TcpListener(endPoint ?? new IPEndPoint(IPAddress.Loopback, 0));
        _tcp.Start();
        EndPoint = (IPEndPoint)_tcp.LocalEndpoint;
        _udp.Bind(EndPoint);
        // A thread of its own: beside other tests a task could wait so long for one that the node asks again.
        new Thread(ServeUdp) { IsBackground = true }.Start();
        _ = ServeTcpAsync();
    }

    public IPEndPoint EndPoint { get; }

    /// <summary>Replies by name in lower case: query and whether it came by TCP in, replies to send out.</summary>
    public ConcurrentDictionary<string, Func<byte[], bool, IEnumerable<byte[]>>> Special { get; } = new();

    public ConcurrentQueue<(string Name, int Type, bool Tcp)> Asked { get; } = new();

    public volatile bool Mute;

    public int Count(string name) => Asked.Count(a => a.Name == name);

    public static byte[] Address(byte[] query, string address, uint ttl = 300) =>
        DnsMessage.Reply(query, 0, [(null, address.Contains(':') ? DnsMessage.Aaaa : DnsMessage.A, ttl, IPAddress.Parse(address).GetAddressBytes())]);

    /// <summary>What it answers to a query that came whole, as over TCP.</summary>
    public IEnumerable<byte[]> Reply(byte[] query) => Answer(query, tcp: true);

    public void Dispose()
    {
        _stop.Cancel();
        _udp.Dispose();
        _tcp.Dispose();
    }

    private IEnumerable<byte[]> Answer(byte[] query, bool tcp)
    {
        var at = 12;
        var name = DnsMessage.Name(query, ref at).ToLowerInvariant();
        var type = DnsMessage.U16(query, at);
        Asked.Enqueue((name, type, tcp));
        if (Mute) return [];
        if (Special.TryGetValue(name, out var special)) return special(query, tcp);
        return type switch
        {
            DnsMessage.A => [Address(query, "192.0.2.1")],
            DnsMessage.Aaaa => [Address(query, "2001:db8::1")],
            _ => [DnsMessage.Reply(query, 0, [], soa: (300, 300))],
        };
    }

    private void ServeUdp()
    {
        var buffer = new byte[4096];
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                EndPoint from = new IPEndPoint(IPAddress.Any, 0);
                var got = _udp.ReceiveFrom(buffer, ref from);
                foreach (var reply in Answer(buffer[..got], tcp: false)) _udp.SendTo(reply, from);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
            }
        }
    }

    private async Task ServeTcpAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var client = await _tcp.AcceptTcpClientAsync(_stop.Token);
                var stream = client.GetStream();
                var head = new byte[2];
                await stream.ReadExactlyAsync(head, _stop.Token);
                var query = new byte[DnsMessage.U16(head, 0)];
                await stream.ReadExactlyAsync(query, _stop.Token);
                foreach (var reply in Answer(query, tcp: true)) await stream.WriteAsync((byte[])[(byte)(reply.Length >> 8), (byte)reply.Length, .. reply], _stop.Token);
            }
            catch (Exception e) when (e is SocketException or IOException or OperationCanceledException or ObjectDisposedException)
            {
            }
        }
    }
}
