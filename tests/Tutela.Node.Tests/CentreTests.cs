using Tutela.Node.Tests.Support;

namespace Tutela.Node.Tests;

/// <summary>Activity to a real HTTP server, through outages and kill -9; rules and signs of life.</summary>
public sealed class CentreTests : IAsyncLifetime
{
    private readonly NodeUnderTest _node = new();
    private CentreServer _centre = null!;

    public async ValueTask InitializeAsync()
    {
        _centre = await CentreServer.StartAsync();
        File.WriteAllText(_node["token"], "node-token\n");
    }

    public async ValueTask DisposeAsync()
    {
        _node.Dispose();
        await _centre.DisposeAsync();
    }

    private Task StartAsync(params string[] more) => _node.StartAsync(["--centre", _centre.Address.ToString(), "--token-file", _node["token"], .. more]);

    private Task HasAsync(string name, long count) => Eventually.SoAsync(() => _centre.Count(name) >= count, () => $"{name}: {_centre.Count(name)} of {count}\n{_node.Tool.Errors}");

    [Fact]
    public async Task What_was_asked_reaches_the_centre_in_the_agreed_form()
    {
        await StartAsync();
        await _node.AskAsync("www.bets.example");
        await _node.AskAsync("www.bets.example");
        await _node.AskAsync("fine.example", DnsMessage.Aaaa, "127.0.2.5");
        await _node.AskAsync("quiet.example", from: "127.0.3.5");
        await _node.AskAsync("sealed.example");
        await _node.AskAsync("terrorism.probe.tutela.invalid");
        await _node.AskAsync("bets.example", from: "127.0.3.5");
        await HasAsync("bets.example", 1);
        await HasAsync("www.bets.example", 2);
        var block = _centre.Records.First(r => r.GetProperty("name").GetString() == "www.bets.example");
        Assert.Equal(["at", "client", "device", "user", "profile", "group", "name", "type", "action", "category", "list", "rule", "count"], block.EnumerateObject().Select(p => p.Name));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", block.GetProperty("at").GetString());
        Assert.Equal("127.0.1.5 pupils A block gambling games bets.example", string.Join(' ', ((string[])["client", "group", "type", "action", "category", "list", "rule"]).Select(p => block.GetProperty(p).GetString())));
        var allow = _centre.Records.First(r => r.GetProperty("name").GetString() == "fine.example");
        Assert.Equal("127.0.2.5 staff AAAA allow", string.Join(' ', ((string[])["client", "group", "type", "action"]).Select(p => allow.GetProperty(p).GetString())));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, allow.GetProperty("category").ValueKind);
        // This group records refusals only; a sealed name is in no record, its public probe name is.
        Assert.Equal((0L, 0L, 1L, 1L), (_centre.Count("quiet.example"), _centre.Count("sealed.example"), _centre.Count("sealed"), _centre.Count("terrorism.probe.tutela.invalid")));
        Assert.Empty(_centre.Wrong);
        await Eventually.SoAsync(() => Directory.GetFiles(_node.Spool, "*.seg").Length == 0, () => "segments left");
    }

    [Fact]
    public async Task A_centre_that_takes_long_over_a_segment_is_waited_for()
    {
        _centre.Slowness = TimeSpan.FromSeconds(17);
        await StartAsync();
        await _node.AskAsync("slow.bets.example");
        await HasAsync("slow.bets.example", 1);
        Assert.DoesNotContain("centre, activity", _node.Tool.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_segment_whose_answer_was_lost_comes_again_under_the_same_id_and_counts_once()
    {
        _centre.FailAfterStoring = 1;
        await StartAsync();
        await _node.AskAsync("once.bets.example");
        await Eventually.SoAsync(() => _centre.Deliveries.GroupBy(d => d).Any(d => d.Count() == 2), () => _node.Tool.Errors);
        Assert.Equal(1, _centre.Count("once.bets.example"));
    }

    [Fact]
    public async Task An_outage_loses_nothing_and_filtering_goes_on()
    {
        var port = _centre.Address.Port;
        await StartAsync();
        await _centre.DisposeAsync();
        for (var i = 0; i < 20; i++) Assert.Equal(3, (await _node.AskAsync($"n{i}.bets.example")).Rcode);
        await Eventually.SoAsync(() => _node.Tool.Errors.Contains("centre, activity:", StringComparison.Ordinal), () => _node.Tool.Errors);
        _centre = await CentreServer.StartAsync(port);
        for (var i = 0; i < 20; i++) await HasAsync($"n{i}.bets.example", 1);
        Assert.Equal(20, _centre.Records.Where(r => r.GetProperty("action").GetString() == "block").Sum(r => r.GetProperty("count").GetInt64()));
    }

    [Fact]
    public async Task A_refused_token_is_tried_again_with_what_the_file_says_then()
    {
        _centre.AnswerWith = 401;
        await StartAsync();
        await _node.AskAsync("late.bets.example");
        await Eventually.SoAsync(() => _node.Tool.Errors.Contains("answered 401", StringComparison.Ordinal), () => _node.Tool.Errors);
        _centre.AnswerWith = 204;
        await HasAsync("late.bets.example", 1);
    }

    [Fact]
    public async Task Kill_9_loses_nothing_that_was_on_the_disk_and_a_torn_frame_costs_only_itself()
    {
        await _node.StartAsync();
        for (var i = 0; i < 10; i++) await _node.AskAsync($"k{i}.bets.example");
        await Eventually.SoAsync(() => Spooled() >= 10, () => $"{Spooled()} spooled");
        _node.Tool.Kill();
        var open = Assert.Single(Directory.GetFiles(_node.Spool, "*.open"));
        using (var file = new FileStream(open, FileMode.Append)) file.Write([200, 0, 0, 0, 1, 0, 0, 0, 1, 2, 3, 4, 0x1F, 0x8B]);

        await StartAsync();
        for (var i = 0; i < 10; i++) await HasAsync($"k{i}.bets.example", 1);
        Assert.Equal(10, _centre.Records.Sum(r => r.GetProperty("count").GetInt64()));
        Assert.Contains(Path.GetFileNameWithoutExtension(open), _centre.Segments.Keys);
    }

    [Fact]
    public async Task What_is_still_in_the_queue_at_SIGTERM_is_written()
    {
        await _node.StartAsync();
        await _node.AskAsync("last.bets.example");
        Assert.Equal(0, (await _node.Tool.TerminateAsync()).Code);
        Assert.Equal(1, Spooled());
        Assert.Empty(Directory.GetFiles(_node.Spool, "*.open"));
    }

    [Fact]
    public async Task A_full_spool_costs_records_that_are_counted_and_no_answers()
    {
        await _node.StartAsync("--spool-limit", "10");
        for (var i = 0; i < 5; i++) Assert.Equal(3, (await _node.AskAsync("bets.example")).Rcode);
        await Eventually.SoAsync(() => _node.Tool.Errors.Contains("activity lost: ", StringComparison.Ordinal), () => _node.Tool.Errors);
        Assert.Empty(Directory.GetFiles(_node.Spool, "*.seg"));
    }

    [Fact]
    public async Task A_damaged_segment_is_set_aside_and_said()
    {
        Directory.CreateDirectory(_node.Spool);
        File.WriteAllText(Path.Combine(_node.Spool, Guid.Empty + ".seg"), "junk");
        await StartAsync();
        await _node.AskAsync("behind.bets.example");
        await HasAsync("behind.bets.example", 1);
        Assert.Single(Directory.GetFiles(_node.Spool, "*.damaged"));
        await Eventually.SoAsync(() => _centre.Heartbeats.Any(h => h.GetProperty("lost").GetInt64() == 1), () => _node.Tool.Errors);
    }

    [Fact]
    public async Task Rules_come_from_the_centre_and_stay_when_it_is_gone()
    {
        File.Delete(_node["rules.json"]);
        _centre.Rules = """{"version":"two","groups":[{"name":"pupils","block":["gambling"]}]}""";
        await StartAsync();
        Assert.Equal(3, (await _node.AskAsync("bets.example")).Rcode);
        await Eventually.SoAsync(() => _centre.NotModified > 0, () => _node.Tool.Errors);
        _centre.Rules = """{"groups":[{"name":"Not A Name"}]}""";
        await Eventually.SoAsync(() => _node.Tool.Errors.Contains("$.groups[0].name", StringComparison.Ordinal), () => _node.Tool.Errors);
        Assert.Contains("two", File.ReadAllText(_node["rules.json"]), StringComparison.Ordinal);
        _centre.Rules = """{"version":"three","groups":[{"name":"pupils","block":[]}]}""";
        await Eventually.SoAsync(async () => (await _node.AskAsync("bets.example")).Rcode == 0, () => _node.Tool.Errors);
        await _centre.DisposeAsync();
        await _node.Tool.TerminateAsync();
        await _node.StartAsync("--centre", "http://127.0.0.1:9/", "--token-file", _node["token"]);
        Assert.Equal(0, (await _node.AskAsync("bets.example")).Rcode);
    }

    [Fact]
    public async Task The_heartbeat_says_how_the_node_is()
    {
        await StartAsync();
        await Eventually.SoAsync(() => !_centre.Heartbeats.IsEmpty, () => _node.Tool.Errors);
        Assert.True(_centre.Heartbeats.TryPeek(out var beat));
        Assert.Equal(["version", "indexVersion", "rulesVersion", "sealedInstalled", "spoolDepth", "lost", "upSince"], beat.EnumerateObject().Select(p => p.Name));
        Assert.Equal("one", beat.GetProperty("rulesVersion").GetString());
        // There is no child-abuse list in this index.
        Assert.False(beat.GetProperty("sealedInstalled").GetBoolean());
        Assert.Contains("no child-abuse list installed", _node.Tool.Errors, StringComparison.Ordinal);
    }

    /// <summary>Records in the spool, read by code of this test: length, records, checksum, payload.</summary>
    private long Spooled()
    {
        long records = 0;
        foreach (var file in Directory.GetFiles(_node.Spool).Where(f => f.EndsWith(".seg", StringComparison.Ordinal) || f.EndsWith(".open", StringComparison.Ordinal)))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            for (var at = 8; at + 12 <= bytes.Length && at + 12 + BitConverter.ToInt32(bytes, at) <= bytes.Length; at += 12 + BitConverter.ToInt32(bytes, at)) records += BitConverter.ToUInt32(bytes, at + 4);
        }
        return records;
    }
}
