using System.Globalization;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Platform.Audit;

/// <summary>The last link of each school's chain, kept in the data folder, outside the database, so that a chain cut at its end is
/// found. One small file a school, replaced whole. Thread-safe for different schools.</summary>
public sealed class AuditHeads(string folder)
{
    public sealed record Head(long Sequence, byte[] Hash);

    public void Write(School school, long sequence, byte[] hash)
    {
        Directory.CreateDirectory(folder);
        var path = PathOf(school);
        File.WriteAllText(path + ".new", string.Create(CultureInfo.InvariantCulture, $"{sequence} {Convert.ToHexStringLower(hash)}\n"));
        File.Move(path + ".new", path, overwrite: true);
    }

    public Head? Read(School school)
    {
        var path = PathOf(school);
        if (!File.Exists(path)) return null;
        var parts = File.ReadAllText(path).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return new Head(long.Parse(parts[0], CultureInfo.InvariantCulture), Convert.FromHexString(parts[1]));
    }

    private string PathOf(School school) => Path.Combine(folder, $"{school.Id:N}.head");
}
