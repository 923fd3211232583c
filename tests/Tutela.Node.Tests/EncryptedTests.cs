using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Tutela.Node.Tests.Support;

namespace Tutela.Node.Tests;

/// <summary>One node with encrypted doors, shared by tests that change nothing in it.</summary>
public sealed class EncryptedNode : IAsyncLifetime
{
    public const string Rules =
        """
        {"version":"one","groups":[
          {"name":"pupils","networks":["127.0.1.0/24"],"profiles":["pupils-7Q4t"],"block":["gambling"]},
          {"name":"staff","networks":["127.0.2.0/24"],"profiles":["staff-9Zk2"]},
          {"name":"default","block":["gambling","ads"]}]}
        """;

    public NodeUnderTest Node { get; } = new();

    public Certificates Certificates { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Certificates = new Certificates(Node.Folder, "dns.school.example", "*.dns.school.example", "127.0.0.1");
        Node.WriteRules(Rules);
        await Node.StartAsync("--listen-tls", "127.0.0.1:0", "--listen-https", "127.0.0.1:0", "--cert", Certificates.Cert, "--key", Certificates.Key);
    }

    public ValueTask DisposeAsync()
    {
        Node.Dispose();
        return ValueTask.CompletedTask;
    }
}

public sealed class EncryptedTests(EncryptedNode shared) : IClassFixture<EncryptedNode>
{
    private readonly NodeUnderTest _node = shared.Node;

    private IPEndPoint Tls => _node.Door("tls");

    private IPEndPoint Https => _node.Door("https");

    [Theory]
    [InlineData("pupils-7q4t.dns.school.example", 3)]
    [InlineData("PUPILS-7Q4T.dns.school.example", 3)]
    [InlineData("staff-9zk2.dns.school.example", 0)]
    [InlineData("unknown.dns.school.example", 3)]
    [InlineData("dns.school.example", 3)]
    public async Task Over_TLS_the_server_name_says_which_group(string serverName, int rcode)
    {
        await using var tls = await ConnectAsync(serverName);
        var reply = (await AskAsync(tls, DnsMessage.Query("bets.example", DnsMessage.A)))[0];
        Assert.Equal(rcode, reply.Rcode);
    }

    [Fact]
    public async Task Over_TLS_many_questions_are_answered_on_one_connection_as_their_answers_come()
    {
        await using var tls = await ConnectAsync("dns.school.example");
        var replies = await AskAsync(tls, [.. Enumerable.Range(0, 300).Select(i => DnsMessage.Query(i % 3 == 0 ? $"n{i}.bets.example" : $"t{i % 7}.example", DnsMessage.A, id: i))]);
        Assert.Equal(Enumerable.Range(0, 300), replies.Select(r => r.Id).Order());
        Assert.All(replies, r => Assert.Equal(r.Id % 3 == 0 ? 3 : 0, r.Rcode));
    }

    [Fact]
    public async Task Over_TLS_a_packet_may_come_in_pieces_and_be_longer_than_the_first_buffer()
    {
        await using var tls = await ConnectAsync("dns.school.example");
        var query = DnsMessage.Query("piece.bets.example", DnsMessage.A).ToList();
        // An option of 40,000 bytes in the OPT record.
        query[^1] = 0x44;
        query[^2] = 0x9C;
        query.AddRange([0, 12, 0x9C, 0x40, .. new byte[40_000]]);
        byte[] framed = [(byte)(query.Count >> 8), (byte)query.Count, .. query];
        foreach (var piece in framed.Chunk(999)) await tls.WriteAsync(piece);
        Assert.Equal(3, (await ReadAsync(tls, 1))[0].Rcode);
    }

