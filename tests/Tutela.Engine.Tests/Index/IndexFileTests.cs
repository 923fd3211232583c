using Tutela.Engine.Index;

namespace Tutela.Engine.Tests.Index;

public sealed class IndexFileTests : IDisposable
{
    private readonly Workshop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void Each_category_has_its_probe_and_the_sealed_ones_are_always_there()
    {
        using var index = _shop.Index(("gambling", "games", "bets.example\n"));
        Assert.Equal(["child-abuse", "gambling", "terrorism"], index.Categories.Select(c => c.Name));
        Assert.Equal([true, false, true], index.Categories.Select(c => c.Sealed));
        Assert.Equal([false, true, false], index.Categories.Select(c => c.Installed));
        foreach (var category in index.Categories)
        {
            Assert.Equal($"{category.Name}.probe.tutela.invalid", category.Probe);
            Assert.Equal(category.Name, Workshop.Categories(index, category.Probe));
        }
        Assert.Equal("", Workshop.Categories(index, "probe.tutela.invalid"));
        Assert.Equal(1, index.Names);
    }

    [Fact]
    public void The_index_says_which_illegal_content_lists_it_has()
    {
        using (var none = _shop.Index(("gambling", "games", "bets.example\n"))) Assert.Equal("no illegal-content list installed", none.SealedWarning);
        using (var one = _shop.Index(("child-abuse", "a", "a.example\n"))) Assert.Equal("no terrorism list installed", one.SealedWarning);
        using (var both = _shop.Index(("child-abuse", "a", "a.example\n"), ("terrorism", "t", "t.example\n"))) Assert.Null(both.SealedWarning);
        using (var empty = _shop.Index(("child-abuse", "a", "# nothing\n"), ("terrorism", "t", "t.example\n"))) Assert.Equal(["child-abuse"], empty.MissingSealed);
    }

    [Fact]
    public void A_change_of_any_byte_is_refused()
    {
        _shop.Index(("gambling", "games", "bets.example\n"), ("terrorism", "t", "t.example\n")).Dispose();
        var sound = File.ReadAllBytes(Path.Combine(_shop.Folder, "index"));
        for (var i = 0; i < sound.Length; i++)
        {
            var damaged = (byte[])sound.Clone();
            damaged[i] ^= 0x41;
            // Four bytes behind the format number are not read by anyone.
            if (i is >= 12 and < 16) continue;
            var path = _shop.Write("damaged", damaged);
            Assert.NotEqual("", Assert.Throws<IndexRefusedException>(() => DomainIndex.Open(path)).Message);
        }
    }

    [Fact]
    public void A_cut_or_longer_file_is_refused()
    {
        _shop.Index(("gambling", "games", "bets.example\n")).Dispose();
        var sound = File.ReadAllBytes(Path.Combine(_shop.Folder, "index"));
        for (var length = 0; length < sound.Length; length += 7)
        {
            var cut = _shop.Write("cut", sound[..length]);
            Assert.Throws<IndexRefusedException>(() => DomainIndex.Open(cut));
        }
        var longer = _shop.Write("longer", [.. sound, 0]);
        Assert.Contains("should be", Assert.Throws<IndexRefusedException>(() => DomainIndex.Open(longer)).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => DomainIndex.Open(Path.Combine(_shop.Folder, "none")));
    }

    [Fact]
    public void Another_format_is_refused_by_its_number()
    {
        _shop.Index(("gambling", "games", "bets.example\n")).Dispose();
        var bytes = File.ReadAllBytes(Path.Combine(_shop.Folder, "index"));
        bytes[8] = 9;
        var path = _shop.Write("other", bytes);
        Assert.Equal("index format 9; this version reads 2", Assert.Throws<IndexRefusedException>(() => DomainIndex.Open(path)).Message);
    }

    [Fact]
    public void The_same_lists_give_the_same_file_and_other_lists_another_version()
    {
        using var one = _shop.Index(("gambling", "games", "bets.example\n"));
        var bytes = File.ReadAllBytes(Path.Combine(_shop.Folder, "index"));
        using var again = _shop.Index(("gambling", "games", "bets.example\n"));
        Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(_shop.Folder, "index")));
        Assert.Equal(one.Version, again.Version);
        using var other = _shop.Index(("gambling", "games", "other.example\n"));
        Assert.NotEqual(one.Version, other.Version);
    }

    [Fact]
    public void An_open_index_outlives_its_file()
    {
        using var index = _shop.Index(("gambling", "games", "bets.example\n"));
        File.Delete(Path.Combine(_shop.Folder, "index"));
        Assert.Equal("gambling", Workshop.Categories(index, "bets.example"));
    }

    [Fact]
    public void An_index_that_nobody_holds_lets_its_map_go()
    {
        var reference = OpenAndDrop();
        for (var i = 0; i < 10 && reference.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.DoesNotContain(Path.Combine(_shop.Folder, "index"), File.ReadAllText("/proc/self/maps"), StringComparison.Ordinal);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private WeakReference OpenAndDrop()
    {
        var index = _shop.Index(("gambling", "games", "bets.example\n"));
        Assert.Contains(Path.Combine(_shop.Folder, "index"), File.ReadAllText("/proc/self/maps"), StringComparison.Ordinal);
        return new WeakReference(index);
    }

    [Fact]
    public void Too_many_categories_are_refused()
    {
        var builder = _shop.Builder();
        var file = _shop.Write("list", "bets.example\n");
        for (var i = 0; i < 300; i++) builder.AddFile($"c{i}", file);
        Assert.Throws<InvalidDataException>(() => _shop.Build(builder));
        Assert.False(File.Exists(Path.Combine(_shop.Folder, "index")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Adult")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a.b")]
    public void A_category_needs_a_plain_name(string category) => Assert.Throws<ArgumentException>(() => _shop.Builder().AddFile(category, "x"));
}
