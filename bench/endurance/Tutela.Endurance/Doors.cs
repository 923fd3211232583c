using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Tutela.Endurance;

/// <summary>A client's way to the node. Asking never waits; what becomes of the question is told to the ledger.</summary>
internal interface IDoor
{
    void Ask(Question question);
}

/// <summary>UDP from one address. A question without an answer is asked once more after two seconds, as stub resolvers do.</summary>
internal sealed class UdpDoor : IDoor, IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 1 << 20 };
    private readonly Question?[] _waiting = new Question?[0x10000];
    private readonly IPEndPoint _server;
    private readonly Ledger _ledger;
    private int _next;

    public UdpDoor(IPAddress from, IPEndPoint server, Ledger ledger)
    {
        (_server, _ledger) = (server, ledger);
        _socket.Bind(new IPEndPoint(from, 0));
        _ = ReceiveAsync();
    }

    public void Ask(Question question)
    {
        // An id comes again after 65,536 questions, long after the last late answer.
        var id = (ushort)Interlocked.Increment(ref _next);
        Volatile.Write(ref _waiting[id], question);
        Ledger.Sent(question.Tally);
        try
        {
            _socket.SendTo(Dns.Query(question.Tally.Name, question.Type, id), _server);
        }
        catch (SocketException)
        {
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task ReceiveAsync()
    {
        var buffer = new byte[4096];
        while (true)
        {
            try
            {
                var got = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0));
                if (got.RemoteEndPoint.Equals(_server) && Volatile.Read(ref _waiting[Dns.U16(buffer, 0)]) is { } question) _ledger.Take(question, buffer.AsSpan(0, got.ReceivedBytes));
            }
            catch (SocketException)
            {
            }
            catch (ObjectDisposedException)
            {
                return;
            }
        }
    }
}

/// <summary>One TCP or TLS connection with many questions on it. When it breaks, what is open is asked once more on the next one.</summary>
internal sealed class StreamDoor : IDoor
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);

    private readonly Channel<Question> _asked = Channel.CreateUnbounded<Question>();
    private readonly IPAddress _from;
    private readonly IPEndPoint _server;
    private readonly SslClientAuthenticationOptions? _tls;
    private readonly Ledger _ledger;

    public StreamDoor(IPAddress from, IPEndPoint server, SslClientAuthenticationOptions? tls, Ledger ledger, CancellationToken stop)
    {
        (_from, _server, _tls, _ledger) = (from, server, tls, ledger);
        _ = Task.Run(() => RunAsync(stop), CancellationToken.None);
    }

    public void Ask(Question question) => _asked.Writer.TryWrite(question);

    private async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var waiting = new ConcurrentDictionary<ushort, Question>();
            try
            {
                await _asked.Reader.WaitToReadAsync(stop);
                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(_from, 0));
                await socket.ConnectAsync(_server, stop);
                await using Stream stream = _tls is null ? new NetworkStream(socket) : new SslStream(new NetworkStream(socket));
                if (stream is SslStream secured) await secured.AuthenticateAsClientAsync(_tls!, stop);
                using var broken = CancellationTokenSource.CreateLinkedTokenSource(stop);
                var reading = ReadAsync(stream, waiting, broken);
                try
                {
                    await WriteAsync(stream, waiting, broken.Token);
                }
                finally
                {
                    await broken.CancelAsync();
                    socket.Close();
                    await reading;
                }
            }
            catch (Exception e) when (e is SocketException or IOException or OperationCanceledException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
            {
            }
            foreach (var question in waiting.Values)
            {
                if (question.Judged != 0 || question.Retried || question.Expired) continue;
                _ledger.Retry(question);
                Ask(question);
            }
            await Task.Delay(Rest, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WriteAsync(Stream stream, ConcurrentDictionary<ushort, Question> waiting, CancellationToken cancel)
    {
        ushort id = 0;
        await foreach (var question in _asked.Reader.ReadAllAsync(cancel))
        {
            if (question.Expired) continue;
            waiting[++id] = question;
            var query = Dns.Query(question.Tally.Name, question.Type, id);
            byte[] framed = [(byte)(query.Length >> 8), (byte)query.Length, .. query];
            Ledger.Sent(question.Tally);
            await stream.WriteAsync(framed, cancel);
        }
    }

    private async Task ReadAsync(Stream stream, ConcurrentDictionary<ushort, Question> waiting, CancellationTokenSource broken)
    {
        var head = new byte[2];
        try
        {
            while (true)
            {
                await stream.ReadExactlyAsync(head, broken.Token);
                var reply = new byte[BinaryPrimitives.ReadUInt16BigEndian(head)];
                await stream.ReadExactlyAsync(reply, broken.Token);
                if (waiting.TryRemove(Dns.U16(reply, 0), out var question)) _ledger.Take(question, reply);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            await broken.CancelAsync();
        }
    }
}

/// <summary>DNS over HTTPS from one address, GET and POST in turn, over HTTP/2.</summary>
internal sealed class HttpsDoor : IDoor, IDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(250);

    private readonly HttpClient _http;
    private readonly Uri _address;
    private readonly Ledger _ledger;
    private int _turn;

    public HttpsDoor(IPAddress from, IPEndPoint server, RemoteCertificateValidationCallback trust, Ledger ledger)
    {
        (_address, _ledger) = (new Uri($"https://{server}/dns-query"), ledger);
        _http = new HttpClient(new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = trust },
            ConnectCallback = async (context, cancel) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    socket.Bind(new IPEndPoint(from, 0));
                    await socket.ConnectAsync(server, cancel);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        })
        { Timeout = TimeSpan.FromSeconds(10) };
    }

    public void Ask(Question question) => _ = AskAsync(question);

    public void Dispose() => _http.Dispose();

    private async Task AskAsync(Question question)
    {
        // Off the caller's thread: it paces the load.
        await Task.Yield();
        while (!question.Expired)
        {
            try
            {
                Ledger.Sent(question.Tally);
                using var request = Request(Dns.Query(question.Tally.Name, question.Type, 0));
                using var response = await _http.SendAsync(request);
                if (response.IsSuccessStatusCode) _ledger.Take(question, await response.Content.ReadAsByteArrayAsync());
                else _ledger.Tell("https", $"{(int)response.StatusCode} to {question.Tally.Name}");
                return;
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
            {
                if (question.Judged != 0) return;
                if (!question.Retried) _ledger.Retry(question);
                await Task.Delay(Rest);
            }
        }
    }

    private HttpRequestMessage Request(byte[] query)
    {
        var get = Interlocked.Increment(ref _turn) % 2 == 0;
        var request = new HttpRequestMessage(get ? HttpMethod.Get : HttpMethod.Post, get ? new Uri($"{_address}?dns={System.Buffers.Text.Base64Url.EncodeToString(query)}") : _address)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (!get) request.Content = new ByteArrayContent(query) { Headers = { ContentType = new MediaTypeHeaderValue("application/dns-message") } };
        return request;
    }
}
