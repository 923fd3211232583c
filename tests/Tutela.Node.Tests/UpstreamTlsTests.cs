using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Tutela.Node.Tests.Support;

namespace Tutela.Node.Tests;

/// <summary>A resolver that is asked over TLS, behind a real handshake.</summary>
public sealed class UpstreamTlsTests : IDisposable
{
    private readonly NodeUnderTest _node = new();
    private readonly TlsFront _front;

    public UpstreamTlsTests()
    {
        _front = new TlsFront(new Certificates(_node.Folder, "resolver.example"), _node.Upstream);
    }

    public void Dispose()
    {
        _front.Dispose();
        _node.Dispose();
    }

    private Task StartAsync(string name = "resolver.example", params string[] more) =>
        _node.StartAsync(["--upstream", $"tls://{_front.EndPoint}#{name}", "--upstream-ca", _front.Certificates.Authority, .. more]);

    [Fact]
    public async Task Many_questions_go_over_one_connection_padded()
    {
        await StartAsync();
        var replies = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => _node.AskAsync($"n{i}.example")));
        Assert.All(replies, r => Assert.Equal("192.0.2.1", Assert.Single(r.Answers).Address));
        Assert.Equal(1, _front.Connections);
        Assert.Equal(40, _front.Lengths.Count);
        Assert.All(_front.Lengths, l => Assert.Equal(0, l % 128));
    }

    [Fact]
    public async Task A_connection_that_the_server_closed_is_opened_again_without_a_lost_question()
    {
        await StartAsync();
        Assert.Single((await _node.AskAsync("one.example")).Answers);
        _front.CloseAll();
        Assert.Single((await _node.AskAsync("two.example")).Answers);
        Assert.Equal(2, _front.Connections);
    }

    [Fact]
    public async Task A_certificate_for_another_name_or_of_another_authority_is_not_believed()
    {
        await StartAsync("other.example");
        Assert.Equal(2, (await _node.AskAsync("one.example")).Rcode);
        await _node.Tool.TerminateAsync();
        await _node.StartAsync("--upstream", $"tls://{_front.EndPoint}#resolver.example");
        Assert.Equal(2, (await _node.AskAsync("one.example")).Rcode);
        Assert.Empty(_front.Lengths);
    }

    [Fact]
    public async Task Another_upstream_steps_in_when_it_is_gone()
    {
        _front.Dispose();
        await StartAsync(more: ["--upstream", _node.Upstream.EndPoint.ToString()]);
        Assert.Single((await _node.AskAsync("one.example")).Answers);
    }

    /// <summary>Takes TLS in front of the plain test upstream.</summary>
    private sealed class TlsFront : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly List<TcpClient> _clients = [];
        private readonly UpstreamServer _behind;

        public TlsFront(Certificates certificates, UpstreamServer behind)
        {
            (Certificates, _behind) = (certificates, behind);
            _listener.Start();
            EndPoint = (IPEndPoint)_listener.LocalEndpoint;
            _ = AcceptAsync();
        }

        public Certificates Certificates { get; }
        public IPEndPoint EndPoint { get; }
        public int Connections;
        public System.Collections.Concurrent.ConcurrentQueue<int> Lengths { get; } = new();

        public void CloseAll()
        {
            lock (_clients)
                foreach (var client in _clients) client.Dispose();
        }

        public void Dispose() => _listener.Stop();

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    var client = await _listener.AcceptTcpClientAsync();
                    lock (_clients) _clients.Add(client);
                    _ = ServeAsync(client);
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
            }
        }

        private async Task ServeAsync(TcpClient client)
        {
            try
            {
                await using var tls = new SslStream(client.GetStream());
                await tls.AuthenticateAsServerAsync(X509Certificate2.CreateFromPemFile(Certificates.Cert, Certificates.Key));
                Interlocked.Increment(ref Connections);
                var head = new byte[2];
                while (true)
                {
                    await tls.ReadExactlyAsync(head);
                    var query = new byte[DnsMessage.U16(head, 0)];
                    await tls.ReadExactlyAsync(query);
                    Lengths.Enqueue(query.Length);
                    foreach (var reply in _behind.Reply(query)) await tls.WriteAsync((byte[])[(byte)(reply.Length >> 8), (byte)reply.Length, .. reply]);
                }
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
            {
            }
        }
    }
}
