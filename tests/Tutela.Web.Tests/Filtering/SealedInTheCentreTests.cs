using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Tutela.Engine.Deciding;
using Tutela.Engine.Index;
using Tutela.Engine.Policy;
using Tutela.Testing;
using Tutela.Web.Modules.Filtering;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Tests.Monitoring;

namespace Tutela.Web.Tests.Filtering;

/// <summary>Whatever anybody types into the centre, the rules that its nodes then get open no sealed category.</summary>
public sealed class SealedInTheCentreTests(TestHost host) : IDisposable
{
    private static readonly string[] Sealed = ["child-abuse", "terrorism", "our-own-sealed"];

    private static readonly string[] Names =
    [
        "evil.example", "www.evil.example", "terror.example", "arms.example", "a.arms.example",
        "child-abuse.probe.tutela.invalid", "terrorism.probe.tutela.invalid", "our-own-sealed.probe.tutela.invalid",
    ];

    // Each group is reached by a network of its own.
    private static readonly (string Group, string Network, string Client)[] Groups = [("pupils", "10.1.0.0/16", "10.1.0.5"), ("staff", "10.2.0.0/16", "10.2.0.5"), ("guests", "10.3.0.0/16", "10.3.0.5")];

    private readonly string _folder = Directory.CreateTempSubdirectory("tutela-sealed-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<Role> Operators => [Role.ComputingLead, Role.IctSupport];

    public static TheoryData<Role> NotOperators => [.. Enum.GetValues<Role>().Except([Role.ComputingLead, Role.IctSupport])];

    [Theory, MemberData(nameof(Operators))]
    public async Task Who_runs_filtering_lifts_no_sealed_category_by_any_form(Role role)
    {
        var school = await host.SchoolAsync();
        using var node = await TestNode.OfAsync(school);
        using var browser = await school.AsAsync(role);
        using var index = Index();
        foreach (var (group, network, _) in Groups)
        {
            // The form has no box that could be unticked for them.
            var edit = await browser.OpenAsync($"filtering/groups/{group}");
            var boxes = edit.Document.QuerySelectorAll("input[name='Input.Categories']").Select(b => b.GetAttribute("value")).ToList();
            Assert.Contains("gambling", boxes);
            Assert.Empty(boxes.Intersect(Sealed));

            // Refused by hand, and taken back: as other categories, as boxes that the form does not have, and with nothing refused at all.
            await SaveAsync(browser, group, network, ("Input.OtherCategories", string.Join(' ', Sealed)));
            Holds(index, await RulesAsync(node));
            await SaveAsync(browser, group, network, ("Input.Categories", "child-abuse"), ("Input.Categories", "terrorism"), ("Input.Categories", "gambling"));
            Holds(index, await RulesAsync(node));
            await SaveAsync(browser, group, network);
            Holds(index, await RulesAsync(node));

            foreach (var name in (string[])[.. Names, "example.com", "probe.tutela.invalid", "bets.example"])
                (await browser.PostAsync(school.Href($"filtering/groups/{group}/exception?handler=Save"), ("Input.Name", name), ("Input.What", "allow"), ("Input.Reason", "Training"))).ShouldBe(HttpStatusCode.OK).ShouldSay($"{name} is let through");
        }

        var rules = await RulesAsync(node);
        // All that was typed has arrived: nothing is refused by category any more, and every name is let through by hand.
        foreach (var (group, _, client) in Groups)
        {
            var typed = rules.Find(group)!;
            Assert.Empty(typed.Block);
            Assert.Empty(Names.Except(typed.Allow.Select(e => e.Name)));
            Assert.Equal(DecisionReason.AllowException, Decide(new Snapshot(index, rules), "bets.example", client, TimeProvider.System.GetUtcNow()).Reason);
        }
        Holds(index, rules);
    }

    [Theory, MemberData(nameof(NotOperators))]
    public async Task Nobody_else_reaches_the_forms_with_a_sealed_name(Role role)
    {
        var school = await host.SchoolAsync();
        using var node = await TestNode.OfAsync(school);
        using var browser = await school.AsAsync(role);
        using var index = Index();
        foreach (var (group, _, _) in Groups)
        {
            (await browser.OpenAsync($"filtering/groups/{group}/exception")).ShouldBe(HttpStatusCode.Forbidden);
            foreach (var handler in (string[])["", "?handler=Save"])
            {
                (await browser.PostAsync(school.Href($"filtering/groups/{group}/exception{handler}"), ("Input.Name", "evil.example"), ("Input.What", "allow"), ("Input.Reason", "Training"))).ShouldBe(HttpStatusCode.Forbidden);
                (await browser.PostAsync(school.Href($"filtering/groups/{group}{handler}"), ("Input.Title", "Mine"), ("Input.OtherCategories", "child-abuse"), ("Input.Owner", nameof(Role.Headteacher)))).ShouldBe(HttpStatusCode.Forbidden);
            }
        }
        Assert.Equal((0, 0), await school.QueryAsync(async db => (await db.Set<FilterGroup>().CountAsync(), await db.Set<FilterException>().CountAsync())));
        Holds(index, await RulesAsync(node));
    }

    [Fact]
    public async Task What_a_node_reports_comes_back_as_no_rule()
    {
        var school = await host.SchoolAsync();
        using var node = await TestNode.OfAsync(school);
        using var index = Index();
        // What a node sends names categories and lists; none of it comes back as a rule.
        await node.SendAsync(TestNode.Refused("sealed", category: "child-abuse", list: "sealed"));
        var rules = await RulesAsync(node);
        Assert.All(rules.Groups, g => Assert.Empty(g.Allow));
        Holds(index, rules);
    }

    private static async Task SaveAsync(TestBrowser browser, string group, string network, params (string, string)[] more) =>
        (await browser.PostAsync(browser.School.Href($"filtering/groups/{group}?handler=Save"),
            [("Input.Title", group), ("Input.Networks", network), ("Input.SafeSearch", "false"), ("Input.Owner", nameof(Role.ComputingLead)), .. more])).ShouldBe(HttpStatusCode.OK).ShouldSay("is changed");

    /// <summary>The rules as the centre hands them to a node, read as the node reads them.</summary>
    private static async Task<RuleSet> RulesAsync(TestNode node)
    {
        using var response = await node.RulesAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(RuleSet.TryRead(await response.Content.ReadAsByteArrayAsync(), out var rules, out var faults), string.Join("; ", faults));
        return rules;
    }

    /// <summary>Every sealed name is refused to every group and to whoever is in none, at every hour of a week.</summary>
    private static void Holds(DomainIndex index, RuleSet rules)
    {
        var (snapshot, now) = (new Snapshot(index, rules), TimeProvider.System.GetUtcNow());
        foreach (var name in Names)
        {
            foreach (var client in (string[])[.. Groups.Select(g => g.Client), "10.9.9.9"])
                for (var hour = 0; hour < 7 * 24; hour++)
                    Assert.Equal((name, DecisionReason.Sealed), (name, Decide(snapshot, name, client, now.AddHours(hour)).Reason));
            foreach (var group in rules.Groups)
                Assert.False(snapshot.Decide(new Query { Name = Encoding.ASCII.GetBytes(name), Time = now }, group).Allowed, $"{name} is let through for {group.Name}");
        }
    }

    private static Decision Decide(Snapshot snapshot, string name, string client, DateTimeOffset time) =>
        snapshot.Decide(new Query { Name = Encoding.ASCII.GetBytes(name), Client = new Client(ClientAddress.From(IPAddress.Parse(client))), Time = time });

    private DomainIndex Index()
    {
        var builder = new IndexBuilder();
        builder.AddFile("child-abuse", Write("abuse.txt", "evil.example\n"));
        builder.AddFile("terrorism", Write("terror.txt", "terror.example\n"));
        builder.AddFile("our-own-sealed", Write("arms.txt", "arms.example\n"), sealedCategory: true);
        builder.AddFile("gambling", Write("games.txt", "bets.example\n@@||evil.example^\n@@||arms.example^\n"));
        builder.Write(Path.Combine(_folder, "index"), new byte[16]);
        return DomainIndex.Open(Path.Combine(_folder, "index"));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
