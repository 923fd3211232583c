using System.Globalization;

namespace Tutela.Web.Platform.Database.Cluster;

/// <summary>
/// The account that the server runs under. PostgreSQL refuses to be root, so root runs it in a user namespace where root has an
/// ordinary id (files stay root's, and a folder under a 0700 parent works), or, where namespaces are refused, as `postgres`.
/// </summary>
/// <param name="Prefix">Words before the program.</param>
/// <param name="Owner">Who must own the server's files.</param>
internal sealed record ServerAccount(string[] Prefix, Unix.Account Owner)
{
    public static async Task<ServerAccount> FindAsync(ClusterFiles files, OwnClusterOptions options, CancellationToken ct)
    {
        var self = Unix.Current;
        if (self.User != 0)
        {
            if (files.IsMade && await OwnerOfAsync(files, ct) is { } other && other.User != self.User)
                throw new DatabaseUnavailableException(
                    $"{files.Cluster} belongs to user {other.User}, and this is user {self.User}. Run Tutela as that user, or give it the data folder: chown -R {self.User} '{files.Folder}'.");
            return new([], self);
        }

        var owner = files.IsMade ? await OwnerOfAsync(files, ct) : null;
        if (owner is { User: not 0 } account) return await AsAsync(account, files, ct);

        var ordinary = Unix.FindAccount("postgres") ?? Unix.FindAccount("nobody") ?? new Unix.Account(65534, 65534);
        string[] inNamespace = ["unshare", "--user", $"--map-user={ordinary.User}", $"--map-group={ordinary.Group}", "--"];
        if (!options.NamespacesRefused && (await Tool.RunAsync([.. inNamespace, "true"], files.Folder, ct: ct)).Worked)
            return new(inNamespace, self);

        if (owner is not null)
            throw new DatabaseUnavailableException(
                $"{files.Cluster} belongs to root, PostgreSQL will not run as root, and this machine refuses user namespaces. "
                + $"Run Tutela as an ordinary user and give that user the data folder (chown -R USER '{files.Folder}'), or allow user namespaces (sysctl user.max_user_namespaces).");
        if (Unix.FindAccount("postgres") is { } postgres) return await AsAsync(postgres, files, ct);
        throw new DatabaseUnavailableException(
            "PostgreSQL will not run as root, this machine refuses user namespaces, and it has no user `postgres`. "
            + "Run Tutela as an ordinary user, or install the distribution's PostgreSQL package, which makes that user.");
    }

    private static async Task<ServerAccount> AsAsync(Unix.Account account, ClusterFiles files, CancellationToken ct)
    {
        string[] plain = ["setpriv", $"--reuid={account.User}", $"--regid={account.Group}", "--clear-groups"];
        // The capability lets it pass through a 0700 folder on the way to its own.
        foreach (var prefix in (string[][])[[.. plain, "--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search", "--"], [.. plain, "--"]])
        {
            if ((await Tool.RunAsync([.. prefix, "stat", files.Folder + "/."], files.Folder, ct: ct)).Worked)
                return new(prefix, account);
        }
        throw new DatabaseUnavailableException(
            $"PostgreSQL has to run as user {account.User} here, which cannot reach {files.Folder}. "
            + "Run Tutela as an ordinary user, or put the data folder where every folder above it may be passed through (chmod o+x).");
    }

    private static async Task<Unix.Account?> OwnerOfAsync(ClusterFiles files, CancellationToken ct)
    {
        var said = await Tool.RunAsync(["stat", "-c", "%u %g", files.Cluster], files.Folder, ct: ct);
        if (!said.Worked || said.Output.Split(' ') is not [var user, var group])
            throw new DatabaseUnavailableException($"{files.Cluster} cannot be read: {said.Output}");
        return new Unix.Account(uint.Parse(user, CultureInfo.InvariantCulture), uint.Parse(group, CultureInfo.InvariantCulture));
    }
}
