using System.Diagnostics;
using System.Globalization;
using Tutela.Engine.Index;
using Tutela.Node.Serving;
using Tutela.Node.Tests.Support;
using Tutela.Node.Verbs;

namespace Tutela.Node.Tests;

/// <summary>What <c>deploy/systemd/tutela-node.service</c> promises, read and tried: a node with one right and no other.</summary>
public sealed class ServiceUnitTests : IDisposable
{
    private const string Address = "127.5.3.1";

    private static readonly string Deploy = Path.Combine(AppContext.BaseDirectory, "deploy", "systemd");
    private static readonly ILookup<string, string> Unit = File.ReadAllLines(Path.Combine(Deploy, "tutela-node.service")).Where(l => l.Contains('=') && l[0] != '#').ToLookup(l => l[..l.IndexOf('=')], l => l[(l.IndexOf('=') + 1)..]);

    private readonly OpenFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Options() =>
        [.. File.ReadAllLines(Path.Combine(Deploy, "node.env")).Where(l => l.Contains("TUTELA_NODE_OPTIONS=", StringComparison.Ordinal)).Select(l => l[(l.IndexOf('=') + 1)..].Trim('"'))];

    [Theory, MemberData(nameof(Options))]
    public void The_command_is_one_that_the_node_takes(string options)
    {
        foreach (var file in (string[])["token", "cert.pem", "key.pem"]) _folder.Write(file, "");
        var command = Assert.Single(Unit["ExecStart"]).Replace("$TUTELA_NODE_OPTIONS", options, StringComparison.Ordinal).Replace("%S/tutela-node", "/state", StringComparison.Ordinal)
            .Replace("%d", _folder.Path, StringComparison.Ordinal).Replace("/etc/tutela-node", _folder.Path, StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.DoesNotContain(command, word => word.Contains('%') || word.Contains('$'));
        Assert.Equal(typeof(NodeOptions).Assembly.GetName().Name, Path.GetFileName(command[0]));
        Assert.Equal("node", command[1]);
        var understood = NodeOptions.From(new Arguments(command.AsSpan(2), NodeOptions.Names, []));
        Assert.Equal(("/state/school.index", "/state/rules.json", "/state/spool", _folder["token"]), (understood.Index, understood.Rules, understood.Spool, understood.TokenFile));
        Assert.Equal(53, Assert.Single(understood.Listen).Port);
        Assert.Equal(options.Contains("--centre", StringComparison.Ordinal), understood.Centre is not null);
    }

    [Fact]
    public void It_is_an_ordinary_user_with_one_capability()
    {
        foreach (var set in (string[])["AmbientCapabilities", "CapabilityBoundingSet"]) Assert.Equal("CAP_NET_BIND_SERVICE", Assert.Single(Unit[set]));
        Assert.Equal(("tutela-node", "tutela-node"), (Assert.Single(Unit["User"]), Assert.Single(Unit["Group"])));
        foreach (var (key, value) in ((string, string)[])[("NoNewPrivileges", "yes"), ("ProtectSystem", "strict"), ("ProtectHome", "yes"), ("PrivateTmp", "yes"), ("PrivateDevices", "yes"), ("RestrictNamespaces", "yes"),
            ("RestrictAddressFamilies", "AF_INET AF_INET6 AF_UNIX"), ("Restart", "always"), ("RestartSec", "1"), ("StateDirectory", "tutela-node"), ("ConfigurationDirectory", "tutela-node")])
            Assert.Equal(value, Assert.Single(Unit[key]));
        Assert.Equal(["@system-service", "~@privileged"], Unit["SystemCallFilter"]);
        // In force it would end the program that makes its code while it runs.
        Assert.Empty(Unit["MemoryDenyWriteExecute"]);
        Assert.Empty(Unit["ReadWritePaths"]);
    }

    [Fact]
    public async Task With_that_one_capability_a_node_answers_on_port_53()
    {
        _folder.Write("games.txt", "bets.example\n");
        var builder = new IndexBuilder();
        builder.AddFile("gambling", _folder["games.txt"]);
        builder.Write(_folder["index"], new byte[16]);
        _folder.Write("rules.json", """{"groups":[{"name":"pupils","block":["gambling"]}]}""");
        var spool = Path.Combine(_folder.WritableByAll("state"), "spool");
        using var node = Tool.StartCommand([.. Unprivileged(), .. Tool.Command(_folder.Program), "node", "--index", _folder["index"], "--rules", _folder["rules.json"], "--spool", spool, "--listen", Address + ":53", "--upstream", "127.0.0.1:9"]);
        await Eventually.SoAsync(() => node.Errors.Contains("ready", StringComparison.Ordinal) || node.Process.HasExited, () => node.Errors);
        Assert.False(node.Process.HasExited, node.Errors);
        Assert.Contains($"listening {Address}:53", node.Errors, StringComparison.Ordinal);

        var status = File.ReadAllLines($"/proc/{node.Process.Id}/status").Where(l => l.Contains(':')).ToDictionary(l => l[..l.IndexOf(':')], l => l[(l.IndexOf(':') + 1)..].Trim());
        // The tenth bit: to bind ports below 1024. The bounding set is what could ever be got back.
        foreach (var set in (string[])["CapEff", "CapPrm", "CapInh", "CapAmb", "CapBnd"]) Assert.Equal((set, 0x400UL), (set, ulong.Parse(status[set], NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
        Assert.DoesNotContain("0", status["Uid"].Split('\t'));
        Assert.DoesNotContain("0", status["Gid"].Split('\t'));
        Assert.Equal("1", status["NoNewPrivs"]);

        foreach (var transport in (string[])["+notcp", "+tcp"]) Assert.Contains("status: NXDOMAIN", await AskAsync(node, transport, "www.bets.example"), StringComparison.Ordinal);
        // It can write where the unit lets it write, and what it answered stands there.
        await Eventually.SoAsync(() => Directory.Exists(spool) && Directory.GetFiles(spool, "*.open").Length == 1, () => node.Errors);
        Assert.Equal(0, (await node.TerminateAsync()).Code);
    }

    /// <summary>What systemd does before it starts the node. Who is not root gets a network of their own for it, in which they may have the capability.</summary>
    private static string[] Unprivileged()
    {
        var only = "-all,+" + Assert.Single(Unit["AmbientCapabilities"])["CAP_".Length..].ToLowerInvariant();
        string[] reduce = ["--no-new-privs", "--inh-caps=" + only, "--ambient-caps=" + only, "--bounding-set=" + only];
        return Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", .. reduce]
            : ["unshare", "--user", "--net", "--map-current-user", "--keep-caps", "sh", "-c", "ip link set lo up && exec \"$0\" \"$@\"", "setpriv", .. reduce];
    }

    private static async Task<string> AskAsync(Tool node, params string[] question)
    {
        var pid = node.Process.Id.ToString(CultureInfo.InvariantCulture);
        string[] command = [.. Environment.IsPrivilegedProcess ? [] : (string[])["nsenter", "--target", pid, "--user", "--net", "--preserve-credentials"], "dig", "@" + Address, "+timeout=20", "+tries=1", .. question];
        using var dig = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!;
        var output = await dig.StandardOutput.ReadToEndAsync();
        await dig.WaitForExitAsync();
        return output;
    }
}