    [Theory]
    [InlineData("+tls")]
    [InlineData("+https=/dns-query/pupils-7Q4t")]
    [InlineData("+https-get=/dns-query")]
    public async Task Dig_is_answered_over_every_encrypted_door(string transport)
    {
        var port = (transport == "+tls" ? Tls : Https).Port;
        var asked = await DigAsync(port, transport, "+tls-ca=" + shared.Certificates.Authority, "+tls-hostname=dns.school.example", "www.bets.example", "A");
        Assert.Contains("status: NXDOMAIN", asked, StringComparison.Ordinal);
        Assert.Contains("EDE: 17", asked, StringComparison.Ordinal);
        asked = await DigAsync(port, transport, "+tls-ca=" + shared.Certificates.Authority, "+tls-hostname=dns.school.example", "fine.example", "AAAA");
        Assert.Contains("2001:db8::1", asked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dns-query/pupils-7Q4t", 3)]
    [InlineData("/dns-query/staff-9Zk2", 0)]
    [InlineData("/dns-query/STAFF-9zk2", 0)]
    [InlineData("/dns-query/other", 3)]
    [InlineData("/dns-query", 3)]
    [InlineData("/dns-query/", 3)]
    public async Task Over_HTTPS_the_path_says_which_group(string path, int rcode)
    {
        foreach (var version in (Version[])[HttpVersion.Version11, HttpVersion.Version20])
        {
            foreach (var get in (bool[])[true, false])
            {
                var (status, reply, response) = await HttpAsync(path, DnsMessage.Query("bets.example", DnsMessage.A, id: 0), get, version);
                Assert.Equal(HttpStatusCode.OK, status);
                Assert.Equal(version, response.Version);
                Assert.Equal("application/dns-message", response.Content.Headers.ContentType!.MediaType);
                Assert.Equal(rcode, reply!.Rcode);
                Assert.Equal(rcode == 0 ? (300, true) : (0, true), ((int)response.Headers.CacheControl!.MaxAge!.Value.TotalSeconds is > 290 ? 300 : 0, response.Headers.CacheControl.Private));
            }
        }
    }

    [Fact]
    public async Task What_is_no_DNS_request_gets_the_status_that_says_so()
    {
        using var http = Client();
        var door = $"https://dns.school.example:{Https.Port}";
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync($"{door}/")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync($"{door}/dns-query/a/b?dns=AAAB")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync($"{door}/dns-queryx?dns=AAAB")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await http.GetAsync($"{door}/dns-query")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await http.GetAsync($"{door}/dns-query?dns=***")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await http.GetAsync($"{door}/dns-query?dns=AAAB")).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await http.PutAsync($"{door}/dns-query", new ByteArrayContent([]))).StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await http.PostAsync($"{door}/dns-query", new ByteArrayContent(DnsMessage.Query("bets.example", 1)))).StatusCode);
        using var large = new ByteArrayContent(new byte[70_000]) { Headers = { ContentType = new MediaTypeHeaderValue("application/dns-message") } };
        // Asked first whether it may come: the door closes on a body that it will not take, and who is still writing then reads no answer.
        using var tooLarge = new HttpRequestMessage(HttpMethod.Post, $"{door}/dns-query") { Content = large, Headers = { ExpectContinue = true } };
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await http.SendAsync(tooLarge)).StatusCode);
        // A message whose question cannot be read is answered by DNS itself.
        Assert.Equal(1, (await HttpAsync("/dns-query", DnsMessage.Query("bets.example", 1)[..20], get: false, HttpVersion.Version20)).Reply!.Rcode);
    }

    [Fact]
    public async Task A_renewed_certificate_is_taken_up_and_a_damaged_one_is_not()
    {
        using var node = new NodeUnderTest();
        var first = new Certificates(node.Folder, "dns.school.example");
        await node.StartAsync("--listen-tls", "127.0.0.1:0", "--cert", first.Cert, "--key", first.Key);
        Assert.Equal(first.Thumbprint, await ShownAsync(node.Door("tls")));
        File.WriteAllText(first.Cert, "junk");
        await Eventually.SoAsync(() => node.Tool.Errors.Contains("the certificate in use stays", StringComparison.Ordinal), () => node.Tool.Errors);
        Assert.Equal(first.Thumbprint, await ShownAsync(node.Door("tls")));
        var second = new Certificates(node.Folder, "dns.school.example");
        await Eventually.SoAsync(async () => await ShownAsync(node.Door("tls")) == second.Thumbprint, () => node.Tool.Errors);
    }

    private static async Task<string> ShownAsync(IPEndPoint door)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(door);
        await using var tls = new SslStream(client.GetStream(), false, (_, _, _, _) => true);
        await tls.AuthenticateAsClientAsync("dns.school.example");
        return ((X509Certificate2)tls.RemoteCertificate!).Thumbprint;
    }

    private async Task<SslStream> ConnectAsync(string serverName)
    {
        var client = new TcpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await client.ConnectAsync(Tls);
        var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = serverName, CertificateChainPolicy = Trust(), ApplicationProtocols = [new SslApplicationProtocol("dot")] });
        Assert.Equal("dot", tls.NegotiatedApplicationProtocol.ToString());
        return tls;
    }

    private X509ChainPolicy Trust()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(X509Certificate2.CreateFromPem(File.ReadAllText(shared.Certificates.Authority)));
        return policy;
    }

    private static async Task<List<DnsMessage>> AskAsync(Stream stream, params byte[][] queries)
    {
        await stream.WriteAsync(queries.SelectMany(q => (byte[])[(byte)(q.Length >> 8), (byte)q.Length, .. q]).ToArray());
        return await ReadAsync(stream, queries.Length);
    }

    private static async Task<List<DnsMessage>> ReadAsync(Stream stream, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var replies = new List<DnsMessage>();
        var head = new byte[2];
        while (replies.Count < count)
        {
            await stream.ReadExactlyAsync(head, patience.Token);
            var reply = new byte[DnsMessage.U16(head, 0)];
            await stream.ReadExactlyAsync(reply, patience.Token);
            replies.Add(DnsMessage.Read(reply));
        }
        return replies;
    }

    private HttpClient Client() => new(new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = Trust() },
        Expect100ContinueTimeout = TimeSpan.FromMinutes(1),
        ConnectCallback = async (_, cancel) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(Https, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        },
    });

    private async Task<(HttpStatusCode Status, DnsMessage? Reply, HttpResponseMessage Response)> HttpAsync(string path, byte[] query, bool get, Version version)
    {
        using var http = Client();
        using var request = new HttpRequestMessage(get ? HttpMethod.Get : HttpMethod.Post, $"https://dns.school.example:{Https.Port}{path}" + (get ? "?dns=" + Base64Url.EncodeToString(query) : ""))
        {
            Version = version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (!get) request.Content = new ByteArrayContent(query) { Headers = { ContentType = new MediaTypeHeaderValue("application/dns-message") } };
        var response = await http.SendAsync(request);
        var body = await response.Content.ReadAsByteArrayAsync();
        return (response.StatusCode, response.IsSuccessStatusCode ? DnsMessage.Read(body) : null, response);
    }

    private static async Task<string> DigAsync(int port, params string[] arguments)
    {
        using var dig = Process.Start(new ProcessStartInfo("dig", ["@127.0.0.1", "-p", port.ToString(System.Globalization.CultureInfo.InvariantCulture), "+timeout=20", "+tries=1", .. arguments]) { RedirectStandardOutput = true })!;
        var output = await dig.StandardOutput.ReadToEndAsync();
        await dig.WaitForExitAsync();
        return output;
    }
}
