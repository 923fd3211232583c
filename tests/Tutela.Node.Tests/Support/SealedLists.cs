namespace Tutela.Node.Tests.Support;

/// <summary>
/// One index with sealed lists, made by the verb that makes indexes, and one rules document that tries to lift them with everything that a
/// rules document can say. Each group of it is reached by a way of its own.
/// </summary>
public sealed class SealedLists : IAsyncLifetime
{
    /// <summary>What nobody types in, so that it may stand nowhere but in the lists.</summary>
    public static readonly string[] Listed = ["evil.example", "terror.example", "arms.example"];

    /// <summary>Sealed names as somebody would ask for them, with the category of each.</summary>
    public static readonly (string Name, string Category)[] Asked =
    [
        ("evil.example", "child-abuse"), ("www.evil.example", "child-abuse"), ("child-abuse.probe.tutela.invalid", "child-abuse"),
        ("terror.example", "terrorism"), ("a.b.terror.example", "terrorism"), ("terrorism.probe.tutela.invalid", "terrorism"),
        ("arms.example", "weapons"), ("www.arms.example", "weapons"), ("weapons.probe.tutela.invalid", "weapons"),
    ];

    private const string Lift = """ "allow":["evil.example",{"name":"www.evil.example","until":"2099-01-01T00:00:00Z","reason":"training"},"terror.example","arms.example","www.arms.example","a.b.terror.example","example","child-abuse.probe.tutela.invalid","probe.tutela.invalid","tutela.invalid"] """;

    public const string Rules =
        $$"""
        {"$schema":"https://tutela.invalid/rules.schema.json","version":"child-abuse","help":{"school":"Hill School","ask":"https://tutela.school.example/ask","tell":"https://tutela.school.example/tell"},"groups":[
          {"name":"default","block":[]},
          {"name":"open","networks":["127.0.1.0/24"],"owner":"Headteacher","block":[],{{Lift}}},
          {"name":"closed","networks":["127.0.2.0/24"],"block":["*"],"deny":["bets.example",{"name":"evil.example","until":"2020-01-01T00:00:00Z","reason":"it has ended"}],{{Lift}}},
          {"name":"hours","networks":["127.0.3.0/24"],"block":["child-abuse","terrorism","weapons","gambling"],"hours":[
            {"days":["mon","tue","wed","thu","fri","sat","sun"],"from":"00:00","to":"24:00","block":[],"allow":["child-abuse","terrorism","weapons","gambling"]},{"from":"20:00","to":"07:00","block":["*"],"allow":["terrorism"]}]},
          {"name":"search","networks":["127.0.4.0/24"],"safeSearch":{"google":true,"bing":true,"duckDuckGo":true,"youTube":"strict","pixabay":true,"ecosia":true,"brave":true},{{Lift}}},
          {"name":"quiet","networks":["127.0.5.0/24"],"monitoring":"refusals",{{Lift}}},
          {"name":"paged","networks":["127.0.6.0/24"],"blockPage":["127.0.0.1","::1"],{{Lift}}},
          {"name":"device","devices":["aa:bb:cc:dd:ee:01"],{{Lift}}},
          {"name":"user","users":["head"],{{Lift}}},
          {"name":"profile","profiles":["head-9zk2"],{{Lift}}},
          {"name":"no-access","networks":["127.0.7.0/24"],"users":["leaver"],"devices":["aa:bb:cc:dd:ee:02"],"profiles":["leaver-1"],{{Lift}}}]}
        """;

    /// <summary>Groups that an address leads to.</summary>
    public static readonly (string From, string Group)[] ByAddress =
    [
        ("127.0.0.1", "default"), ("127.0.1.5", "open"), ("127.0.2.5", "closed"), ("127.0.3.5", "hours"), ("127.0.4.5", "search"), ("127.0.5.5", "quiet"), ("127.0.6.5", "paged"), ("127.0.7.5", "no-access"),
        ("127.0.8.1", "device"), ("127.0.8.2", "no-access"),
    ];

    public NodeUnderTest Node { get; } = new();

    /// <summary>What the verb said while it made the index.</summary>
    public Ended Compiled { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        File.Delete(Node["index"]);
        // Lines that a sealed list may not have, or that another list uses against it: what is said about them must not tell them.
        var abuse = Write("abuse.txt", "evil.example\nevil.example\n@@||evil.example^\nevil.example/album\nhttp://evil.example/album/1\n||www.evil.example^$third-party\n192.0.2.66\nevil.example under_score bad name\nevil..example\n");
        var terror = Write("terror.txt", "0.0.0.0 terror.example\n||terror.example^\nterror.example\n");
        var arms = Write("arms.txt", "arms.example\n");
        var more = Write("more.txt", "@@||arms.example^\narms.example\narms.example/shop\n");
        var games = Write("games.txt", "bets.example\n@@||evil.example^\n@@||terror.example^\n@@||arms.example^\nterror.example/shop\n");
        Compiled = await Tool.RunAsync("", "lists", "compile", "--out", Node["index"], "--sealed", "child-abuse=" + abuse, "--list", "terrorism=" + terror, "--sealed", "weapons=" + arms, "--list", "weapons=" + more, "--list", "gambling=" + games);
        Assert.True(Compiled.Code == 0, Compiled.Errors);
        Node.WriteRules(Rules);
        File.WriteAllText(Node["arp"], "IP address       HW type     Flags       HW address            Mask     Device\n127.0.8.1        0x1         0x2         aa:bb:cc:dd:ee:01     *        eth0\n127.0.8.2        0x1         0x2         aa:bb:cc:dd:ee:02     *        eth0\n");
    }

    public ValueTask DisposeAsync()
    {
        Node.Dispose();
        return ValueTask.CompletedTask;
    }

    private string Write(string name, string text)
    {
        File.WriteAllText(Node[name], text);
        return Node[name];
    }
}
