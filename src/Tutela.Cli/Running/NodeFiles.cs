using System.Net;
using System.Security.Cryptography;
using Tutela.Engine.Index;

namespace Tutela.Cli.Running;

/// <summary>What a node beside the centre works with, in the data folder: its index, rules, token and spool. Lists of the school's own go into
/// <c>lists/CATEGORY.txt</c> (or <c>.txt.gz</c>) of the data folder, sealed ones into <c>lists/sealed/</c>.</summary>
public sealed class NodeFiles(string data, string? starterLists = null)
{
    private readonly string _starters = starterLists ?? Path.Combine(AppContext.BaseDirectory, "packs", "lists");

    public string Folder { get; } = Path.Combine(data, "node");
    public string Index => Path.Combine(Folder, "index");
    public string Rules => Path.Combine(Folder, "rules.json");
    public string Token => Path.Combine(Folder, "token");
    public string Spool => Path.Combine(Folder, "spool");
    public string ProcessId => Path.Combine(Folder, "pid");
    public string OwnLists => Path.Combine(data, "lists");

    public void MakeFolders() => Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    /// <summary>Compiles the index when a list is newer than it, one came or went, or the one that is there can't be used. Returns what to tell the person at the keyboard.</summary>
    public IReadOnlyList<string> CompileIndex()
    {
        MakeFolders();
        var lists = Lists(_starters).Select(f => (f, false)).Concat(Lists(OwnLists).Select(f => (f, false))).Concat(Lists(Path.Combine(OwnLists, "sealed")).Select(f => (f, true))).ToList();
        var said = string.Join('\n', lists.Select(l => $"{l.f} {File.GetLastWriteTimeUtc(l.f).Ticks} {new FileInfo(l.f).Length}"));
        var stamp = Index + ".lists";
        if (File.Exists(stamp) && File.ReadAllText(stamp) == said && Opens(Index)) return [];
        var notes = new List<string>();
        var builder = new IndexBuilder();
        foreach (var (file, isSealed) in lists)
        {
            var category = Path.GetFileName(file).Split('.')[0];
            if (IndexBuilder.IsCategoryName(category)) builder.AddFile(category, file, file.StartsWith(_starters, StringComparison.Ordinal) ? "starter" : null, isSealed);
            else notes.Add($"{file}: left out, because its name is no category's (a-z, 0-9, '-' and '_')");
        }
        builder.Write(Index, RandomNumberGenerator.GetBytes(16));
        File.WriteAllText(stamp, said);
        if (builder.Skipped > 0) notes.Add($"{builder.Skipped} lines of the lists could not be used (./tutela lists compile says which)");
        notes.Add($"Lists: {builder.Names} names");
        return notes;
    }

    // One that an earlier version of Tutela wrote, or that was damaged, is compiled anew.
    private static bool Opens(string path)
    {
        try
        {
            using var index = DomainIndex.Open(path);
            return true;
        }
        catch (Exception e) when (e is IndexRefusedException or IOException)
        {
            return false;
        }
    }

    public static void WriteWhole(string path, byte[] content, UnixFileMode mode)
    {
        var fresh = path + ".new";
        using (var file = new FileStream(fresh, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = mode })) file.Write(content);
        File.Move(fresh, path, overwrite: true);
    }

    /// <summary>The machine's own resolver, from <c>/etc/resolv.conf</c>; null when it names none.</summary>
    public static IPEndPoint? MachinesResolver(string file = "/etc/resolv.conf")
    {
        if (!File.Exists(file)) return null;
        foreach (var line in File.ReadLines(file))
        {
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words is ["nameserver", var text, ..] && IPAddress.TryParse(text, out var address)) return new IPEndPoint(address, 53);
        }
        return null;
    }

    private static IEnumerable<string> Lists(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Where(f => f.EndsWith(".txt", StringComparison.Ordinal) || f.EndsWith(".txt.gz", StringComparison.Ordinal)).Order(StringComparer.Ordinal) : [];
}
