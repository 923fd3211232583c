using System.Text;
using Tutela.Engine.Deciding;
using Tutela.Engine.Index;

namespace Tutela.Engine.Tests.Deciding;

public sealed class SealedTests : IDisposable
{
    private readonly Workshop _shop = new();

    public void Dispose() => _shop.Dispose();

    private DomainIndex Sealed()
    {
        var builder = _shop.Builder();
        builder.AddFile("child-abuse", _shop.Write("iwf.txt", "evil.example\nalso-listed.example\n"), sealedCategory: true);
        builder.AddFile("terrorism", _shop.Write("t.txt", "terror.example\n"));
        builder.AddFile("weapons", _shop.Write("w.txt", "arms.example\n"), sealedCategory: true);
        builder.AddFile("weapons", _shop.Write("w2.txt", "more-arms.example\n@@||arms.example^\nhost.example/path\n"));
        builder.AddFile("games", _shop.Write("g.txt", "@@||evil.example^\nalso-listed.example\n"));
        return DomainIndex.Open(_shop.Build(builder));
    }

    public static TheoryData<string> Attempts() =>
    [
        """{"groups":[{"name":"g","networks":["0.0.0.0/0"]}]}""",
        """{"groups":[{"name":"g","networks":["0.0.0.0/0"],"block":[]}]}""",
        """{"groups":[{"name":"g","networks":["0.0.0.0/0"],"allow":["evil.example","www.evil.example","terror.example","arms.example","more-arms.example","also-listed.example","example"]}]}""",
        """{"groups":[{"name":"g","networks":["0.0.0.0/0"],"allow":[{"name":"evil.example","until":"2099-01-01T00:00:00Z","reason":"training"}]}]}""",
        """{"groups":[{"name":"g","networks":["0.0.0.0/0"],"block":["child-abuse","terrorism","weapons"],"hours":[{"from":"00:00","to":"24:00","allow":["child-abuse","terrorism","weapons"]}]}]}""",
        """{"groups":[{"name":"g","users":["head"],"safeSearch":true,"blockPage":"10.0.0.1","monitoring":"refusals","owner":"head"}]}""",
        """{"groups":[{"name":"g","devices":["aa:bb:cc:dd:ee:ff"],"profiles":["p"]},{"name":"default"}]}""",
        """{"groups":[{"name":"default"},{"name":"no-access","networks":["0.0.0.0/0"],"users":["head"],"allow":["evil.example","terror.example","example"]}]}""",
        """{"groups":[{"name":"g","networks":["0.0.0.0/0"],"block":["*"],"allow":["example"]}]}""",
    ];

    [Theory, MemberData(nameof(Attempts))]
    public void Nothing_lifts_a_sealed_category(string json)
    {
        using var index = Sealed();
        var snapshot = new Snapshot(index, Workshop.Rules(json));
        var clients = new[] { Workshop.At("127.0.0.1"), Workshop.At("127.0.0.1", user: "head"), Workshop.At("2001:db8::1", device: "aa:bb:cc:dd:ee:ff", profile: "p") };
        var names = new[] { "evil.example", "www.evil.example", "a.b.c.evil.example", "terror.example", "arms.example", "more-arms.example", "also-listed.example", "child-abuse.probe.tutela.invalid", "terrorism.probe.tutela.invalid", "weapons.probe.tutela.invalid" };
        foreach (var client in clients)
            foreach (var name in names)
                foreach (var hour in Enumerable.Range(0, 24))
                {
                    var decision = Workshop.Decide(snapshot, name, client, Workshop.MondayMorning.AddHours(hour * 7));
                    Assert.False(decision.Allowed);
                    Assert.Equal(DecisionReason.Sealed, decision.Reason);
                    Assert.Equal("sealed", decision.List);
                    Assert.Equal("sealed", decision.Rule(Encoding.ASCII.GetBytes(name)));
                    foreach (var group in snapshot.Rules.Groups)
                        Assert.False(snapshot.Decide(new Query { Name = Encoding.ASCII.GetBytes(name), Client = client, Time = Workshop.MondayMorning }, group).Allowed);
                }
    }

    [Fact]
    public void Sealed_names_stand_nowhere_in_the_file()
    {
        using var index = Sealed();
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(_shop.Folder, "index")));
        foreach (var part in (string[])["evil", "terror.example", "arms", "also-listed", "example"]) Assert.DoesNotContain(part, text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["child-abuse", "terrorism", "weapons"], index.Categories.Where(c => c.Sealed).Select(c => c.Name));
    }

    [Fact]
    public void What_is_skipped_in_a_sealed_list_is_told_without_its_content()
    {
        using var index = Sealed();
        Assert.Contains(_shop.Skipped, s => s.Reason == "a sealed list takes no exceptions");
        Assert.Contains(_shop.Skipped, s => s.Reason == "URL entry in a sealed list");
        Assert.DoesNotContain(_shop.Skipped, s => s.Reason.Contains("example", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_key_gives_another_file_with_the_same_answers()
    {
        var list = _shop.Write("l.txt", "evil.example\n");
        var one = new IndexBuilder();
        one.AddFile("child-abuse", list);
        one.Write(Path.Combine(_shop.Folder, "one"), new byte[16]);
        var two = new IndexBuilder();
        two.AddFile("child-abuse", list);
        two.Write(Path.Combine(_shop.Folder, "two"), [9, .. new byte[15]]);
        using var first = DomainIndex.Open(Path.Combine(_shop.Folder, "one"));
        using var second = DomainIndex.Open(Path.Combine(_shop.Folder, "two"));
        Assert.NotEqual(first.Version, second.Version);
        Assert.Equal("child-abuse", Workshop.Categories(first, "x.evil.example"));
        Assert.Equal("child-abuse", Workshop.Categories(second, "x.evil.example"));
    }
}
