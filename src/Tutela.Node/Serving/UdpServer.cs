using System.Net;
using System.Net.Sockets;
using Tutela.Node.Dns;

namespace Tutela.Node.Serving;

/// <summary>
/// One UDP socket and its thread, which takes what has come in one call, answers it, and sends the answers in one call. Refusals and cached
/// answers go out from there; the rest when it comes.
/// </summary>
internal sealed class UdpServer : IDisposable
{
    private const int SolSocket = 1, ReceiveTimeout = 20, ReceiveBufferForce = 33, ReceiveBufferBytes = 1 << 22, IpLevel = 0, IpPacketInfo = 8, Ipv6Level = 41, Ipv6PacketInfo = 49;

    // So many packets are read ahead of the one that is answered, so that its part of the index is at hand by then.
    private const int Ahead = 8;

    private readonly Asked[] _asked = [.. Enumerable.Range(0, Ahead).Select(_ => new Asked())];
    private readonly Socket _socket;
    private readonly Answerer _answerer;
    private readonly NodeMetrics _metrics;
    private readonly TimeProvider _clock;
    private readonly Thread _thread;
    private readonly Log _log;
    private readonly int? _processor;
    private readonly bool _anyAddress;
    private volatile bool _stopped;

    public UdpServer(IPEndPoint listen, Answerer answerer, NodeMetrics metrics, int? processor, TimeProvider clock, Log log)
    {
        (_answerer, _metrics, _processor, _clock, _log) = (answerer, metrics, processor, clock, log);
        _socket = new Socket(listen.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = ReceiveBufferBytes, SendBufferSize = 1 << 21 };
        try
        {
            // The system caps what was asked for above at a few hundred packets; who may, goes beyond.
            _socket.SetRawSocketOption(SolSocket, ReceiveBufferForce, BitConverter.GetBytes(ReceiveBufferBytes));
        }
        catch (SocketException)
        {
        }
        if (listen.AddressFamily == AddressFamily.InterNetworkV6) _socket.DualMode = listen.Address.Equals(IPAddress.IPv6Any);
        _anyAddress = listen.Address.Equals(IPAddress.Any) || listen.Address.Equals(IPAddress.IPv6Any);
        // Without it a machine with several addresses would answer from another one than was asked.
        if (_anyAddress) _socket.SetRawSocketOption(listen.AddressFamily == AddressFamily.InterNetwork ? IpLevel : Ipv6Level, listen.AddressFamily == AddressFamily.InterNetwork ? IpPacketInfo : Ipv6PacketInfo, BitConverter.GetBytes(1));
        // The thread looks up four times a second whether it is to stop: nothing else wakes a thread that waits in the kernel.
        _socket.SetRawSocketOption(SolSocket, ReceiveTimeout, [.. BitConverter.GetBytes(0L), .. BitConverter.GetBytes(250_000L)]);
        _socket.Bind(listen);
        _thread = new Thread(Receive) { IsBackground = true, Name = $"udp {listen}" };
    }

    public void Start() => _thread.Start();

    public void Dispose()
    {
        _stopped = true;
        if (_thread.IsAlive) _thread.Join();
        _socket.Dispose();
    }

    private void Receive()
    {
        if (_processor is { } processor && !Syscalls.Pin(processor)) _log.Say($"--cpu {processor}: the system does not allow it");
        using var batch = new DatagramBatch(_anyAddress);
        var socket = (int)_socket.Handle;
        while (!_stopped)
        {
            var got = batch.Receive(socket);
            if (got == 0) continue;
            var moment = Moment.Of(_clock);
            var answered = 0;
            for (var i = 0; i < Math.Min(Ahead, got); i++) Read(batch, i);
            for (var i = 0; i < got; i++)
            {
                if (Answer(batch, i, moment)) answered++;
                if (i + Ahead < got) Read(batch, i + Ahead);
            }
            if (answered == 0) continue;
            batch.Send(socket);
            _metrics.Took(_clock.GetElapsedTime(moment.Timestamp), answered);
        }
    }

    private void Read(DatagramBatch batch, int i)
    {
        var asked = _asked[i % Ahead];
        try
        {
            _answerer.Read(batch.Packet(i), asked);
        }
        catch (Exception e)
        {
            _log.Say($"a packet could not be read: {e}");
            asked.Fault = QueryFault.Drop;
        }
    }

    private bool Answer(DatagramBatch batch, int i, in Moment moment)
    {
        try
        {
            var size = _answerer.Answer(_asked[i % Ahead], batch.Packet(i), new Origin(batch.From(i), null, Stream: false), moment, batch.Reply(i), out var pending);
            if (pending is not null) _ = ResolveAsync(pending, batch.Return(i));
            if (size <= 0) return false;
            batch.Answer(i, size);
            return true;
        }
        catch (Exception e)
        {
            // Whatever one packet finds in here, the next client still gets an answer.
            _log.Say($"a packet could not be answered: {e}");
            return false;
        }
    }

    private async Task ResolveAsync(Pending pending, byte[] to)
    {
        try
        {
            var reply = new byte[DnsReply.UdpLimit + 256];
            var size = await _answerer.ResolveAsync(pending, reply);
            if (size <= 0) return;
            var held = false;
            try
            {
                // The socket may be closed meanwhile, and its number be another's.
                _socket.SafeHandle.DangerousAddRef(ref held);
                DatagramBatch.SendLate((int)_socket.SafeHandle.DangerousGetHandle(), to, reply.AsSpan(0, size));
            }
            finally
            {
                if (held) _socket.SafeHandle.DangerousRelease();
            }
        }
        catch (ObjectDisposedException)
        {
        }
        catch (Exception e)
        {
            _log.Say($"a packet could not be answered: {e}");
        }
    }
}
