using System.IO.Compression;
using System.Text;
using Tutela.Engine.Index;

namespace Tutela.Engine.Tests.Lists;

public sealed class ListReadingTests : IDisposable
{
    private readonly Workshop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Theory]
    [InlineData("bets.example", "bets.example")]
    [InlineData("  BETS.example.  ", "bets.example")]
    [InlineData("bets.example # why", "bets.example")]
    [InlineData("*.bets.example", "bets.example")]
    [InlineData(".bets.example", "bets.example")]
    [InlineData("0.0.0.0 bets.example", "bets.example")]
    [InlineData("127.0.0.1\tbets.example # a comment", "bets.example")]
    [InlineData("::1 bets.example", "bets.example")]
    [InlineData("||bets.example^", "bets.example")]
    [InlineData("||bets.example^$important", "bets.example")]
    [InlineData("||bets.example^|", "bets.example")]
    [InlineData("https://bets.example/", "bets.example")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("_dmarc.bets.example", "_dmarc.bets.example")]
    [InlineData("-12.bets.example", "-12.bets.example")]
    public void Every_form_gives_its_name(string line, string name)
    {
        using var index = _shop.Index(("gambling", "games", line + "\n"));
        Assert.Equal("gambling", Workshop.Categories(index, name));
        Assert.Equal("gambling", Workshop.Categories(index, "deep.below." + name));
        Assert.Empty(_shop.Skipped);
        Assert.Equal(1, index.Names);
    }

    [Theory]
    [InlineData("192.0.2.7", "IP address")]
    [InlineData("0.0.0.0 192.0.2.7", "IP address")]
    [InlineData("2001:db8::1", "IP address")]
    [InlineData("localhost", "single label")]
    [InlineData("127.0.0.1 localhost", "single label")]
    [InlineData("com", "single label")]
    [InlineData("two words", "not a domain name")]
    [InlineData("a..example", "not a domain name")]
    [InlineData("sneaky!.example", "not a domain name")]
    [InlineData("name.123", "not a domain name")]
    [InlineData("||bets.example^$third-party", "adblock rule with options")]
    [InlineData("||bets.example/path^", "adblock rule that is not for a domain")]
    [InlineData("||bets.", "adblock rule that is not for a domain")]
    [InlineData("/banner[0-9]+/", "adblock rule that is not for a domain")]
    [InlineData("@@|https://x", "adblock rule that is not for a domain")]
    [InlineData("bets.example##.advert", "cosmetic rule")]
    public void What_is_no_name_is_counted_with_its_line_and_reason(string line, string reason)
    {
        var file = _shop.Write("list.txt", "# head\n\n" + line + "\nkept.example\n");
        var builder = _shop.Builder();
        builder.AddFile("adult", file);
        using var index = DomainIndex.Open(_shop.Build(builder));
        Assert.Equal([new LineNote(file, 3, reason)], _shop.Skipped);
        Assert.Equal(1, builder.Skipped);
        Assert.Equal(1, builder.Names);
        Assert.Equal("adult", Workshop.Categories(index, "kept.example"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# comment\n! comment\n; comment\n[Adblock Plus 2.0]\n\n   \n\t\n")]
    [InlineData("\uFEFF# comment\r\n")]
    public void Comments_and_blank_lines_are_nothing(string text)
    {
        using var index = _shop.Index(("adult", "a", text));
        Assert.Equal(0, index.Names);
        Assert.Empty(_shop.Skipped);
    }

    [Theory]
    [InlineData("co.uk", "co.uk")]
    [InlineData("||SCH.uk^", "sch.uk")]
    public void A_public_suffix_is_taken_and_told(string line, string name)
    {
        using var index = _shop.Index(("adult", "a", line + "\n"));
        Assert.Equal("adult", Workshop.Categories(index, "anybody." + name));
        Assert.Equal((1L, false), (Assert.Single(_shop.Skipped).Line, _shop.Skipped[0].Skipped));
    }

    [Fact]
    public void A_hosts_line_may_hold_several_names()
    {
        using var index = _shop.Index(("ads", "hosts", "0.0.0.0 a.example b.example localhost c.example # d.example\n"));
        Assert.Equal(3, index.Names);
        Assert.Equal("ads", Workshop.Categories(index, "c.example"));
        Assert.Equal("", Workshop.Categories(index, "d.example"));
        Assert.Equal("single label", Assert.Single(_shop.Skipped).Reason);
    }

    [Fact]
    public void Duplicates_are_counted_in_one_list_and_not_between_lists()
    {
        using var index = _shop.Index(("adult", "one", "a.example\nA.Example.\n||a.example^\n"), ("adult", "two", "a.example\n"), ("gambling", "three", "a.example"));
        Assert.Equal([2L, 3L], _shop.Skipped.Select(s => s.Line));
        Assert.All(_shop.Skipped, s => Assert.Equal("duplicate", s.Reason));
        Assert.Equal(1, index.Names);
        Assert.Equal("adult,gambling", Workshop.Categories(index, "a.example"));
    }

    [Fact]
    public void An_exception_takes_a_name_and_all_below_it_out_of_its_own_list_only()
    {
        using var index = _shop.Index(
            ("ads", "block", "||example.org^\n@@||good.example.org^\n||bad.good.example.org^\n"), ("malware", "other", "good.example.org\n"));
        Assert.Equal("ads", Workshop.Categories(index, "www.example.org"));
        Assert.Equal("malware", Workshop.Categories(index, "good.example.org"));
        Assert.Equal("malware", Workshop.Categories(index, "bad.good.example.org"));
        Assert.Equal(3, index.Names);
    }

    [Fact]
    public void Gzip_is_known_by_its_content()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write("zipped.example\n"u8);
        var builder = _shop.Builder();
        builder.AddFile("adult", _shop.Write("plain-name.txt", packed.ToArray()));
        builder.AddFile("adult", _shop.Write("not-really.gz", "plain.example\n"));
        using var index = DomainIndex.Open(_shop.Build(builder));
        Assert.Equal("adult", Workshop.Categories(index, "zipped.example"));
        Assert.Equal("adult", Workshop.Categories(index, "plain.example"));
    }

    [Fact]
    public void Damaged_gzip_keeps_what_could_be_read_and_says_so()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression))
            gzip.Write(Encoding.ASCII.GetBytes(string.Join('\n', Enumerable.Range(0, 50_000).Select(i => $"n{i}.example"))));
        var bytes = packed.ToArray();
        var builder = _shop.Builder();
        builder.AddFile("adult", _shop.Write("cut.gz", bytes[..(bytes.Length / 2)]));
        builder.AddFile("adult", _shop.Write("whole.txt", "whole.example"));
        using var index = DomainIndex.Open(_shop.Build(builder));
        Assert.Equal("adult", Workshop.Categories(index, "n1.example"));
        Assert.Equal("adult", Workshop.Categories(index, "whole.example"));
        Assert.InRange(index.Names, 100, 50_000);
    }

    [Fact]
    public void A_UT1_tree_is_read_in_both_its_shapes()
    {
        _shop.Write("ut1/gambling/domains", "bets.example\n192.0.2.1\n");
        _shop.Write("ut1/gambling/urls", "mixed.example/casino\n");
        _shop.Write("ut1/gambling/usage", "not.a.list.example\n");
        _shop.Write("ut1/social_networks.domains.txt", "chat.example\n");
        var builder = _shop.Builder();
        Assert.Equal(3, builder.AddUt1(Path.Combine(_shop.Folder, "ut1")));
        using var index = DomainIndex.Open(_shop.Build(builder));
        Assert.Equal("gambling", Workshop.Categories(index, "bets.example"));
        Assert.Equal("social_networks", Workshop.Categories(index, "chat.example"));
        Assert.Equal("", Workshop.Categories(index, "not.a.list.example"));
        Assert.Equal("", Workshop.Categories(index, "mixed.example"));
        Assert.Equal(["ut1", "probe"], index.Listings.Where(l => index.Categories[l.Category].Name == "gambling").Select(l => l.Name));
    }

    [Fact]
    public void Random_bytes_are_no_reason_to_stop()
    {
        var random = new Random(20261121);
        var junk = new byte[200_000];
        random.NextBytes(junk);
        var builder = _shop.Builder();
        builder.AddFile("adult", _shop.Write("junk", [.. "start.example\n"u8, .. junk, .. "\nend.example\n"u8]));
        using var index = DomainIndex.Open(_shop.Build(builder));
        Assert.Equal("adult", Workshop.Categories(index, "start.example"));
        Assert.Equal("adult", Workshop.Categories(index, "end.example"));
        Assert.NotEqual(0, builder.Skipped);
    }
}
