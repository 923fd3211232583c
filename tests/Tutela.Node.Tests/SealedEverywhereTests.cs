using System.Buffers.Text;
using System.IO.Compression;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Tutela.Engine.Deciding;
using Tutela.Engine.Index;
using Tutela.Engine.Policy;
using Tutela.Node.Activity;
using Tutela.Node.Serving;
using Tutela.Node.Tests.Support;

namespace Tutela.Node.Tests;

/// <summary>
/// Everything that a rules document can say and every verb that decides, against sealed categories. What is tried is held against the schema
/// and against the program's own usage text, so that a new property, verb or option fails here until it is tried too.
/// </summary>
public sealed class SealedEverywhereTests(SealedLists lists) : IClassFixture<SealedLists>
{
    private static readonly string[] Doors = ["--listen", "--listen-tls", "--listen-https", "--block-page"];

    private static readonly string[] NoDoors =
    [
        "--index", "--rules", "--cert", "--key", "--upstream", "--upstream-ca", "--spool", "--spool-limit", "--centre", "--token-file", "--cache", "--neighbours", "--management", "--otlp", "--cpu",
    ];

    private readonly NodeUnderTest _node = lists.Node;

    /// <summary>The verbs, as the program itself lists them.</summary>
    public static TheoryData<string> Verbs()
    {
        var usage = Tool.RunAsync("", "--help").GetAwaiter().GetResult().Errors;
        return [.. usage.Split('\n').Where(l => l.Length > 2 && l.StartsWith("  ", StringComparison.Ordinal) && char.IsAsciiLetterLower(l[2]))
            .Select(l => string.Join(' ', l.Trim().Split(' ').TakeWhile(word => char.IsAsciiLetterLower(word[0]))))];
    }

    [Theory, MemberData(nameof(Verbs))]
    public Task No_verb_lets_a_sealed_name_through_or_tells_one(string verb) => verb switch
    {
        "lists compile" => CompileAsync(),
        "classify" => ClassifyAsync(),
        "decide" => DecideAsync(),
        "squid-helper" => SquidHelperAsync(),
        "node" => NodeAsync(),
        "version" => VersionAsync(),
        _ => Task.FromException(new InvalidOperationException($"nothing here tries the verb '{verb}' against sealed categories")),
    };

