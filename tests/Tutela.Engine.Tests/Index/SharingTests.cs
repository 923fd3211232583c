using System.Text;
using Tutela.Engine.Index;
using Tutela.Engine.Tests.Deciding;

namespace Tutela.Engine.Tests.Index;

/// <summary>Names that are told apart only by a suffix stand in the index once; nothing may be listed that was not, nor the other way round.</summary>
public sealed class SharingTests : IDisposable
{
    private static readonly string[] Suffixes = [.. Enumerable.Range(0, 40).Select(i => $"blog.{(char)('a' + i / 26)}{(char)('a' + i % 26)}"), "com", "tumblr.com", "co.uk", "net"];

    private readonly Workshop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Shared_names_are_found_and_their_neighbours_are_not(int seed)
    {
        var random = new Random(seed);
        var lists = new List<SlowList> { new("adult", "one", [], []), new("adult", "two", [], []), new("games", "three", [], []) };
        for (var i = 0; i < 600; i++)
        {
            var stem = $"s{i:x}";
            // Some stand under every suffix, some under a few that many have, some under what nobody else has; some on several lists.
            var under = (i % 4) switch { 0 => Suffixes, 1 => Suffixes[..10], 2 => ["com", "tumblr.com"], _ => Suffixes.Where(_ => random.Next(3) == 0).ToArray() };
            foreach (var suffix in under) lists[i % 3].Names.Add($"{stem}.{suffix}");
            if (i % 5 == 0) lists[2].Names.Add($"{stem}.com");
            if (i % 7 == 0) lists[1].Exceptions.Add($"{stem}.{Suffixes[random.Next(Suffixes.Length)]}");
            if (i % 11 == 0) lists[0].Names.Add($"deep.{stem}.com");
        }
        lists[0].Names.Add("co.uk");
        var builder = _shop.Builder();
        foreach (var list in lists) builder.AddFile(list.Category, _shop.Write($"{list.Name}.txt", string.Join('\n', list.Names.Concat(list.Exceptions.Select(e => $"@@||{e}^")))));
        using var index = DomainIndex.Open(_shop.Build(builder));
        Assert.Equal(lists.SelectMany(l => l.Names).Distinct().Count(), index.Names);
        Assert.InRange((double)index.Bytes / index.Names, 0, 3.5);

        var slow = new SlowMatcher(lists, ["child-abuse", "terrorism"]);
        for (var i = 0; i < 640; i++)
            foreach (var suffix in Suffixes.Append("org"))
                foreach (var name in (string[])[$"s{i:x}.{suffix}", $"www.s{i:x}.{suffix}", $"s{i:x}.www.{suffix}", $"xs{i:x}.{suffix}", suffix])
                    Assert.Equal((name, string.Join(',', slow.Categories(name))), (name, Workshop.Categories(index, name)));
    }

    [Fact]
    public void Unique_names_keep_to_their_budget()
    {
        var text = new StringBuilder();
        var random = new Random(7);
        for (var i = 0; i < 200_000; i++) text.Append($"n{i}-{random.Next():x}.{(i % 3 == 0 ? "com" : i % 3 == 1 ? "net" : "example")}\n");
        using var index = _shop.Index(("adult", "one", text.ToString()));
        Assert.Equal(200_000, index.Names);
        Assert.InRange((double)index.Bytes / index.Names, 0, Budgets.Of("bytesPerListedName", "uniqueNames"));
    }

    [Fact]
    public void Repetitive_names_keep_to_their_budget()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 4_000; i++)
        {
            foreach (var suffix in Suffixes[..40]) text.Append($"n{i}.{suffix}\n");
            text.Append($"n{i}.com\nalone{i}.com\nalone{i}.tumblr.com\n");
        }
        for (var i = 0; i < 30_000; i++) text.Append($"unique{i}.example\n");
        using var index = _shop.Index(("adult", "one", text.ToString()));
        Assert.Equal(4_000 * 43 + 30_000, index.Names);
        Assert.InRange((double)index.Bytes / index.Names, 0, Budgets.Of("bytesPerListedName", "repetitiveNames"));
        Assert.Equal("adult", Workshop.Categories(index, "n3999.blog.bn"));
        Assert.Equal("", Workshop.Categories(index, "n4000.blog.bn"));
        Assert.Equal("", Workshop.Categories(index, "alone7.blog.bn"));
    }
}
