using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Tutela.Engine.Policy;

namespace Tutela.Node.Serving;

/// <summary>DNS over TCP (RFC 7766): questions on one connection are answered as their answers come, not in a row.</summary>
internal sealed class TcpServer : IDisposable
{
    private const int MostConnections = 512, MostUnderWay = 64;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(20);

    private readonly Socket _socket;
    private readonly Answerer _answerer;
    private readonly TimeProvider _clock;
    private readonly Log _log;
    private readonly CancellationTokenSource _stop = new();
    private int _connections;

    public TcpServer(IPEndPoint listen, Answerer answerer, TimeProvider clock, Log log)
    {
        (_answerer, _clock, _log) = (answerer, clock, log);
        _socket = new Socket(listen.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (listen.AddressFamily == AddressFamily.InterNetworkV6) _socket.DualMode = listen.Address.Equals(IPAddress.IPv6Any);
        _socket.Bind(listen);
        EndPoint = (IPEndPoint)_socket.LocalEndPoint!;
    }

    /// <summary>Where it listens, with the port that the system chose when none was named.</summary>
    public IPEndPoint EndPoint { get; }

    public void Start()
    {
        _socket.Listen(256);
        _ = AcceptAsync();
    }

    public void Dispose()
    {
        _stop.Cancel();
        _socket.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var client = await _socket.AcceptAsync(_stop.Token);
                if (Interlocked.Increment(ref _connections) > MostConnections)
                {
                    Interlocked.Decrement(ref _connections);
                    client.Dispose();
                    continue;
                }
                _ = ServeAsync(client);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // Out of descriptors for a moment, or stopped: the loop's condition tells which.
                await Task.Delay(TimeSpan.FromMilliseconds(50), _clock, CancellationToken.None);
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        var writing = new SemaphoreSlim(1);
        var underWay = new SemaphoreSlim(MostUnderWay);
        try
        {
            using (socket)
            {
                socket.NoDelay = true;
                await using var stream = new NetworkStream(socket);
                var from = ClientAddress.From(((IPEndPoint)socket.RemoteEndPoint!).Address);
                var head = new byte[2];
                while (await ReadNextAsync())
                {
                }
                // The client has said all it will: it still gets the answers that are under way.
                using var last = new CancellationTokenSource(Idle, _clock);
                for (var i = 0; i < MostUnderWay; i++) await underWay.WaitAsync(last.Token);

                async Task<bool> ReadNextAsync()
                {
                    using var idle = new CancellationTokenSource(Idle, _clock);
                    using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, idle.Token);
                    if (await stream.ReadAtLeastAsync(head, 2, throwOnEndOfStream: false, either.Token) < 2) return false;
                    var packet = new byte[BinaryPrimitives.ReadUInt16BigEndian(head)];
                    await stream.ReadExactlyAsync(packet, either.Token);
                    await underWay.WaitAsync(either.Token);
                    _ = AnswerAsync(stream, packet, from, writing, underWay);
                    return true;
                }
            }
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
        }
        finally
        {
            Interlocked.Decrement(ref _connections);
        }
    }

    private async Task AnswerAsync(NetworkStream stream, byte[] packet, ClientAddress from, SemaphoreSlim writing, SemaphoreSlim underWay)
    {
        try
        {
            var reply = new byte[ushort.MaxValue + 512];
            var size = _answerer.Answer(packet, from, stream: true, reply.AsSpan(2), out var pending);
            if (pending is not null) size = await _answerer.ResolveAsync(pending, reply.AsMemory(2));
            if (size > 0)
            {
                BinaryPrimitives.WriteUInt16BigEndian(reply, (ushort)size);
                await writing.WaitAsync(_stop.Token);
                try
                {
                    await stream.WriteAsync(reply.AsMemory(0, size + 2), _stop.Token);
                }
                finally
                {
                    writing.Release();
                }
            }
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
        }
        catch (Exception e)
        {
            _log.Say($"a packet could not be answered: {e}");
        }
        finally
        {
            underWay.Release();
        }
    }
}
