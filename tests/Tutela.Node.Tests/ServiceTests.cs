using System.Net;
using System.Net.Sockets;
using Tutela.Node.Tests.Support;

namespace Tutela.Node.Tests;

/// <summary>Upstream failures, files that change, starting and stopping: each test has a node of its own.</summary>
public sealed class ServiceTests : IDisposable
{
    private readonly NodeUnderTest _node = new();

    public void Dispose() => _node.Dispose();

    [Fact]
    public async Task Another_upstream_steps_in_for_one_that_is_dead_or_silent()
    {
        using var silent = new UpstreamServer { Mute = true };
        await _node.StartAsync("--upstream", Closed(), "--upstream", silent.EndPoint.ToString(), "--upstream", _node.Upstream.EndPoint.ToString());
        Assert.Single((await _node.AskAsync("one.example")).Answers);
        // The dead ones rest now: the next question goes to the one that answers, at once.
        silent.Asked.Clear();
        Assert.Single((await _node.AskAsync("two.example")).Answers);
        Assert.Empty(silent.Asked);
    }

    [Fact]
    public async Task With_no_upstream_at_all_the_answer_is_SERVFAIL_and_blocks_still_hold()
    {
        await _node.StartAsync("--upstream", Closed());
        var reply = await _node.AskAsync("one.example");
        Assert.Equal((2, 22), (reply.Rcode, reply.Ede));
        Assert.Equal(3, (await _node.AskAsync("bets.example")).Rcode);
    }