    [Fact]
    public void Every_property_of_the_rules_document_is_tried()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "rules.schema.json")));
        using var rules = JsonDocument.Parse(SealedLists.Rules);
        var known = new SortedSet<string>(StringComparer.Ordinal);
        Allowed(schema.RootElement, schema.RootElement, "$", known);
        var tried = new SortedSet<string>(StringComparer.Ordinal);
        Used(rules.RootElement, "$", tried);
        Assert.Equal(known, tried);
        Assert.Contains("$.groups[].hours[].allow", known);
    }

    [Fact]
    public void Every_option_of_the_node_is_known_here_as_a_door_or_as_none() => Assert.Equal(NodeOptions.Names.Order(), Doors.Concat(NoDoors).Order());

    [Fact]
    public void No_hour_of_the_week_no_group_no_client_and_no_path_lifts_a_sealed_category()
    {
        using var index = DomainIndex.Open(_node["index"]);
        Assert.True(RuleSet.TryRead(Encoding.UTF8.GetBytes(SealedLists.Rules), out var rules, out var faults), string.Join("; ", faults));
        var snapshot = new Snapshot(index, rules);
        Client[] clients =
        [
            .. SealedLists.ByAddress.Select(a => new Client(At(a.From))),
            .. from user in (string?[])[null, "head", "leaver"] from device in (string?[])[null, "aa:bb:cc:dd:ee:01", "aa:bb:cc:dd:ee:02"] from profile in (string?[])[null, "head-9zk2", "leaver-1"] select new Client(At("127.0.1.5"), device, user, profile),
        ];
        var monday = new DateTimeOffset(2026, 11, 23, 0, 30, 0, TimeSpan.Zero);
        var reached = new HashSet<string>();
        foreach (var hour in Enumerable.Range(0, 7 * 24))
        {
            foreach (var (name, category) in SealedLists.Asked)
            {
                foreach (var client in clients)
                {
                    foreach (var path in (string[])["", "shop", "album/1"])
                    {
                        var decision = snapshot.Decide(new Query { Name = Encoding.ASCII.GetBytes(name), Path = Encoding.ASCII.GetBytes(path), Client = client, Time = monday.AddHours(hour) });
                        Assert.Equal((DecisionReason.Sealed, category, "sealed", false), (decision.Reason, decision.Category, decision.List, decision.Allowed));
                        reached.Add(decision.Group.Name);
                    }
                }
            }
        }
        Assert.Equal(rules.Groups.Select(g => g.Name).Order(), reached.Order());
    }

    private Task CompileAsync()
    {
        // The lines that were left out are told by their number only.
        foreach (var line in (int[])[3, 4, 5, 6, 7, 8, 9]) Assert.Contains($"abuse.txt:{line}:", lists.Compiled.Errors, StringComparison.Ordinal);
        TellsNothing(lists.Compiled.Output + lists.Compiled.Errors.Replace(_node.Folder, "", StringComparison.Ordinal));
        TellsNothing(Encoding.Latin1.GetString(File.ReadAllBytes(_node["index"])));
        return Task.CompletedTask;
    }

    private async Task ClassifyAsync()
    {
        var ended = await Tool.RunAsync(string.Concat(SealedLists.Asked.Select(a => a.Name + "\n")) + "bets.example\nshop.example\n", "classify", "--index", _node["index"]);
        Assert.Equal([.. SealedLists.Asked.Select(a => $"{a.Name}\t{a.Category}"), "bets.example\tgambling", "shop.example\t-"], ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        TellsNothing(ended.Errors);
    }

    private async Task DecideAsync()
    {
        using var rules = JsonDocument.Parse(SealedLists.Rules);
        var groups = rules.RootElement.GetProperty("groups").EnumerateArray().Select(g => g.GetProperty("name").GetString()!).ToList();
        (string Group, string? At)[] runs = [.. groups.Select(g => (g, (string?)null)), .. Enumerable.Range(0, 24).Select(hour => ("hours", (string?)$"2026-11-23T{hour:00}:30:00Z"))];
        await Parallel.ForEachAsync(runs, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (run, _) =>
        {
            string[] at = run.At is null ? [] : ["--at", run.At];
            var ended = await Tool.RunAsync(string.Concat(SealedLists.Asked.Select(a => a.Name + "\n")) + "new.example\n", ["decide", "--index", _node["index"], "--rules", _node["rules.json"], "--group", run.Group, .. at]);
            var answers = ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(SealedLists.Asked.Select(a => $"{a.Name}\tblock\t{a.Category}/sealed/sealed/{run.Group}"), answers[..^1]);
            // What is not sealed is let through by the same rules: they are in force.
            if (run is (not "hours", _)) Assert.Equal("new.example\tallow", answers[^1]);
            TellsNothing(ended.Errors);
        });
    }

    private async Task SquidHelperAsync()
    {
        var talk = new List<(string Line, string Answer)>();
        (string Address, string User, string Group)[] clients =
        [
            .. SealedLists.ByAddress.Where(a => a.Group != "device" && a.From != "127.0.8.2").Select(a => (a.From, "-", a.Group)), ("127.0.1.5", "head", "user"), ("127.0.7.5", "HEAD", "user"), ("127.0.1.5", "leaver", "no-access"), ("127.0.1.5", "stranger", "open"),
        ];
        foreach (var (address, user, group) in clients)
        {
            foreach (var (name, category) in SealedLists.Asked)
                foreach (var asked in (string[])[$"http://{name}/", $"http://{name}/shop", $"https://u:p@{name.ToUpperInvariant()}.:8443/x?y=1", $"http://{name.Replace(".", "%2E", StringComparison.Ordinal)}/", $"{name}:443"])
                    talk.Add(($"{talk.Count} {asked} {address} {user} GET", $"{talk.Count} ERR message=" + Uri.EscapeDataString($"category {category}, list sealed, rule sealed, group {group}")));
            talk.Add(($"{talk.Count} http://new.example/ {address} {user} GET", $"{talk.Count} OK"));
        }
        var ended = await Tool.RunAsync(string.Concat(talk.Select(t => t.Line + "\n")), "squid-helper", "--index", _node["index"], "--rules", _node["rules.json"]);
        // The hours close everything to their group at night.
        foreach (var ((line, answer), given) in talk.Zip(ended.Output.Split('\n')))
            if (!line.Contains("new.example", StringComparison.Ordinal) || !line.Contains("127.0.3.5", StringComparison.Ordinal)) Assert.Equal((line, answer), (line, given));
        TellsNothing(ended.Output + ended.Errors);
    }

    private static async Task VersionAsync()
    {
        var ended = await Tool.RunAsync("", "version");
        Assert.Matches(@"^\d+\.\d+\.\d+\n$", ended.Output);
        Assert.Equal("", ended.Errors);
    }

    private async Task NodeAsync()
    {
        var certificates = new Certificates(_node.Folder, "dns.school.example", "*.dns.school.example");
        _node.Upstream.Special["cloak.example"] = (query, _) => [DnsMessage.Reply(query, 0, [(null, DnsMessage.Cname, 300, DnsMessage.Wire("www.evil.example")), ("www.evil.example", DnsMessage.A, 300, [192, 0, 2, 9])])];
        await _node.StartAsync([.. Doors.SelectMany(d => (string[])[d, "127.0.0.1:0"]), "--cert", certificates.Cert, "--key", certificates.Key, "--neighbours", _node["arp"]]);
        foreach (var (from, group) in SealedLists.ByAddress)
        {
            foreach (var asked in SealedLists.Asked)
                foreach (var type in (int[])[DnsMessage.A, DnsMessage.Aaaa, DnsMessage.Https, DnsMessage.Txt, DnsMessage.Any])
                    Refused(await _node.AskAsync(asked.Name, type, from), asked, group, type);
            foreach (var (reply, asked) in (await Dig.TcpAsync(_node.Server, from, [.. SealedLists.Asked.Select(a => DnsMessage.Query(a.Name, DnsMessage.A))])).Zip(SealedLists.Asked)) Refused(reply, asked, group, DnsMessage.A);
            foreach (var asked in SealedLists.Asked)
            {
                var page = await PageAsync(asked.Name, from);
                Assert.Contains("This site is never open", page, StringComparison.Ordinal);
                foreach (var word in (string[])[asked.Name, asked.Category]) Assert.DoesNotContain(word, page, StringComparison.Ordinal);
                TellsNothing(page);
            }
        }
        foreach (var (profile, group) in ((string?, string)[])[(null, "default"), ("head-9zk2", "profile"), ("HEAD-9ZK2", "profile"), ("leaver-1", "no-access"), ("stranger", "default")])
        {
            foreach (var (reply, asked) in (await OverTlsAsync(profile)).Zip(SealedLists.Asked)) Refused(reply, asked, group, DnsMessage.A);
            foreach (var asked in SealedLists.Asked) Refused(await OverHttpsAsync(profile, asked.Name), asked, group, DnsMessage.A);
        }
        // A name that the rules let through by hand, and that leads to a sealed one.
        var cloak = await _node.AskAsync("cloak.example", from: "127.0.1.5");
        Assert.Equal((3, 15, "category child-abuse, list sealed, group open"), (cloak.Rcode, cloak.Ede, cloak.EdeText));
        Assert.Single((await _node.AskAsync("new.example", from: "127.0.1.5")).Answers);
        Assert.Equal(["cloak.example", "new.example"], _node.Upstream.Asked.Select(a => a.Name).Distinct());

        Assert.Equal(0, (await _node.Tool.TerminateAsync()).Code);
        TellsNothing(_node.Tool.Errors);
        var records = Directory.GetFiles(_node.Spool, "*.seg").SelectMany(Records).ToList();
        foreach (var record in records) TellsNothing(record.GetRawText());
        // Not even the name that led to a sealed one.
        var refused = records.Where(r => r.GetProperty("action").GetString() == "block").ToList();
        Assert.Equal(["child-abuse.probe.tutela.invalid", "sealed", "terrorism.probe.tutela.invalid", "weapons.probe.tutela.invalid"], refused.Select(r => r.GetProperty("name").GetString()).Distinct().Order());
        Assert.All(refused, r => Assert.Equal(("sealed", "sealed"), (r.GetProperty("list").GetString(), r.GetProperty("rule").GetString())));
    }

    private static void Refused(DnsMessage reply, (string Name, string Category) asked, string group, int type)
    {
        Assert.Equal((15, $"category {asked.Category}, list sealed, group {group}"), (reply.Ede, reply.EdeText));
        if (group != "paged") Assert.Equal((3, 0), (reply.Rcode, reply.Answers.Count));
        else Assert.Equal(type switch { DnsMessage.A => ["127.0.0.1"], DnsMessage.Aaaa => ["::1"], _ => (string[])[] }, reply.Answers.Select(a => a.Address));
    }

    private static void TellsNothing(string text)
    {
        foreach (var name in SealedLists.Listed) Assert.DoesNotContain(name, text, StringComparison.OrdinalIgnoreCase);
    }

    private async Task<string> PageAsync(string name, string from)
    {
        using var http = Client(_node.Door("block page"), from);
        using var response = await http.GetAsync($"http://{name}/shop");
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    private async Task<List<DnsMessage>> OverTlsAsync(string? profile)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_node.Door("tls"));
        await using var tls = new SslStream(client.GetStream(), false, (_, _, _, _) => true);
        await tls.AuthenticateAsClientAsync((profile is null ? "" : profile + ".") + "dns.school.example");
        var replies = new List<DnsMessage>();
        foreach (var (name, _) in SealedLists.Asked)
        {
            var query = DnsMessage.Query(name, DnsMessage.A);
            await tls.WriteAsync((byte[])[(byte)(query.Length >> 8), (byte)query.Length, .. query]);
            var head = new byte[2];
            await tls.ReadExactlyAsync(head);
            var reply = new byte[DnsMessage.U16(head, 0)];
            await tls.ReadExactlyAsync(reply);
            replies.Add(DnsMessage.Read(reply));
        }
        return replies;
    }

    private async Task<DnsMessage> OverHttpsAsync(string? profile, string name)
    {
        using var http = Client(_node.Door("https"), "127.0.0.1");
        return DnsMessage.Read(await http.GetByteArrayAsync($"https://dns.school.example/dns-query{(profile is null ? "" : "/" + profile)}?dns={Base64Url.EncodeToString(DnsMessage.Query(name, DnsMessage.A, id: 0))}"));
    }

    private static HttpClient Client(IPEndPoint door, string from) => new(new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true },
        ConnectCallback = async (_, cancel) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
            await socket.ConnectAsync(door, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        },
    });

    private static IEnumerable<JsonElement> Records(string segment)
    {
        using var gzip = new GZipStream(new MemoryStream(SpoolFormat.ToJson(File.ReadAllBytes(segment)).Json), CompressionMode.Decompress);
        return [.. new StreamReader(gzip).ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];
    }

    private static ClientAddress At(string address) => ClientAddress.From(IPAddress.Parse(address));

    /// <summary>Paths of all properties that a schema knows.</summary>
    private static void Allowed(JsonElement root, JsonElement schema, string path, SortedSet<string> paths)
    {
        if (schema.TryGetProperty("$ref", out var reference)) schema = reference.GetString()!.Split('/').Skip(1).Aggregate(root, (at, part) => at.GetProperty(part));
        if (schema.TryGetProperty("oneOf", out var choices))
            foreach (var choice in choices.EnumerateArray()) Allowed(root, choice, path, paths);
        if (schema.TryGetProperty("items", out var items)) Allowed(root, items, path + "[]", paths);
        if (!schema.TryGetProperty("properties", out var properties)) return;
        foreach (var property in properties.EnumerateObject())
        {
            paths.Add($"{path}.{property.Name}");
            Allowed(root, property.Value, $"{path}.{property.Name}", paths);
        }
    }

    /// <summary>Paths of all properties that a document has.</summary>
    private static void Used(JsonElement element, string path, SortedSet<string> paths)
    {
        if (element.ValueKind == JsonValueKind.Array)
            foreach (var item in element.EnumerateArray()) Used(item, path + "[]", paths);
        if (element.ValueKind != JsonValueKind.Object) return;
        foreach (var property in element.EnumerateObject())
        {
            paths.Add($"{path}.{property.Name}");
            Used(property.Value, $"{path}.{property.Name}", paths);
        }
    }
}
