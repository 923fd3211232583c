using System.Net;
using System.Net.Sockets;
using Tutela.Engine.Policy;
using Tutela.Node.Dns;

namespace Tutela.Node.Serving;

/// <summary>One UDP socket and its thread. Refusals and cached answers go out from the thread that received the question.</summary>
internal sealed class UdpServer : IDisposable
{
    private readonly Socket _socket;
    private readonly Answerer _answerer;
    private readonly Thread _thread;
    private readonly Log _log;
    private volatile bool _stopped;

    public UdpServer(IPEndPoint listen, Answerer answerer, Log log)
    {
        (_answerer, _log) = (answerer, log);
        _socket = new Socket(listen.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 1 << 22 };
        if (listen.AddressFamily == AddressFamily.InterNetworkV6) _socket.DualMode = listen.Address.Equals(IPAddress.IPv6Any);
        _socket.Bind(listen);
        _thread = new Thread(Receive) { IsBackground = true, Name = $"udp {listen}" };
    }

    public void Start() => _thread.Start();

    public void Dispose()
    {
        _stopped = true;
        _socket.Dispose();
        if (_thread.IsAlive) _thread.Join();
    }

    private void Receive()
    {
        Span<byte> packet = new byte[4096];
        Span<byte> reply = new byte[4096];
        var from = new SocketAddress(_socket.AddressFamily);
        while (!_stopped)
        {
            try
            {
                var got = _socket.ReceiveFrom(packet, SocketFlags.None, from);
                var size = _answerer.Answer(packet[..got], AddressOf(from), stream: false, reply, out var pending);
                if (size > 0) _socket.SendTo(reply[..size], SocketFlags.None, from);
                else if (pending is not null) _ = ResolveAsync(pending, Copy(from));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // A client that is gone (ICMP) or a socket that was closed: the loop's condition tells which.
            }
            catch (Exception e)
            {
                // Whatever one packet finds in here, the next client still gets an answer.
                _log.Say($"a packet could not be answered: {e}");
            }
        }
    }

    private async Task ResolveAsync(Pending pending, SocketAddress to)
    {
        try
        {
            var reply = new byte[DnsReply.UdpLimit + 256];
            var size = await _answerer.ResolveAsync(pending, reply);
            if (size > 0 && !_stopped) _socket.SendTo(reply.AsSpan(0, size), SocketFlags.None, to);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
        }
        catch (Exception e)
        {
            _log.Say($"a packet could not be answered: {e}");
        }
    }

    private static SocketAddress Copy(SocketAddress from)
    {
        var copy = new SocketAddress(from.Family, from.Size);
        from.Buffer.Span[..from.Size].CopyTo(copy.Buffer.Span);
        return copy;
    }

    // sockaddr_in holds the address at 4, sockaddr_in6 at 8.
    private static ClientAddress AddressOf(SocketAddress from) => ClientAddress.From(from.Family == AddressFamily.InterNetwork ? from.Buffer.Span.Slice(4, 4) : from.Buffer.Span.Slice(8, 16));
}
