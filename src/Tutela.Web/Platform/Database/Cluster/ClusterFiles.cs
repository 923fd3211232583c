using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tutela.Web.Platform.Database.Cluster;

/// <summary>What Tutela's own PostgreSQL keeps in the data folder, and where.</summary>
internal sealed class ClusterFiles(string folder)
{
    /// <summary>Enough for `/.s.PGSQL.5432` within the 107 bytes of a socket's path.</summary>
    private const int LongestSocketFolder = 90;
    private const string SuperuserPassword = "superuser";

    public string Folder { get; } = folder;
    public string Cluster => Path.Combine(Folder, "postgres");
    public string Unfinished => Path.Combine(Folder, "postgres.new");
    public string Log => Path.Combine(Folder, "postgres.log");
    public string OwnSettings => Path.Combine(Folder, "postgres.conf");
    public string UsersLock => Path.Combine(Folder, "postgres.users.lock");
    public string TurnLock => Path.Combine(Folder, "postgres.turn.lock");
    public string Passwords => Path.Combine(Folder, "postgres-passwords");
    public string SuperuserPasswordFile => Path.Combine(Passwords, SuperuserPassword);
    private string SocketRecord => Path.Combine(Folder, "postgres.socket");

    /// <summary>The cluster takes its name when it is complete; what a killed process left half made is made again.</summary>
    public bool IsMade => Directory.Exists(Cluster);

    public int MadeBy => int.Parse(File.ReadAllText(Path.Combine(Cluster, "PG_VERSION")), CultureInfo.InvariantCulture);

    public string? SocketFolder => File.Exists(SocketRecord) ? File.ReadAllText(SocketRecord).TrimEnd('\n') : null;

    public void MakeFolder()
    {
        try
        {
            Unix.MakePrivateFolder(Folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseUnavailableException($"The data folder {Folder} cannot be made: {fault.Message}", fault);
        }
    }

    public void MakePasswords()
    {
        Unix.MakePrivateFolder(Passwords);
        foreach (var name in Enum.GetValues<DatabaseRole>().Select(FileOf).Append(SuperuserPassword))
        {
            var path = Path.Combine(Passwords, name);
            if (!File.Exists(path)) Write(path, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)), null);
        }
    }

    public string PasswordOf(DatabaseRole role) => Password(FileOf(role));

    public string PasswordOfSuperuser => Password(SuperuserPassword);

    /// <summary>Replaces a file whole, 0600, and gives it to the server's account.</summary>
    public static void Write(string path, string text, Unix.Account? owner)
    {
        var next = path + ".new";
        File.Delete(next);
        using (var file = Unix.MakePrivateFile(next))
            file.Write(Encoding.UTF8.GetBytes(text));
        if (owner is { } account && account != Unix.Current) Unix.Give(next, account);
        File.Move(next, path, overwrite: true);
    }

    /// <summary>
    /// The socket's folder: the recorded one while it is still ours, so that users who are connected find the server again, else a new one.
    /// The folder for temporary files is everybody's, so what is found there is trusted only after a look at its owner and mode.
    /// XDG_RUNTIME_DIR would go when the user signs out, with a server still running in it.
    /// </summary>
    public async Task<string> MakeSocketFolderAsync(Unix.Account owner, CancellationToken ct)
    {
        if (SocketFolder is { } recorded)
        {
            var seen = await Tool.RunAsync(["stat", "-c", "%F %u %a", recorded], Folder, ct: ct);
            if (seen.Worked && seen.Output == $"directory {owner.User} 700") return recorded;
        }

        var name = "tutela-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Unix.RealPath(Folder) ?? Folder)))[..8];
        foreach (var parent in SocketParents())
        {
            for (var attempt = 0; attempt < 3; attempt++)
            {
                var path = Path.Combine(parent, $"{name}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}");
                if (Encoding.UTF8.GetByteCount(path) > LongestSocketFolder || !Unix.TryMakeFolder(path)) continue;
                if (owner != Unix.Current) Unix.Give(path, owner);
                Write(SocketRecord, path + "\n", null);
                return path;
            }
        }
        throw new DatabaseUnavailableException("No folder for PostgreSQL's socket can be made in /tmp. Make /tmp writable, or set TUTELA_SOCKETS to a short folder that Tutela may write in.");
    }

    public void RemoveSocketFolder()
    {
        if (SocketFolder is { } path && Directory.Exists(path))
        {
            try
            {
                Directory.Delete(path, recursive: true);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // Nothing of worth is left in it, and the next start makes another.
            }
        }
        File.Delete(SocketRecord);
    }

    private static IEnumerable<string> SocketParents() =>
        new[] { Environment.GetEnvironmentVariable("TUTELA_SOCKETS"), Environment.GetEnvironmentVariable("RUNTIME_DIRECTORY"), Path.GetTempPath(), "/tmp" }
            .Where(parent => !string.IsNullOrEmpty(parent) && Directory.Exists(parent)).Select(parent => parent!);

    private string Password(string name)
    {
        var path = Path.Combine(Passwords, name);
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseUnavailableException($"The database's password {path} cannot be read: {fault.Message}", fault);
        }
    }

    private static string FileOf(DatabaseRole role) => role.ToString().ToLowerInvariant();
}
