using System.IO.Compression;
using Tutela.Web.Modules.People.Rosters;

namespace Tutela.Web.Modules.People.Import;

/// <summary>What came with a form, as one zip: a zip as it is, CSV files put together.</summary>
internal static class UploadedFiles
{
    public const long MostBytes = 96L << 20;

    /// <exception cref="RosterRefused">Neither one zip nor CSV files, or two with one name.</exception>
    public static async Task<(string Name, byte[] Zip)> PackAsync(IReadOnlyList<IFormFile> files)
    {
        var zips = files.Where(f => f.FileName.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)).ToList();
        if (zips is [var only] && files.Count == 1) return (NameOf(only), await BytesAsync(only));
        if (zips.Count > 0) throw new RosterRefused(NameOf(zips[0]), "choose one zip file alone, or the CSV files.");
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var file in files)
            {
                var name = NameOf(file);
                if (!name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)) throw new RosterRefused(name, "this is not a CSV file. Choose the CSV files, or one zip file that holds them.");
                if (!names.Add(name)) throw new RosterRefused(name, "there are two files with this name.");
                // Stored, not packed: the guard against zip bombs must not refuse a school's own long file.
                await using var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                await file.CopyToAsync(entry);
            }
        }
        return (files.Count == 1 ? NameOf(files[0]) : $"{files.Count} CSV files", packed.ToArray());
    }

    public static RosterFile Contacts(string name, byte[] bytes) => new(name, bytes.Length, () => new MemoryStream(bytes, writable: false));

    public static async Task<byte[]> BytesAsync(IFormFile file)
    {
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    // Some browsers send a whole path.
    private static string NameOf(IFormFile file) => file.FileName.Split('/', '\\')[^1];
}
