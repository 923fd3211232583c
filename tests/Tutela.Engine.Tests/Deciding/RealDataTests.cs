using System.IO.Compression;
using Tutela.Engine.Index;
using Tutela.Engine.Names;

namespace Tutela.Engine.Tests.Deciding;

/// <summary>
/// Real category lists and every popular name, against the slow matcher. The lists stand beside the repository, in <c>../shared/data</c> or
/// where <c>TUTELA_REAL_DATA</c> says, and are no part of it: where they are absent, the lists that Tutela ships and names made of them stand in.
/// </summary>
public sealed class RealDataTests(ITestOutputHelper output) : IDisposable
{
    private const int Variations = 200_000;

    private readonly Workshop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void Every_popular_name_and_its_variations_are_decided_as_the_slow_matcher_does()
    {
        var data = Data();
        output.WriteLine(data is null ? "no real lists beside the repository: lists made here stand in" : $"real lists: {data}");
        var (files, popular) = data is null ? MadeHere() : Real(data);
        var lists = new List<SlowList>();
        var builder = _shop.Builder();
        foreach (var (category, file) in files)
        {
            builder.AddFile(category, file, Path.GetFileName(file));
            lists.Add(new SlowList(category, Path.GetFileName(file), [.. Lines(file).Where(IsName)], []));
        }
        using var index = DomainIndex.Open(_shop.Build(builder));
        var byName = Union(lists);
        Assert.Equal(byName.Count, index.Names);

        var random = new Random(11);
        var listed = byName.Keys.ToArray();
        var asked = 0;
        var hits = 0;
        foreach (var name in popular) Check(name);
        for (var i = 0; i < Variations; i++) Check(Vary(random, i % 2 == 0 ? listed[random.Next(listed.Length)] : popular[random.Next(popular.Count)], i));
        output.WriteLine($"{index.Names} listed names, {asked} names asked, {hits} of them listed");
        Assert.True(hits > Variations / 10, $"{hits} hits");

        void Check(string name)
        {
            var folded = name.TrimEnd('.').ToLowerInvariant();
            var expected = string.Join(',', SlowMatcher.Suffixes(folded).SelectMany(s => byName.GetValueOrDefault(s, [])).Distinct().Order(StringComparer.Ordinal));
            var found = Workshop.Categories(index, name);
            Assert.True(expected == found, $"{name}: '{expected}' expected, '{found}' found");
            asked++;
            if (found.Length > 0) hits++;
        }
    }

    private static Dictionary<string, SortedSet<string>> Union(List<SlowList> lists)
    {
        var union = new Dictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var list in lists)
            foreach (var name in list.Names)
            {
                if (!union.TryGetValue(name, out var categories)) union[name] = categories = new SortedSet<string>(StringComparer.Ordinal);
                categories.Add(list.Category);
            }
        return union;
    }

    private static string Vary(Random random, string name, int i) => (i / 2 % 8) switch
    {
        0 => name.ToUpperInvariant(),
        1 => name + ".",
        2 => "www." + name,
        3 => "a.b.c." + name,
        4 => "x" + name,
        5 => name[1..] is { Length: > 0 } rest && rest[0] != '.' && !rest.StartsWith('-') ? rest : name,
        6 => name + ".example",
        _ => name[..^1] is { Length: > 0 } cut && !cut.EndsWith('.') ? cut : name,
    };

    // What the list reader takes from a plain list, in the plainest words.
    private static bool IsName(string line) =>
        line.Contains('.') && line.Split('.').All(l => l.Length is > 0 and <= 63) && line.Length <= 253 && line.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-' or '_' or '.')
        && !line.Split('.')[^1].All(char.IsAsciiDigit);

    private static (List<(string, string)> Files, List<string> Popular) Real(string data)
    {
        var files = Directory.GetFiles(Path.Combine(data, "ut1"), "*.domains.txt.gz").Order(StringComparer.Ordinal).Select(f => (Path.GetFileName(f).Split('.')[0].ToLowerInvariant(), f))
            .Concat(((string[])["stevenblack", "shadowwhisperer", "sinfonietta", "4skinskywalker", "bon-appetit"]).SelectMany(d => Directory.GetFiles(Path.Combine(data, d), "*.domains.txt.gz").Order(StringComparer.Ordinal).Select(f => (d, f)))).ToList();
        var popular = Directory.GetFiles(Path.Combine(data, "popular"), "*.gz").Order(StringComparer.Ordinal).SelectMany(Lines).Where(IsPopular).Distinct().ToList();
        Assert.True(popular.Count > 50_000, "few popular names");
        return (files, popular);
    }

    private static bool IsPopular(string line) => DomainName.Canonical(line) == line;

    private (List<(string, string)> Files, List<string> Popular) MadeHere()
    {
        var random = new Random(5);
        var names = Enumerable.Range(0, 20_000).Select(i => $"n{random.Next(40_000)}.{(i % 3 == 0 ? "com" : i % 3 == 1 ? "co.uk" : "blog.example")}").ToArray();
        return ([("adult", _shop.Write("a.txt", string.Join('\n', names[..12_000].Distinct()))), ("games", _shop.Write("b.txt", string.Join('\n', names[8_000..].Distinct())))], [.. Enumerable.Range(0, 50_000).Select(i => $"n{i}.com")]);
    }

    private static IEnumerable<string> Lines(string file)
    {
        using Stream plain = File.OpenRead(file);
        using var reader = new StreamReader(file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(plain, CompressionMode.Decompress) : plain);
        while (reader.ReadLine() is { } line)
            if (line.Trim() is { Length: > 0 } name && name[0] != '#') yield return name.Split(',')[^1].ToLowerInvariant();
    }

    private static string? Data()
    {
        var told = Environment.GetEnvironmentVariable("TUTELA_REAL_DATA");
        if (told is not null) return Directory.Exists(told) ? told : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "Tutela.slnx"))) continue;
            var beside = Path.Combine(folder.FullName, "..", "shared", "data");
            return Directory.Exists(Path.Combine(beside, "popular")) ? Path.GetFullPath(beside) : null;
        }
        return null;
    }
}
