using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Tutela.Web.Platform.Database.Cluster;

/// <summary>PostgreSQL's own programs on this machine.</summary>
internal sealed partial record ServerPrograms(string Folder, int Major)
{
    public const int OldestMajor = 15;

    public string Server => Path.Combine(Folder, "postgres");
    public string Starter => Path.Combine(Folder, "pg_ctl");
    public string Maker => Path.Combine(Folder, "initdb");

    /// <summary>The newest that will do; for a cluster that exists, the very version that made it.</summary>
    /// <exception cref="DatabaseUnavailableException">There is none.</exception>
    public static ServerPrograms Find(int? madeBy, IReadOnlyList<string>? folders)
    {
        var found = (folders ?? UsualFolders())
            .Where(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")))
            .Select(folder => new ServerPrograms(folder, MajorOf(Path.Combine(folder, "postgres"))))
            .OrderByDescending(programs => programs.Major)
            .ToList();
        if (madeBy is { } major)
            return found.Find(programs => programs.Major == major) ?? throw new DatabaseUnavailableException(
                $"The data folder was made by PostgreSQL {major}, whose programs are not on this machine. Install them (Debian, Ubuntu: apt-get install postgresql-{major}).");
        return found.Find(programs => programs.Major >= OldestMajor) ?? throw new DatabaseUnavailableException(
            $"PostgreSQL {OldestMajor} or later is not on this machine. Install it (Debian, Ubuntu: apt-get install postgresql), "
            + $"or name a database in {DatabaseAddress.OwnerKey}, {DatabaseAddress.AppKey} and {DatabaseAddress.MaintenanceKey}.");
    }

    private static IEnumerable<string> UsualFolders()
    {
        IEnumerable<string> Below(string parent, string pattern) =>
            Directory.Exists(parent) ? Directory.EnumerateDirectories(parent, pattern).Select(folder => Path.Combine(folder, "bin")) : [];
        return Below("/usr/lib/postgresql", "*")
            .Concat(Below("/usr", "pgsql-*"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries));
    }

    private static int MajorOf(string server)
    {
        var parent = Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(server))) ?? "";
        if (int.TryParse(parent, CultureInfo.InvariantCulture, out var named)) return named;
        try
        {
            using var process = Process.Start(new ProcessStartInfo(server, "--version") { RedirectStandardOutput = true })!;
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return VersionText().Match(said) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return 0;
        }
    }

    [GeneratedRegex(@"(\d+)(\.|devel|beta|rc|\s|$)")]
    private static partial Regex VersionText();
}
