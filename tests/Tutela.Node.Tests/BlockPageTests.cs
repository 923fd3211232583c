using System.Net;
using System.Net.Sockets;
using Tutela.Node.Tests.Support;

namespace Tutela.Node.Tests;

/// <summary>What a pupil's browser shows in place of a refused site, asked for with a name in the Host field as a browser does.</summary>
public sealed class BlockPageTests : IAsyncLifetime
{
    private const string Groups =
        """
        "groups":[
          {"name":"pupils","networks":["127.0.1.0/24"],"block":["gambling","self-harm","gardens"],"deny":["closed.example"],"blockPage":["127.0.0.1"]},
          {"name":"exam","networks":["127.0.2.0/24"],"block":["*"],"allow":["fine.example"],"blockPage":["127.0.0.1"]},
          {"name":"no-access","networks":["127.0.1.77"]}]
        """;

    private readonly NodeUnderTest _node = new();

    public async ValueTask InitializeAsync()
    {
        File.WriteAllText(_node["harm.txt"], "harm.example\n");
        File.WriteAllText(_node["gardens.txt"], "roses.example\n");
        File.WriteAllText(_node["games.txt"], "bets.example\n");
        File.WriteAllText(_node["police.txt"], "sealed.example\n");
        var builder = new Tutela.Engine.Index.IndexBuilder();
        builder.AddFile("self-harm", _node["harm.txt"]);
        builder.AddFile("gardens", _node["gardens.txt"]);
        builder.AddFile("gambling", _node["games.txt"]);
        builder.AddFile("terrorism", _node["police.txt"]);
        builder.Write(_node["index"], new byte[16]);
        _node.WriteRules($$$"""{"help":{"school":"Hill & Dale","ask":"https://tutela.school.example/s/hill/ask","tell":"https://tutela.school.example/s/hill/tell?from=page"},{{{Groups}}}}""");
        await _node.StartAsync("--block-page", "127.0.0.1:0");
    }

    public ValueTask DisposeAsync()
    {
        _node.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task It_says_what_and_why_in_a_pupils_words_and_offers_both_ways_on()
    {
        var (response, page) = await GetAsync("http://www.bets.example/deep/page?x=1");
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Contains("<h1>This site is not for school</h1><p class=\"site\">www.bets.example</p><p>It is about games that are played for money.</p>", page, StringComparison.Ordinal);
        Assert.Contains("<a class=\"do second\" href=\"https://tutela.school.example/s/hill/ask?name=www.bets.example\">Ask for this site to be opened</a>", page, StringComparison.Ordinal);
        Assert.Contains("<li>Or ask your teacher.</li>", page, StringComparison.Ordinal);
        Assert.Contains("<a class=\"do\" href=\"https://tutela.school.example/s/hill/tell?from=page\">Tell someone at school</a>", page, StringComparison.Ordinal);
        Assert.Contains("Hill &amp; Dale.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Childline", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task About_self_harm_it_offers_help_and_does_not_name_the_site()
    {
        var (_, page) = await GetAsync("http://harm.example/");
        Assert.Contains("You are not alone", page, StringComparison.Ordinal);
        Assert.Contains("Childline on <a href=\"tel:08001111\">0800 1111</a>", page, StringComparison.Ordinal);
        Assert.Contains("Tell someone at school", page, StringComparison.Ordinal);
        Assert.DoesNotContain("harm.example", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Ask for this site", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task About_a_sealed_name_it_tells_nothing_and_offers_no_way_in()
    {
        foreach (var name in (string[])["sealed.example", "terrorism.probe.tutela.invalid"])
        {
            var (_, page) = await GetAsync($"http://{name}/");
            Assert.Contains("This site is never open", page, StringComparison.Ordinal);
            Assert.DoesNotContain(name, page, StringComparison.Ordinal);
            Assert.DoesNotContain("terrorism", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Ask for this site", page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("http://closed.example/", "127.0.1.5", "Your school has closed it.")]
    [InlineData("http://roses.example/", "127.0.1.5", "It is on a list that your school keeps closed (gardens).")]
    [InlineData("http://roses.example/", "127.0.2.5", "only the sites that your school has chosen are open")]
    [InlineData("http://fine.example/", "127.0.2.5", "Something that this page needs is closed")]
    [InlineData("http://roses.example/", "127.0.1.77", "The internet is switched off for you")]
    [InlineData("http://127.0.0.1/", "127.0.1.5", "Your school has not opened this page.")]
    public async Task The_reason_is_the_one_that_holds_for_whoever_asks(string address, string from, string says) =>
        Assert.Contains(says, (await GetAsync(address, from)).Page, StringComparison.Ordinal);

    [Fact]
    public async Task What_stands_in_the_Host_field_is_shown_as_text_only()
    {
        var (_, page) = await RawAsync("GET / HTTP/1.1\r\nHost: a\"><b>x.bets.example\r\nConnection: close\r\n\r\n");
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        var (status, _) = await RawAsync("POST / HTTP/1.1\r\nHost: bets.example\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        Assert.Contains("403", status, StringComparison.Ordinal);
        (status, page) = await RawAsync("HEAD / HTTP/1.1\r\nHost: bets.example\r\nConnection: close\r\n\r\n");
        Assert.Contains("403", status, StringComparison.Ordinal);
        Assert.Equal("", page);
    }

    [Fact]
    public async Task Without_addresses_in_the_rules_it_says_whom_to_ask()
    {
        _node.WriteRules("{" + Groups + "}");
        var page = "";
        await Eventually.SoAsync(async () => (page = (await GetAsync("http://bets.example/")).Page).Contains("ask your teacher to have it opened", StringComparison.Ordinal), () => page);
        Assert.Contains("tell a grown-up you trust", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"school":""}""", "$.help.school")]
    [InlineData("""{"ask":"ftp://x"}""", "$.help.ask")]
    [InlineData("""{"tell":"/here"}""", "$.help.tell")]
    public async Task A_wrong_address_in_the_rules_is_refused_with_its_place(string help, string path)
    {
        _node.WriteRules("{\"help\":" + help + "," + Groups + "}");
        await Eventually.SoAsync(() => _node.Tool.Errors.Contains(path + ":", StringComparison.Ordinal), () => _node.Tool.Errors);
    }

    [Fact]
    public async Task DNS_leads_there()
    {
        Assert.Equal("127.0.0.1", Assert.Single((await _node.AskAsync("www.bets.example")).Answers).Address);
    }

    private async Task<(HttpResponseMessage Response, string Page)> GetAsync(string address, string from = "127.0.1.5")
    {
        using var http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancel) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
                await socket.ConnectAsync(_node.Door("block page"), cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        var response = await http.GetAsync(address);
        return (response, await response.Content.ReadAsStringAsync());
    }

    private async Task<(string Status, string Page)> RawAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_node.Door("block page"));
        await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(request));
        var all = await new StreamReader(client.GetStream()).ReadToEndAsync();
        var end = all.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return (all.Split('\r')[0], all[(end + 4)..]);
    }
}
