namespace Tutela.Web.Platform.Database.Cluster;

/// <summary>Makes the cluster: files, roles, the database. It gets its name last, so it is there whole or not at all.</summary>
internal static class ClusterMaking
{
    private static readonly string[][] Locales =
    [
        ["--locale-provider=icu", "--icu-locale=en-GB", "--locale=C.UTF-8"],
        ["--locale-provider=icu", "--icu-locale=en-GB", "--locale=C"],
        ["--locale=C.UTF-8"],
        ["--locale=C"],
    ];

    public static async Task MakeAsync(ClusterFiles files, ServerPrograms programs, ServerAccount account, OwnClusterOptions options, CancellationToken ct)
    {
        files.MakePasswords();
        Tool.Outcome made = default;
        foreach (var locale in Locales)
        {
            if (Directory.Exists(files.Unfinished)) Directory.Delete(files.Unfinished, recursive: true);
            Unix.MakePrivateFolder(files.Unfinished);
            if (account.Owner != Unix.Current) Unix.Give(files.Unfinished, account.Owner);
            made = await Tool.RunAsync(
                [.. account.Prefix, programs.Maker, "-D", Path.GetFileName(files.Unfinished), "-U", OwnCluster.Superuser,
                    "--pwfile", Path.GetRelativePath(files.Folder, files.SuperuserPasswordFile), "-A", "scram-sha-256", "-E", "UTF8",
                    .. locale, "--no-instructions", .. options.ForTests ? ["--no-sync"] : Array.Empty<string>()],
                files.Folder, ct: ct);
            if (made.Worked) break;
        }
        if (!made.Worked) throw new DatabaseUnavailableException($"PostgreSQL could not make its files in {files.Folder}: {made.Output}");

        var set = await Tool.RunAsync(
            [.. account.Prefix, programs.Server, "--single", "-c", "exit_on_error=true", "-c", $"fsync={(options.ForTests ? "off" : "on")}",
                "-D", Path.GetFileName(files.Unfinished), "template1"],
            files.Folder, Statements(files), ct);
        if (!set.Worked || set.Output.Contains("ERROR:", StringComparison.Ordinal))
            throw new DatabaseUnavailableException($"PostgreSQL could not make Tutela's roles: {set.Output}");
        Directory.Move(files.Unfinished, files.Cluster);
    }

    /// <summary>What a new database needs beyond its owner: nobody connects but Tutela's roles; temporary tables are for bulk rows.</summary>
    public static string[] RightsOf(string database) =>
    [
        $"revoke all on database {OwnCluster.Quoted(database)} from public",
        $"grant connect, temporary on database {OwnCluster.Quoted(database)} to {OwnCluster.NameOf(DatabaseRole.App)}, {OwnCluster.NameOf(DatabaseRole.Maintenance)}",
    ];

    // Single-user mode takes one statement a line.
    private static string Statements(ClusterFiles files)
    {
        string Role(DatabaseRole role, string rights) => $"create role {OwnCluster.NameOf(role)} login {rights} password '{files.PasswordOf(role)}'";
        string[] statements =
        [
            Role(DatabaseRole.Owner, "nosuperuser nocreatedb nocreaterole"),
            Role(DatabaseRole.App, "nosuperuser nocreatedb nocreaterole"),
            Role(DatabaseRole.Maintenance, "nosuperuser nocreatedb nocreaterole bypassrls"),
            "revoke all on schema public from public",
            "revoke all on database template1 from public",
            "revoke all on database postgres from public",
            $"create database {OwnCluster.Database} owner {OwnCluster.NameOf(DatabaseRole.Owner)}",
            .. RightsOf(OwnCluster.Database),
        ];
        return string.Join('\n', statements) + "\n";
    }
}
