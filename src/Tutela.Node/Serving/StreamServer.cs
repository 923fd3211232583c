using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Tutela.Engine.Policy;

namespace Tutela.Node.Serving;

/// <summary>DNS over TCP (RFC 7766), and over TLS (RFC 7858) where there is a certificate. Each connection is a <see cref="StreamConnection"/>.</summary>
internal sealed class StreamServer : IDisposable
{
    private const int MostConnections = 512;
    private static readonly TimeSpan HandshakePatience = TimeSpan.FromSeconds(10);

    private readonly Socket _socket;
    private readonly Answerer _answerer;
    private readonly NodeMetrics _metrics;
    private readonly ServerCertificate? _certificate;
    private readonly TimeProvider _clock;
    private readonly Log _log;
    private readonly CancellationTokenSource _stop = new();
    private int _connections;

    public StreamServer(IPEndPoint listen, Answerer answerer, NodeMetrics metrics, ServerCertificate? certificate, TimeProvider clock, Log log)
    {
        (_answerer, _metrics, _certificate, _clock, _log) = (answerer, metrics, certificate, clock, log);
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
        try
        {
            using (socket)
            {
                socket.NoDelay = true;
                var from = ClientAddress.From(((IPEndPoint)socket.RemoteEndPoint!).Address);
                await using var plain = new NetworkStream(socket);
                if (_certificate is null)
                {
                    await ConverseAsync(plain, new Origin(from, null, Stream: true));
                    return;
                }
                await using var tls = new SslStream(plain);
                using (var patience = new CancellationTokenSource(HandshakePatience, _clock))
                using (var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, patience.Token))
                    await tls.AuthenticateAsServerAsync(_certificate.Options(new SslApplicationProtocol("dot")), either.Token);
                await ConverseAsync(tls, new Origin(from, ProfileIn(tls.TargetHostName), Stream: true));
            }
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or OperationCanceledException or AuthenticationException)
        {
        }
        catch (Exception e)
        {
            _log.Say($"a connection ended: {e}");
        }
        finally
        {
            Interlocked.Decrement(ref _connections);
        }
    }

    private async Task ConverseAsync(Stream stream, Origin origin)
    {
        using var connection = new StreamConnection(stream, origin, _answerer, _metrics, _clock, _log, _stop.Token);
        await connection.RunAsync();
    }

    /// <summary>The profile is the first label of the server name that the client asked for: <c>pupils.dns.school.example</c>.</summary>
    internal static string? ProfileIn(string serverName)
    {
        var dot = serverName.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 ? serverName[..dot] : null;
    }
}
