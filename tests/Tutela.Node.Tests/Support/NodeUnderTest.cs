using System.Net;
using Tutela.Engine.Index;

namespace Tutela.Node.Tests.Support;

/// <summary>A folder with lists, index, rules and spool, and a real node process on it.</summary>
public sealed class NodeUnderTest : IDisposable
{
    public const string Rules =
        """
        {"version":"one","groups":[
          {"name":"pupils","networks":["127.0.1.0/24"],"block":["gambling","ads"],"safeSearch":true,"allow":["fine.bets.example","via.example"]},
          {"name":"staff","networks":["127.0.2.0/24"],"block":["ads"]},
          {"name":"paged","networks":["127.0.3.0/24"],"block":["gambling"],"blockPage":["192.0.2.80"],"monitoring":"refusals"},
          {"name":"no-access","networks":["127.0.1.77"],"devices":["aa:bb:cc:dd:ee:ff"],"allow":["school.example"]}]}
        """;

    private readonly List<Tool> _tools = [];

    public NodeUnderTest()
    {
        WriteIndex("bets.example", "gambling.example");
        WriteRules(Rules);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("tutela-node-").FullName;

    public UpstreamServer Upstream { get; } = new();

    public IPEndPoint Server { get; private set; } = new(IPAddress.Loopback, 0);

    public Tool Tool => _tools[^1];

    public string this[string name] => Path.Combine(Folder, name);

    public string Spool => this["spool"];

    public void WriteRules(string json)
    {
        File.WriteAllText(this["rules.tmp"], json);
        File.Move(this["rules.tmp"], this["rules.json"], overwrite: true);
    }

    public void WriteIndex(params string[] gambling)
    {
        File.WriteAllLines(this["games.txt"], gambling);
        File.WriteAllText(this["trackers.txt"], "tracker.example\n");
        File.WriteAllText(this["police.txt"], "sealed.example\n");
        var builder = new IndexBuilder();
        builder.AddFile("gambling", this["games.txt"]);
        builder.AddFile("ads", this["trackers.txt"]);
        builder.AddFile("terrorism", this["police.txt"]);
        builder.Write(this["index"], new byte[16]);
    }

    /// <summary>Starts a node and waits until it says that it is ready.</summary>
    public async Task StartAsync(params string[] more)
    {
        var arguments = new List<string> { "node", "--index", this["index"], "--rules", this["rules.json"], "--listen", "127.0.0.1:0", "--spool", Spool };
        if (!more.Contains("--upstream")) arguments.AddRange(["--upstream", Upstream.EndPoint.ToString()]);
        if (!more.Contains("--neighbours")) arguments.AddRange(["--neighbours", this["none"]]);
        var tool = Tool.Start([.. arguments, .. more]);
        _tools.Add(tool);
        await Eventually.SoAsync(() => tool.Errors.Split('\n').Any(l => l.Trim() == "ready") || tool.Process.HasExited, () => tool.Errors);
        Assert.False(tool.Process.HasExited, tool.Errors);
        var line = tool.Errors.Split('\n').First(l => l.StartsWith("listening ", StringComparison.Ordinal));
        Server = IPEndPoint.Parse(line["listening ".Length..].Trim());
    }

    /// <summary>Where another door listens: <c>tls</c>, <c>https</c> or <c>block page</c>.</summary>
    public IPEndPoint Door(string kind) =>
        IPEndPoint.Parse(Tool.Errors.Split('\n').Select(l => l.Trim()).First(l => l.StartsWith($"listening {kind} ", StringComparison.Ordinal))[$"listening {kind} ".Length..]);

    public Task<DnsMessage> AskAsync(string name, int type = DnsMessage.A, string from = "127.0.1.5", bool edns = true) => Dig.UdpAsync(Server, name, type, from, edns);

    public void Dispose()
    {
        foreach (var tool in _tools) tool.Dispose();
        Upstream.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>One node that is shared by tests that change nothing in it.</summary>
public sealed class SharedNode : IAsyncLifetime
{
    public NodeUnderTest Node { get; } = new();

    public async ValueTask InitializeAsync() => await Node.StartAsync();

    public ValueTask DisposeAsync()
    {
        Node.Dispose();
        return ValueTask.CompletedTask;
    }
}
