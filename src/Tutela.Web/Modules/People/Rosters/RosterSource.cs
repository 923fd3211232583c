using System.IO.Compression;

namespace Tutela.Web.Modules.People.Rosters;

/// <summary>A set of roster files: a folder, or a zip that is read in place and never unpacked to disk.</summary>
public sealed class RosterSource : IDisposable
{
    private readonly ZipArchive? _zip;
    private readonly Dictionary<string, RosterFile> _files = new(StringComparer.OrdinalIgnoreCase);

    private RosterSource(string name, IEnumerable<RosterFile> files, ZipArchive? zip)
    {
        (Name, _zip) = (name, zip);
        foreach (var file in files)
        {
            if (!_files.TryAdd(file.Name, file)) throw new RosterRefused(name, $"there are two files named {file.Name}.");
        }
        Format = RosterFormats.Detect(this);
    }

    public string Name { get; }
    public RosterFormat Format { get; }
    public IReadOnlyCollection<RosterFile> Files => _files.Values;

    /// <exception cref="RosterRefused">Not a roster, unreadable, or over a limit.</exception>
    public static RosterSource Open(string path, RosterLimits? limits = null)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        try
        {
            if (Directory.Exists(path)) return OpenFolder(path, name, limits ?? RosterLimits.Default);
            if (!File.Exists(path)) throw new RosterRefused(name, "there is no such file or folder.");
            return Open(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read), name, limits);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RosterRefused(name, "it cannot be opened: " + e.Message);
        }
    }

    /// <param name="zip">Seekable; closed with the source, and when this throws.</param>
    public static RosterSource Open(Stream zip, string name, RosterLimits? limits = null)
    {
        ZipArchive? archive = null;
        try
        {
            archive = RosterZip.Open(zip, name, limits ?? RosterLimits.Default);
            return new RosterSource(name, RosterZip.Files(archive, name), archive);
        }
        catch
        {
            archive?.Dispose();
            zip.Dispose();
            throw;
        }
    }

    public void Dispose() => _zip?.Dispose();

    internal RosterFile? Find(string name) => _files.GetValueOrDefault(name);

    private static RosterSource OpenFolder(string path, string name, RosterLimits limits)
    {
        var files = Directory.EnumerateFiles(path).Where(f => f.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal).Take(limits.MaxEntries + 1).Select(RosterFile.FromDisk).ToList();
        if (files.Count > limits.MaxEntries) throw new RosterRefused(name, $"the folder holds more than {limits.MaxEntries} files.");
        if (files.Sum(f => f.Length) > limits.MaxTotalBytes) throw new RosterRefused(name, "the files are too large together.");
        return new RosterSource(name, files, null);
    }
}
