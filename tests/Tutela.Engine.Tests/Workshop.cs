using System.Text;
using Tutela.Engine.Deciding;
using Tutela.Engine.Index;
using Tutela.Engine.Names;
using Tutela.Engine.Policy;

namespace Tutela.Engine.Tests;

/// <summary>A folder of its own for a test, and the short ways to an index, rules and a decision.</summary>
public sealed class Workshop : IDisposable
{
    public static readonly DateTimeOffset MondayMorning = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    private static readonly byte[] Key = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];

    public string Folder { get; } = Directory.CreateTempSubdirectory("tutela-engine-").FullName;

    public List<LineNote> Skipped { get; } = [];

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public IndexBuilder Builder() => new(Skipped.Add);

    public string Build(IndexBuilder builder, string name = "index")
    {
        var path = Path.Combine(Folder, name);
        builder.Write(path, Key);
        return path;
    }

    /// <summary>An index of lists that are given as category, list, text.</summary>
    public DomainIndex Index(params (string Category, string List, string Text)[] lists)
    {
        var builder = Builder();
        foreach (var (category, list, text) in lists) builder.AddFile(category, Write($"{category}/{list}.txt", text));
        return DomainIndex.Open(Build(builder));
    }

    public static RuleSet Rules(string json)
    {
        Assert.True(RuleSet.TryRead(Encoding.UTF8.GetBytes(json), out var rules, out var faults), string.Join("; ", faults));
        return rules;
    }

    public static Decision Decide(Snapshot snapshot, string name, Client client, DateTimeOffset? time = null, string path = "") =>
        snapshot.Decide(new Query { Name = Encoding.ASCII.GetBytes(name), Path = Encoding.ASCII.GetBytes(path), Client = client, Time = time ?? MondayMorning });

    public static string Categories(DomainIndex index, string name)
    {
        Span<byte> canonical = stackalloc byte[DomainName.MaxLength];
        Assert.True(DomainName.TryCanonical(name, canonical, out var length));
        var set = index.Classify(canonical[..length]);
        var names = new List<string>();
        for (var id = set.Next(0); id >= 0; id = set.Next(id + 1)) names.Add(index.Categories[id].Name);
        return string.Join(',', names);
    }

    public static Client At(string address, string? device = null, string? user = null, string? profile = null) =>
        new(ClientAddress.From(System.Net.IPAddress.Parse(address)), device, user, profile);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
