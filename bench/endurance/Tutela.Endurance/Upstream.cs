using System.Net;
using System.Net.Sockets;

namespace Tutela.Endurance;

/// <summary>How an upstream behaves.</summary>
internal enum Mode
{
    Well,
    Stopped,
    Silent,
    Slow,
    ServFail,
}

/// <summary>A resolver that knows every name, and fails as it is told to. UDP and TCP.</summary>
internal sealed class Upstream : IDisposable
{
    private static readonly TimeSpan Slowness = TimeSpan.FromMilliseconds(800);

    private CancellationTokenSource _open = new();
    private volatile Mode _mode;

    public Upstream(IPEndPoint endPoint)
    {
        EndPoint = endPoint;
        Open();
    }

    public IPEndPoint EndPoint { get; }

    public long Asked;

    public Mode Mode
    {
        get => _mode;
        set
        {
            if (value == _mode) return;
            if (value == Mode.Stopped) _open.Cancel();
            if (_mode == Mode.Stopped) Open();
            _mode = value;
        }
    }

    public void Dispose() => _open.Cancel();

    private void Open()
    {
        _open = new CancellationTokenSource();
        var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 1 << 20 };
        udp.Bind(EndPoint);
        var tcp = new TcpListener(EndPoint);
        tcp.Start();
        _ = ServeUdpAsync(udp, _open.Token);
        _ = ServeTcpAsync(tcp, _open.Token);
    }

    private async Task ServeUdpAsync(Socket socket, CancellationToken stop)
    {
        using var closes = socket;
        using var closing = stop.Register(socket.Dispose);
        var buffer = new byte[4096];
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var got = await socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), stop);
                Interlocked.Increment(ref Asked);
                _ = AnswerAsync(buffer[..got.ReceivedBytes], async reply => await socket.SendToAsync(reply, SocketFlags.None, got.RemoteEndPoint, CancellationToken.None));
            }
            catch (Exception e) when (IsEnd(e))
            {
            }
        }
    }

    private async Task ServeTcpAsync(TcpListener listener, CancellationToken stop)
    {
        using var closes = listener;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                _ = ConverseAsync(await listener.AcceptTcpClientAsync(stop), stop);
            }
            catch (Exception e) when (IsEnd(e))
            {
            }
        }
    }

    private async Task ConverseAsync(TcpClient client, CancellationToken stop)
    {
        using var closes = client;
        try
        {
            var stream = client.GetStream();
            var head = new byte[2];
            await stream.ReadExactlyAsync(head, stop);
            var query = new byte[Dns.U16(head, 0)];
            await stream.ReadExactlyAsync(query, stop);
            await AnswerAsync(query, async reply => await stream.WriteAsync((byte[])[(byte)(reply.Length >> 8), (byte)reply.Length, .. reply], stop));
        }
        catch (Exception e) when (IsEnd(e))
        {
        }
    }

    private async Task AnswerAsync(byte[] query, Func<byte[], Task> send)
    {
        var mode = _mode;
        if (mode is Mode.Silent or Mode.Stopped) return;
        if (mode == Mode.Slow) await Task.Delay(Slowness);
        try
        {
            await send(ReplyTo(query, mode));
        }
        catch (Exception e) when (IsEnd(e))
        {
        }
    }

    private static byte[] ReplyTo(byte[] query, Mode mode)
    {
        if (mode == Mode.ServFail) return Dns.Reply(query, Dns.ServFail, [], null);
        var at = 12;
        var name = Dns.Name(query, ref at);
        var type = Dns.U16(query, at);
        var (rcode, leadsTo, ttl) = Names.Upstream(name);
        if (rcode != Dns.NoError || type is not (Dns.A or Dns.Aaaa)) return Dns.Reply(query, rcode, [], [.. Dns.Wire("ns.example"), .. Dns.Wire("host.example"), .. new byte[19], (byte)Names.MissingTtl]);
        var records = new List<(string, ushort, uint, byte[])>();
        if (leadsTo is not null) records.Add((name, Dns.Cname, ttl, Dns.Wire(leadsTo)));
        records.Add((leadsTo ?? name, type, ttl, Names.AddressOf(leadsTo ?? name, type)));
        return Dns.Reply(query, rcode, records, null);
    }

    private static bool IsEnd(Exception e) => e is SocketException or IOException or ObjectDisposedException or OperationCanceledException;
}
