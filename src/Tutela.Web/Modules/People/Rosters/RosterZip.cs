using System.IO.Compression;

namespace Tutela.Web.Modules.People.Rosters;

internal static class RosterZip
{
    public static ZipArchive Open(Stream stream, string name, RosterLimits limits)
    {
        ZipArchive zip;
        try
        {
            zip = new ZipArchive(stream, ZipArchiveMode.Read);
            // The entries are read here, so that a broken directory is found here.
            if (zip.Entries.Count > limits.MaxEntries) throw new RosterRefused(name, $"the zip holds more than {limits.MaxEntries} files.");
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException or NotSupportedException or OverflowException)
        {
            throw new RosterRefused(name, "it is neither a folder nor a readable zip file.");
        }
        long total = 0;
        foreach (var entry in zip.Entries)
        {
            if (Escapes(entry.FullName)) throw new RosterRefused(name, "the zip holds a path that leads out of it.");
            if (entry.IsEncrypted) throw new RosterRefused(name, "the zip is locked with a password.");
            if (entry.Length < 0 || entry.Length > limits.MaxTotalBytes - total) throw new RosterRefused(name, $"the zip unpacks to more than {limits.MaxTotalBytes >> 20} MB.");
            total += entry.Length;
            if (entry.Length >= limits.RatioFromBytes && entry.Length / Math.Max(1, entry.CompressedLength) > limits.MaxRatio)
            {
                throw new RosterRefused(name, $"{Path.GetFileName(entry.FullName)} unpacks to more than {limits.MaxRatio} times its packed size, as a zip bomb does.");
            }
        }
        return zip;
    }

    /// <summary>The CSV files of the folder that holds the set: the root, or the one folder that was zipped.</summary>
    public static List<RosterFile> Files(ZipArchive zip, string name)
    {
        var folders = zip.Entries
            .Where(e => e.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) && !Hidden(e.FullName))
            .GroupBy(e => e.FullName[..^e.Name.Length])
            .OrderBy(f => f.Key.Count(c => c == '/')).ThenBy(f => f.Key, StringComparer.Ordinal)
            .Where(f => f.Any(e => RosterFormats.Marks(e.Name)))
            .ToList();
        if (folders.Count > 1) throw new RosterRefused(name, $"the zip holds more than one set of files: in “{folders[0].Key}” and in “{folders[1].Key}”.");
        return folders.SelectMany(f => f).Select(e => new RosterFile(e.Name, e.Length, e.Open, e.Crc32)).ToList();
    }

    private static bool Escapes(string path) =>
        path.StartsWith('/') || path.Contains('\\') || path.Contains(':') || path.Contains('\0') || path.Split('/').Contains("..");

    // What macOS adds to a zip looks like CSV files and is not.
    private static bool Hidden(string path) => path.Split('/').Any(part => part.StartsWith('.') || part == "__MACOSX");
}
