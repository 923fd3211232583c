using System.Net;
using Tutela.Node.Tests.Support;

namespace Tutela.Node.Tests;

/// <summary>One Squid that is shared by tests that change nothing in it.</summary>
public sealed class SharedSquid : IAsyncLifetime
{
    public SquidUnderTest Squid { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Squid = await SquidUnderTest.StartAsync(SquidTests.Rules);

    public ValueTask DisposeAsync() => Squid.DisposeAsync();
}

/// <summary>Debian's own Squid, set up by the file in <c>deploy/squid</c>, with the real helper.</summary>
public sealed class SquidTests(SharedSquid shared) : IClassFixture<SharedSquid>
{
    public const string Rules = """{"groups":[{"name":"pupils","networks":["127.0.0.0/8"],"block":["gambling"]},{"name":"staff","users":["head"]}]}""";

    private const string RulesOfAll = """{"groups":[{"name":"pupils","networks":["127.0.0.0/8"],"block":[]}]}""";

    private readonly SquidUnderTest _squid = shared.Squid;

    [Theory]
    [InlineData("http://bets.example:PORT/")]
    [InlineData("http://www.bets.example:PORT/deep/page?x=1")]
    [InlineData("http://WWW.Bets.Example.:PORT/")]
    [InlineData("http://somebody:secret@bets.example:PORT/")]
    [InlineData("http://sealed.example:PORT/")]
    [InlineData("http://www.sealed.example:PORT/")]
    [InlineData("http://terrorism.probe.tutela.invalid:PORT/")]
    public async Task A_listed_name_and_one_below_it_get_a_page_in_a_pupils_words(string address)
    {
        var (status, page) = await _squid.GetAsync(address);
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("<h1>This site is not open here</h1>", page, StringComparison.Ordinal);
        Assert.Contains("Childline", page, StringComparison.Ordinal);
        // The same page for every cause: none of it may tell which list a name is on.
        foreach (var word in (string[])["gambling", "terrorism", "sealed", ".example"]) Assert.DoesNotContain(word, page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(_squid.Served, s => s.Contains("bets", StringComparison.OrdinalIgnoreCase) || s.Contains("sealed", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Another_name_gets_its_own_page() =>
        Assert.Equal((HttpStatusCode.OK, "page of fine.example/here"), await _squid.GetAsync("http://fine.example:PORT/here?q=bets.example"));

    [Fact]
    public async Task A_listed_path_is_refused_and_others_of_that_host_are_not()
    {
        foreach (var path in (string[])["betting", "betting/", "betting/today?x=1", "%62etting/today"])
            Assert.Equal(HttpStatusCode.Forbidden, (await _squid.GetAsync($"http://news.example:PORT/{path}")).Status);
        foreach (var path in (string[])["", "sport", "bettings", "sport/betting"])
            Assert.Equal((HttpStatusCode.OK, $"page of news.example/{path}"), await _squid.GetAsync($"http://news.example:PORT/{path}"));
    }

    [Fact]
    public async Task A_tunnel_to_a_listed_name_is_refused_and_another_carries_what_is_sent()
    {
        foreach (var name in (string[])["bets.example", "www.bets.example", "sealed.example"]) Assert.Equal(403, (await _squid.TunnelAsync(name)).Status);
        var (status, page) = await _squid.TunnelAsync("fine.example");
        Assert.Equal(200, status);
        Assert.Contains("page of fine.example/through", page, StringComparison.Ordinal);
        // A path is hidden in a tunnel: the name alone decides.
        Assert.Equal(200, (await _squid.TunnelAsync("news.example")).Status);
        Assert.Equal(403, (await _squid.TunnelAsync("fine.example", port: 22)).Status);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f000001")]
    [InlineData("0177.1")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task An_address_in_place_of_a_name_is_no_way_round(string address)
    {
        Assert.Equal(403, (await _squid.TunnelAsync(address)).Status);
        Assert.DoesNotContain(_squid.Served, s => s == address);
    }

    [Fact]
    public async Task What_the_helper_cannot_read_is_refused()
    {
        var name = new string('a', 70) + ".example";
        Assert.Equal(HttpStatusCode.Forbidden, (await _squid.GetAsync($"http://{name}:PORT/")).Status);
        Assert.Equal(403, (await _squid.TunnelAsync(name)).Status);
    }

    [Fact]
    public async Task Three_hundred_requests_at_once_get_the_right_answer_each()
    {
        using var http = _squid.Client();
        var answers = new (HttpStatusCode Status, string Page)[300];
        await Parallel.ForAsync(0, answers.Length, new ParallelOptions { MaxDegreeOfParallelism = 24 }, async (i, _) =>
            answers[i] = await _squid.GetAsync(http, i % 2 == 0 ? $"http://n{i}.bets.example:PORT/{i}" : $"http://n{i}.fine.example:PORT/{i}"));
        for (var i = 0; i < answers.Length; i++)
        {
            if (i % 2 == 0) Assert.Equal(HttpStatusCode.Forbidden, answers[i].Status);
            else Assert.Equal((HttpStatusCode.OK, $"page of n{i}.fine.example/{i}"), answers[i]);
        }
    }

    [Fact]
    public async Task A_signed_in_user_gets_the_decision_of_their_own_group()
    {
        await using var squid = await SquidUnderTest.StartAsync(Rules, signIn: true);
        Assert.Equal(HttpStatusCode.ProxyAuthenticationRequired, (await squid.GetAsync("http://fine.example:PORT/")).Status);
        Assert.Equal(HttpStatusCode.ProxyAuthenticationRequired, (await squid.GetAsync("http://fine.example:PORT/", user: "stranger")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await squid.GetAsync("http://bets.example:PORT/", user: "pupil")).Status);
        Assert.Equal(HttpStatusCode.OK, (await squid.GetAsync("http://fine.example:PORT/", user: "pupil")).Status);
        Assert.Equal(HttpStatusCode.OK, (await squid.GetAsync("http://bets.example:PORT/", user: "head")).Status);
        Assert.Equal((407, 403, 200), ((await squid.TunnelAsync("bets.example")).Status, (await squid.TunnelAsync("bets.example", user: "pupil")).Status, (await squid.TunnelAsync("bets.example", user: "head")).Status));
        // Nobody's own group opens what is sealed.
        Assert.Equal(HttpStatusCode.Forbidden, (await squid.GetAsync("http://sealed.example:PORT/", user: "head")).Status);
    }

    [Fact]
    public async Task New_rules_hold_without_a_restart()
    {
        await using var squid = await SquidUnderTest.StartAsync(Rules);
        Assert.Equal(HttpStatusCode.Forbidden, (await squid.GetAsync("http://bets.example:PORT/")).Status);
        squid.WriteRules(RulesOfAll);
        await Eventually.SoAsync(async () => (await squid.GetAsync("http://bets.example:PORT/")).Status == HttpStatusCode.OK, () => squid.CacheLog);
        squid.WriteRules(Rules);
        await Eventually.SoAsync(async () => (await squid.GetAsync("http://bets.example:PORT/")).Status == HttpStatusCode.Forbidden, () => squid.CacheLog);
        Assert.Equal(HttpStatusCode.Forbidden, (await squid.GetAsync("http://sealed.example:PORT/")).Status);
    }

    [Fact]
    public async Task A_killed_helper_is_started_again_and_nothing_listed_passes_meanwhile()
    {
        await using var squid = await SquidUnderTest.StartAsync(Rules);
        using var http = squid.Client();
        using var stop = new CancellationTokenSource();
        var (refused, passed) = (0, 0);
        var load = Task.WhenAll(Enumerable.Range(0, 4).Select(lane => Task.Run(async () =>
        {
            for (var i = lane; !stop.IsCancellationRequested; i = (i + 4) % 300)
            {
                var status = await TryAsync(http, squid, $"http://n{i}.bets.example:PORT/");
                if (status == HttpStatusCode.Forbidden) Interlocked.Increment(ref refused);
                else if (status is not null) Interlocked.Increment(ref passed);
            }
        })));
        var killed = new HashSet<int>();
        for (var round = 0; round < 3; round++)
        {
            var before = Volatile.Read(ref refused);
            await Eventually.SoAsync(() => Volatile.Read(ref refused) > before + 50, () => squid.CacheLog);
            foreach (var helper in squid.Helpers())
            {
                Assert.True(killed.Add(helper), "the same helper twice");
                SquidUnderTest.Kill9(helper);
            }
            await Eventually.SoAsync(async () => await TryAsync(http, squid, "http://fine.example:PORT/after") == HttpStatusCode.OK, () => squid.CacheLog);
        }
        await stop.CancelAsync();
        await load;
        Assert.True(killed.Count >= 3, $"{killed.Count} killed");
        Assert.Equal(0, passed);
        Assert.DoesNotContain(squid.Served, s => s.Contains("bets", StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_no_helper_can_start_any_more_nothing_passes_at_all()
    {
        await using var squid = await SquidUnderTest.StartAsync(Rules);
        using var http = squid.Client();
        Assert.Equal(HttpStatusCode.OK, await TryAsync(http, squid, "http://fine.example:PORT/"));
        squid.TakeAwayTheIndex();
        foreach (var helper in squid.Helpers()) SquidUnderTest.Kill9(helper);
        var open = 0;
        await Eventually.SoAsync(async () =>
        {
            if (await TryAsync(http, squid, "http://fine.example:PORT/") is not (null or HttpStatusCode.Forbidden)) open++;
            return squid.HasEnded;
        }, () => squid.CacheLog);
        Assert.Equal(0, open);
        Assert.Contains("helpers are crashing too rapidly", squid.CacheLog, StringComparison.Ordinal);
    }

    /// <summary>What Squid answers, or null when it is not there to answer: that is no way through either.</summary>
    private static async Task<HttpStatusCode?> TryAsync(HttpClient http, SquidUnderTest squid, string address)
    {
        try
        {
            return (await squid.GetAsync(http, address)).Status;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
