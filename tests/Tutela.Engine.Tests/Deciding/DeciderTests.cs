using System.Text;
using Tutela.Engine.Deciding;
using Tutela.Engine.Index;

namespace Tutela.Engine.Tests.Deciding;

public sealed class DeciderTests : IDisposable
{
    private readonly Workshop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void A_decision_allocates_nothing()
    {
        using var index = _shop.Index(("gambling", "games", "bets.example\n@@||good.bets.example^"), ("terrorism", "t", "t.example"));
        var decider = new Decider(new Snapshot(index, Workshop.Rules(
            """{"groups":[{"name":"pupils","networks":["10.0.0.0/8"],"users":["u"],"devices":["aa:bb:cc:dd:ee:ff"],"block":["gambling"],"allow":["ok.example"],"hours":[{"from":"09:00","to":"17:00","block":["games"]}]}]}""")));
        byte[][] names = ["www.bets.example"u8.ToArray(), "a.good.bets.example"u8.ToArray(), "t.example"u8.ToArray(), "x.ok.example"u8.ToArray(), "www.other.example"u8.ToArray()];
        var client = Workshop.At("10.1.2.3", device: "aa:bb:cc:dd:ee:ff", user: "u");
        var refused = 0;
        for (var round = 0; round < 2; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 10_000; i++)
                if (!decider.Decide(new Query { Name = names[i % names.Length], Path = "a/b"u8, Client = client, Time = Workshop.MondayMorning }).Allowed) refused++;
            if (round == 1) Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Assert.Equal(2 * 4_000, refused);
    }

    [Fact]
    public void A_swap_is_seen_by_the_next_decision()
    {
        using var index = _shop.Index(("gambling", "games", "bets.example"));
        var open = new Snapshot(index, Workshop.Rules("""{"version":"1","groups":[{"name":"pupils","block":[]}]}"""));
        var shut = new Snapshot(index, Workshop.Rules("""{"version":"2","groups":[{"name":"pupils","block":["gambling"]}]}"""));
        var decider = new Decider(open);
        Assert.True(decider.Decide(new Query { Name = "bets.example"u8, Time = Workshop.MondayMorning }).Allowed);
        decider.Swap(shut);
        var decision = decider.Decide(new Query { Name = "bets.example"u8, Time = Workshop.MondayMorning });
        Assert.False(decision.Allowed);
        Assert.Equal("2", decision.RulesVersion);
        Assert.Equal("gambling/games/bets.example/pupils", decision.Describe("bets.example"u8));
    }

    [Theory]
    [InlineData("casino", true)]
    [InlineData("casino/", true)]
    [InlineData("casino/deep/er?q=1", true)]
    [InlineData("CASINO", true)]
    [InlineData("casino?x", true)]
    [InlineData("casinos", false)]
    [InlineData("other/casino", false)]
    [InlineData("", false)]
    public void A_URL_entry_covers_its_path_and_what_is_below(string path, bool refused)
    {
        using var index = _shop.Index(("gambling", "urls", "mixed.example/Casino/\n"));
        var snapshot = new Snapshot(index, Workshop.Rules("""{"groups":[{"name":"pupils","block":["gambling"]}]}"""));
        Assert.Equal(refused, !Workshop.Decide(snapshot, "mixed.example", default, path: path).Allowed);
        Assert.Equal(refused, !Workshop.Decide(snapshot, "www.mixed.example", default, path: path).Allowed);
        Assert.True(Workshop.Decide(snapshot, "sub.mixed.example", default, path: path).Allowed);
        Assert.Equal("", Workshop.Categories(index, "mixed.example"));
    }

    [Fact]
    public void Categories_that_the_index_lacks_are_told()
    {
        using var index = _shop.Index(("gambling", "games", "bets.example"));
        var snapshot = new Snapshot(index, Workshop.Rules("""{"groups":[{"name":"g","block":["gambling","adlut"],"hours":[{"from":"09:00","to":"10:00","block":["gmaes"]}]}]}"""));
        Assert.Equal(["adlut", "gmaes"], snapshot.UnknownCategories);
    }

    [Fact]
    public void Real_lists_and_names_agree_with_the_slow_matcher()
    {
        // The folder of real lists is named by TUTELA_SHARED; where there is none, the same is asked of a small list.
        var shared = Environment.GetEnvironmentVariable("TUTELA_SHARED");
        var (list, names) = shared is { Length: > 0 } && File.Exists(Path.Combine(shared, "data/sinfonietta/gambling.domains.txt.gz"))
            ? (Path.Combine(shared, "data/sinfonietta/gambling.domains.txt.gz"), Lines(Path.Combine(shared, "data/popular/tranco-50k.txt.gz")))
            : (_shop.Write("small.txt", string.Join('\n', Enumerable.Range(0, 2000).Select(i => $"n{i}.example"))), [.. Enumerable.Range(0, 4000).Select(i => $"n{i}.example")]);
        var builder = _shop.Builder();
        builder.AddFile("gambling", list);
        using var index = DomainIndex.Open(_shop.Build(builder));
        var slow = new SlowMatcher([new SlowList("gambling", "l", [.. Lines(list)], [])], []);
        var listed = 0;
        foreach (var name in names.Concat(Lines(list).Take(1000)))
            foreach (var variation in (string[])[name, name.ToUpperInvariant(), name + ".", "www." + name, "x" + name, name + "x"])
            {
                var expected = string.Join(',', slow.Categories(variation.TrimEnd('.').ToLowerInvariant()));
                Assert.Equal(expected, Workshop.Categories(index, variation));
                if (expected.Length > 0) listed++;
            }
        Assert.InRange(listed, 1000, int.MaxValue);

        static List<string> Lines(string file)
        {
            using var reader = new Tutela.Engine.Lists.LineReader(File.OpenRead(file));
            var lines = new List<string>();
            while (reader.TryRead(out var line)) lines.Add(Encoding.ASCII.GetString(line));
            return lines;
        }
    }
}