    [Fact]
    public async Task No_name_stays_unanswered_once_an_upstream_is_back()
    {
        // Refusals of a closed port come back at once, while others ask for the same name.
        IPEndPoint endPoint;
        // An address of its own, so that nobody takes the port meanwhile.
        using (var gone = new UpstreamServer(new IPEndPoint(IPAddress.Parse("127.6.4.2"), 0))) endPoint = gone.EndPoint;
        await _node.StartAsync("--upstream", endPoint.ToString());
        var names = Enumerable.Range(0, 40).Select(i => $"n{i}.example").ToArray();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(lane => Task.Run(async () =>
        {
            for (var round = 0; round < 5; round++)
                foreach (var name in names) Assert.Equal(2, (await _node.AskAsync(name)).Rcode);
        })));
        using var again = new UpstreamServer(endPoint);
        var left = names.ToList();
        await Eventually.SoAsync(async () =>
        {
            foreach (var name in left.ToArray())
                if ((await _node.AskAsync(name)).Rcode == 0) left.Remove(name);
            return left.Count == 0;
        }, () => string.Join(' ', left));
    }

    [Fact]
    public async Task A_server_failure_upstream_is_tried_elsewhere()
    {
        using var broken = new UpstreamServer();
        broken.Special["one.example"] = (query, _) => [DnsMessage.Reply(query, 2, [])];
        await _node.StartAsync("--upstream", broken.EndPoint.ToString(), "--upstream", _node.Upstream.EndPoint.ToString());
        Assert.Single((await _node.AskAsync("one.example")).Answers);
        Assert.Equal(1, broken.Count("one.example"));
    }

    [Fact]
    public async Task Forged_and_malformed_replies_are_not_believed()
    {
        _node.Upstream.Special["forged.example"] = (query, _) =>
        {
            var wrongId = UpstreamServer.Address(query, "198.51.100.66");
            wrongId[0] ^= 0x55;
            var wrongName = UpstreamServer.Address(DnsMessage.Query("other.example", DnsMessage.A, DnsMessage.U16(query, 0)), "198.51.100.66");
            return [[1, 2, 3], wrongId, wrongName, UpstreamServer.Address(query, "192.0.2.7")];
        };
        _node.Upstream.Special["malformed.example"] = (query, _) => [UpstreamServer.Address(query, "198.51.100.66")[..^15]];
        await _node.StartAsync();
        Assert.Equal("192.0.2.7", Assert.Single((await _node.AskAsync("forged.example")).Answers).Address);
        Assert.Equal(2, (await _node.AskAsync("malformed.example")).Rcode);
    }

    [Fact]
    public async Task What_has_run_out_stands_in_when_nobody_answers()
    {
        _node.Upstream.Special["stale.example"] = (query, _) => [UpstreamServer.Address(query, "192.0.2.33", ttl: 1)];
        await _node.StartAsync();
        Assert.Equal(-1, (await _node.AskAsync("stale.example")).Ede);
        _node.Upstream.Mute = true;
        DnsMessage? reply = null;
        await Eventually.SoAsync(async () => (reply = await _node.AskAsync("stale.example")).Ede == 3, () => $"rcode {reply?.Rcode}");
        Assert.Equal(("192.0.2.33", 30u), Assert.Single(reply!.Answers) is var a ? (a.Address, a.Ttl) : default);
        _node.Upstream.Mute = false;
        await Eventually.SoAsync(async () => (reply = await _node.AskAsync("stale.example")).Ede == -1, () => $"rcode {reply?.Rcode}");
    }

    [Fact]
    public async Task A_name_that_is_still_asked_for_is_renewed_before_it_runs_out()
    {
        var asked = 0;
        _node.Upstream.Special["renew.example"] = (query, _) => [UpstreamServer.Address(query, Interlocked.Increment(ref asked) == 1 ? "192.0.2.41" : "192.0.2.42", ttl: 10)];
        await _node.StartAsync();
        var seen = new List<(string Address, uint Ttl)>();
        await Eventually.SoAsync(async () =>
        {
            var answer = Assert.Single((await _node.AskAsync("renew.example")).Answers);
            seen.Add((answer.Address, answer.Ttl));
            return answer.Address == "192.0.2.42";
        }, () => string.Join(' ', seen));
        // Nobody waited for the second one: the first was given out to its last second, and never a stale one.
        Assert.Equal(2, _node.Upstream.Count("renew.example"));
        Assert.Contains(("192.0.2.41", 1u), seen);
    }

    [Fact]
    public async Task Metrics_go_to_a_collector()
    {
        await using var collector = await CollectorServer.StartAsync();
        await _node.StartAsync("--otlp", collector.Address);
        for (var i = 0; i < 3; i++) await _node.AskAsync("bets.example");
        for (var i = 0; i < 2; i++) await _node.AskAsync("fine.example");
        await Eventually.SoAsync(() => collector.Sum("tutela.node.queries", "refused") == 3 && collector.Sum("tutela.node.queries", "cached") == 1, () => collector.Last);
        Assert.Equal((1L, 0L), (collector.Sum("tutela.node.queries", "resolved"), collector.Sum("tutela.node.queries", "failed")));
        Assert.Equal((0L, 0L), (collector.Sum("tutela.node.activity.lost"), collector.Sum("tutela.node.queries", "malformed")));
        await Eventually.SoAsync(() => collector.LatencyCount() == 5, () => collector.Last);
        Assert.False(collector.Wrong, collector.Last);
    }

    [Fact]
    public async Task The_version_is_for_the_management_network_only()
    {
        await _node.StartAsync("--management", "127.0.9.0/24", "--management", "127.0.10.1");
        var query = DnsMessage.Query("version.tutela", DnsMessage.Txt, recordClass: 3);
        foreach (var from in (string[])["127.0.9.7", "127.0.10.1"]) Assert.Single((await Dig.UdpAsync(_node.Server, query, from)).Answers);
        foreach (var from in (string[])["127.0.0.1", "127.0.1.5", "127.0.10.2"])
        {
            var reply = await Dig.UdpAsync(_node.Server, query, from);
            Assert.Equal((5, 0), (reply.Rcode, reply.Answers.Count));
        }
    }

    [Fact]
    public async Task A_node_on_every_address_answers_from_the_one_that_was_asked()
    {
        await _node.StartAsync("--listen", "0.0.0.0:0");
        var port = _node.Tool.Errors.Split('\n').Select(l => l.Trim()).Last(l => l.StartsWith("listening 0.0.0.0:", StringComparison.Ordinal)).Split(':')[1];
        foreach (var address in (string[])["127.0.4.1", "127.0.5.1"])
        {
            // A connected socket takes only what comes from where it asked.
            using var socket = new UdpClient(new IPEndPoint(IPAddress.Parse("127.0.1.5"), 0));
            socket.Connect(IPAddress.Parse(address), int.Parse(port, System.Globalization.CultureInfo.InvariantCulture));
            foreach (var (name, rcode) in ((string, int)[])[("bets.example", 3), ("late.example", 0)])
            {
                await socket.SendAsync(DnsMessage.Query(name, DnsMessage.A));
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
                Assert.Equal(rcode, DnsMessage.Read((await socket.ReceiveAsync(patience.Token)).Buffer).Rcode);
            }
        }
    }

    [Fact]
    public async Task New_rules_are_taken_up_and_bad_ones_refused()
    {
        await _node.StartAsync();
        Assert.Equal(3, (await _node.AskAsync("bets.example")).Rcode);
        _node.WriteRules("""{"groups":[{"name":"pupils","block":["gambling"],"block":[]}]}""");
        await Eventually.SoAsync(() => _node.Tool.Errors.Contains("$.groups[0].block", StringComparison.Ordinal), () => _node.Tool.Errors);
        Assert.Equal(3, (await _node.AskAsync("bets.example")).Rcode);
        _node.WriteRules("""{"groups":[{"name":"pupils","block":[]}]}""");
        await Eventually.SoAsync(async () => (await _node.AskAsync("bets.example")).Rcode == 0, () => _node.Tool.Errors);
    }

    [Fact]
    public async Task A_new_index_is_taken_up_under_load_without_a_lost_query_and_the_old_map_goes()
    {
        await _node.StartAsync();
        using var stop = new CancellationTokenSource();
        var asked = 0;
        var load = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                Assert.Equal(3, (await _node.AskAsync("always.gambling.example")).Rcode);
                Interlocked.Increment(ref asked);
            }
        });
        for (var i = 0; i < 3; i++)
        {
            var name = $"new{i}.example";
            _node.WriteIndex("gambling.example", name);
            await Eventually.SoAsync(async () => (await _node.AskAsync(name)).Rcode == 3, () => _node.Tool.Errors);
        }
        Assert.Equal(0, (await _node.AskAsync("bets.example")).Rcode);
        await stop.CancelAsync();
        await load;
        Assert.NotEqual(0, asked);
        await Eventually.SoAsync(() => File.ReadLines($"/proc/{_node.Tool.Process.Id}/maps").Count(l => l.Contains(_node.Folder, StringComparison.Ordinal)) == 1, () => "more than one map");
    }

    [Fact]
    public async Task A_file_that_is_cut_in_place_takes_nothing_from_a_running_node_nor_from_the_next_start()
    {
        await _node.StartAsync();
        File.WriteAllText(_node["index"], "junk");
        await Eventually.SoAsync(() => _node.Tool.Errors.Contains("too short for an index", StringComparison.Ordinal), () => _node.Tool.Errors);
        File.WriteAllText(_node["rules.json"], "{");
        Assert.Equal(3, (await _node.AskAsync("bets.example")).Rcode);
        Assert.Equal(0, (await _node.Tool.TerminateAsync()).Code);

        await _node.StartAsync();
        Assert.Contains("the last good index is kept", _node.Tool.Errors, StringComparison.Ordinal);
        Assert.Contains("the last good rules are kept", _node.Tool.Errors, StringComparison.Ordinal);
        Assert.Equal(3, (await _node.AskAsync("bets.example")).Rcode);
        _node.WriteIndex("other.example");
        await Eventually.SoAsync(async () => (await _node.AskAsync("bets.example")).Rcode == 0, () => _node.Tool.Errors);
    }

    [Fact]
    public async Task A_damaged_copy_of_the_index_in_use_is_told_too_and_at_the_next_start_as_well()
    {
        await _node.StartAsync();
        var bytes = File.ReadAllBytes(_node["index"]);
        // Behind the header, which is that of the sound file.
        bytes[^5] ^= 0x20;
        File.WriteAllBytes(_node["index.new"], bytes);
        File.Move(_node["index.new"], _node["index"], overwrite: true);
        await Eventually.SoAsync(() => _node.Tool.Errors.Contains("the last good index stays", StringComparison.Ordinal), () => _node.Tool.Errors);
        Assert.Equal(3, (await _node.AskAsync("bets.example")).Rcode);
        Assert.Equal(0, (await _node.Tool.TerminateAsync()).Code);

        await _node.StartAsync();
        Assert.Contains("the last good index is kept", _node.Tool.Errors, StringComparison.Ordinal);
        Assert.Equal(3, (await _node.AskAsync("bets.example")).Rcode);
    }

    [Fact]
    public async Task A_device_is_known_by_its_hardware_address()
    {
        File.WriteAllText(_node["arp"], "IP address       HW type     Flags       HW address            Mask     Device\n127.0.2.44       0x1         0x2         AA:BB:CC:DD:EE:FF     *        eth0\n127.0.2.45       0x1         0x0         aa:bb:cc:dd:ee:ff     *        eth0\n");
        await _node.StartAsync("--neighbours", _node["arp"]);
        Assert.Contains("no-access", (await _node.AskAsync("bbc.example", from: "127.0.2.44")).EdeText, StringComparison.Ordinal);
        Assert.Equal(0, (await _node.AskAsync("bbc.example", from: "127.0.2.45")).Rcode);
        File.AppendAllText(_node["arp"], "127.0.2.46       0x1         0x2         aa:bb:cc:dd:ee:ff     *        eth0\n");
        await Eventually.SoAsync(async () => (await _node.AskAsync("bbc.example", from: "127.0.2.46")).Rcode == 3, () => _node.Tool.Errors);
    }

    [Fact]
    public async Task Two_nodes_do_not_share_a_spool_nor_a_port()
    {
        await _node.StartAsync();
        string[] arguments = ["node", "--index", _node["index"], "--rules", _node["rules.json"], "--upstream", "127.0.0.1:53", "--listen"];
        var second = await Tool.RunAsync("", [.. arguments, "127.0.0.1:0", "--spool", _node.Spool]);
        Assert.Equal(2, second.Code);
        Assert.Contains("another node", second.Errors, StringComparison.Ordinal);
        second = await Tool.RunAsync("", [.. arguments, _node.Server.ToString()]);
        Assert.Equal(2, second.Code);
        Assert.Contains("cannot listen", second.Errors, StringComparison.Ordinal);
    }

    private static string Closed()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket.LocalEndPoint!.ToString()!;
    }
}
