using System.Text;
using Tutela.Engine.Names;

namespace Tutela.Engine.Tests.Names;

public sealed class DomainNameTests
{
    [Theory]
    [InlineData("www.bets.example", "www.bets.example")]
    [InlineData("WWW.Bets.EXAMPLE", "www.bets.example")]
    [InlineData("bets.example.", "bets.example")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("BÜCHER.Example.", "xn--bcher-kva.example")]
    [InlineData("mañana.example", "xn--maana-pta.example")]
    [InlineData("日本語。example", "xn--wgv71a119e.example")]
    [InlineData("ｂｅｔｓ.example", "bets.example")]
    [InlineData("straße.example", "xn--strae-oqa.example")]
    [InlineData("\U0001F4A9.example", "xn--ls8h.example")]
    [InlineData(".", "")]
    public void Text_becomes_canonical(string text, string expected) => Assert.Equal(expected, DomainName.Canonical(text));

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData(".example")]
    [InlineData("a..example")]
    [InlineData("a.example..")]
    [InlineData("a b.example")]
    [InlineData("a\t.example")]
    [InlineData("\0.example")]
    [InlineData("ü\u0085.example")]
    public void What_is_no_name_is_refused(string text) => Assert.Null(DomainName.Canonical(text));

    [Fact]
    public void A_label_may_have_63_bytes_and_a_name_253()
    {
        var label = new string('a', 63);
        Assert.Equal(label + ".example", DomainName.Canonical(label + ".example"));
        Assert.Null(DomainName.Canonical(label + "a.example"));
        var name = string.Join('.', label, label, label, new string('b', 61));
        Assert.Equal(253, name.Length);
        Assert.Equal(name, DomainName.Canonical(name));
        Assert.Equal(name, DomainName.Canonical(name + "."));
        Assert.Null(DomainName.Canonical(name + "b"));
        Assert.Null(DomainName.Canonical(new string('ü', 100_000)));
        Assert.Null(DomainName.Canonical(new string('ü', 64) + ".example"));
    }

    [Fact]
    public void Invalid_utf8_is_refused()
    {
        Span<byte> name = stackalloc byte[DomainName.MaxLength];
        Assert.False(DomainName.TryCanonical([0xC3, (byte)'.', (byte)'e'], name, out _));
    }

    [Theory]
    [InlineData("www.bets.example")]
    [InlineData("example")]
    [InlineData("")]
    public void Wire_form_comes_back(string text)
    {
        Span<byte> wire = stackalloc byte[255];
        var size = DomainName.WriteWire(Encoding.ASCII.GetBytes(text), wire);
        Span<byte> name = stackalloc byte[DomainName.MaxLength];
        Assert.True(DomainName.TryReadWire(wire[..size], 0, false, name, out var length, out var next));
        Assert.Equal(text, Encoding.ASCII.GetString(name[..length]));
        Assert.Equal(size, next);
        for (var cut = 0; cut < size; cut++) Assert.False(DomainName.TryReadWire(wire[..cut], 0, false, name, out _, out _));
    }

    [Fact]
    public void A_dot_inside_a_wire_label_is_no_label_boundary()
    {
        Span<byte> name = stackalloc byte[DomainName.MaxLength];
        Assert.True(DomainName.TryReadWire("\u0008bets.exa\u0003com\0"u8, 0, false, name, out var length, out _));
        var walk = new SuffixWalk(name[..length]);
        while (walk.MoveNext()) { }
        Assert.Equal(2, walk.Labels);
        Assert.Equal("bets\\255exa.com", DomainName.ToText(name[..length]));
    }

    [Fact]
    public void Pointers_go_back_only_and_only_where_allowed()
    {
        byte[] message = [3, (byte)'c', (byte)'o', (byte)'m', 0, 1, (byte)'A', 0xC0, 0, 0xC0, 9, 0xC0, 5];
        var name = new byte[DomainName.MaxLength];
        Assert.True(DomainName.TryReadWire(message, 5, true, name, out var length, out var next));
        Assert.Equal("a.com", Encoding.ASCII.GetString(name, 0, length));
        Assert.Equal(9, next);
        Assert.False(DomainName.TryReadWire(message, 5, false, name, out _, out _));
        Assert.False(DomainName.TryReadWire(message, 9, true, name, out _, out _));
        Assert.True(DomainName.TryReadWire(message, 11, true, name, out length, out next));
        Assert.Equal("a.com", Encoding.ASCII.GetString(name, 0, length));
        Assert.Equal(13, next);
    }

    [Fact]
    public void A_walk_goes_from_the_top_and_equal_suffixes_hash_alike()
    {
        var name = "www.a.long-label-of-more-than-sixteen-bytes.example"u8;
        var walk = new SuffixWalk(name);
        var suffixes = new List<string>();
        while (walk.MoveNext())
        {
            suffixes.Add(Encoding.ASCII.GetString(name[walk.Offset..]));
            Assert.Equal(SuffixWalk.HashOf(name[walk.Offset..]), walk.Hash);
        }
        Assert.Equal(["example", "long-label-of-more-than-sixteen-bytes.example", "a.long-label-of-more-than-sixteen-bytes.example", "www.a.long-label-of-more-than-sixteen-bytes.example"], suffixes);
    }

    [Fact]
    public void All_suffixes_at_once_are_the_steps_of_the_walk()
    {
        var random = new Random(7);
        Span<Suffix> suffixes = stackalloc Suffix[Suffixes.Most];
        var lengths = new HashSet<int>();
        for (var round = 0; round < 20_000; round++)
        {
            // From one label to 127 of one letter each, and every length up to the longest.
            var longest = round % 3 == 0 ? 1 : random.Next(1, 64);
            var text = new StringBuilder();
            var most = random.Next(1, DomainName.MaxLength + 1);
            while (text.Length < most)
            {
                if (text.Length > 0) text.Append('.');
                text.Append((char)('a' + random.Next(26)), Math.Clamp(random.Next(1, longest + 1), 1, Math.Max(1, most - text.Length)));
            }
            var name = Encoding.ASCII.GetBytes(text.ToString(0, Math.Min(text.Length, DomainName.MaxLength)).TrimEnd('.'));
            lengths.Add(name.Length);
            var count = Suffixes.Of(name, suffixes);
            var walk = new SuffixWalk(name);
            var step = 0;
            while (walk.MoveNext())
            {
                Assert.Equal(walk.Hash, suffixes[step].Hash);
                Assert.Equal(walk.Offset, suffixes[step].Start);
                Assert.Equal(Encoding.ASCII.GetString(name[walk.Offset..]).Split('.')[0], Encoding.ASCII.GetString(name[suffixes[step].Start..suffixes[step].End]));
                step++;
            }
            Assert.Equal(step, count);
        }
        Assert.Superset(Enumerable.Range(1, DomainName.MaxLength).ToHashSet(), lengths);
        Assert.Equal(0, Suffixes.Of(default, suffixes));
    }

    [Fact]
    public void A_hundred_thousand_near_names_have_as_many_hashes()
    {
        var hashes = new HashSet<ulong>();
        for (var i = 0; i < 50_000; i++)
        {
            Assert.True(hashes.Add(SuffixWalk.HashOf(Encoding.ASCII.GetBytes($"n{i}.example"))));
            Assert.True(hashes.Add(SuffixWalk.HashOf(Encoding.ASCII.GetBytes($"n.{i}.example"))));
        }
        Assert.Equal(100_000, hashes.Count);
        // The top bits choose the bucket: they must spread too.
        Assert.InRange(hashes.Select(h => h >> 56).Distinct().Count(), 256, 256);
    }

    [Theory]
    [InlineData("bets.example", "bets.example", true)]
    [InlineData("www.bets.example", "bets.example", true)]
    [InlineData("wwwbets.example", "bets.example", false)]
    [InlineData("example", "bets.example", false)]
    public void At_or_below(string name, string suffix, bool expected) =>
        Assert.Equal(expected, DomainName.IsAtOrBelow(Encoding.ASCII.GetBytes(name), Encoding.ASCII.GetBytes(suffix)));
}
