using System.Net;
using Tutela.Engine.Policy;
using Tutela.Web.Modules.Filtering;
using Tutela.Web.Modules.Filtering.Rules;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Tests.Filtering;

public sealed class RulesBuilderTests
{
    private static readonly DateTimeOffset Noon = new(2026, 9, 14, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid PupilsId = new("01994d3e-0000-7000-8000-000000000001");

    private static FilterGroup[] Groups() =>
    [
        new() { Id = PupilsId, Name = "pupils", Title = "Pupils", Audience = GroupAudience.Pupils, Networks = ["10.1.0.0/16"], Block = ["adult", "gambling"], SafeSearch = true, Owner = Role.ComputingLead, Place = 0 },
        new() { Name = "staff", Title = "Staff", Audience = GroupAudience.Staff, Networks = ["10.2.0.0/16"], Block = ["adult"], Owner = Role.Headteacher, Place = 1 },
    ];

    private static RuleSet Read(RulesDocument document)
    {
        Assert.True(RuleSet.TryRead(document.ToJson(), out var rules, out var faults), string.Join("; ", faults));
        return rules;
    }

    private static string GroupOf(RuleSet rules, string address, string? device = null, string? user = null) =>
        rules.GroupOf(new Client(ClientAddress.From(IPAddress.Parse(address)), device, user)).Name;

    [Fact]
    public void Groups_become_rules_that_the_engine_reads()
    {
        var rules = Read(RulesBuilder.Build(Groups(), [], [], true, Noon));
        Assert.Equal(["pupils", "staff", "no-access"], rules.Groups.Select(g => g.Name));
        Assert.Equal(("pupils", "staff", "pupils"), (GroupOf(rules, "10.1.2.3"), GroupOf(rules, "10.2.2.3"), GroupOf(rules, "192.168.1.1")));
        Assert.Equal("Headteacher", rules.Find("staff")!.Owner);
        Assert.False(rules.Find("pupils")!.RecordsRefusalsOnly);
        Assert.True(Read(RulesBuilder.Build(Groups(), [], [], false, Noon)).Find("pupils")!.RecordsRefusalsOnly);
    }

    [Fact]
    public void Without_access_comes_before_every_network_device_and_user()
    {
        Assignment[] assignments =
        [
            new("staff", Mac: "9c:5c:8e:00:00:01", Address: "10.1.0.9", User: "ann"),
            new(Group.NoAccessName, Mac: "9c:5c:8e:00:00:01", Address: "10.1.0.9", User: "ann"),
            new("staff", Address: "10.1.0.10"),
        ];
        var rules = Read(RulesBuilder.Build(Groups(), [], assignments, true, Noon));
        Assert.Equal("no-access", GroupOf(rules, "10.1.0.9"));
        Assert.Equal("no-access", GroupOf(rules, "10.2.0.1", device: "9C-5C-8E-00-00-01"));
        Assert.Equal("no-access", GroupOf(rules, "10.2.0.1", user: "Ann"));
        Assert.Equal("staff", GroupOf(rules, "10.1.0.10"));
        Assert.Equal("pupils", GroupOf(rules, "10.1.0.11"));
    }

    [Fact]
    public void Same_address_of_two_devices_or_of_a_group_never_spoils_the_document()
    {
        var groups = Groups();
        groups[1].Networks = ["10.2.0.0/16", "10.1.0.9/32"];
        var rules = Read(RulesBuilder.Build(groups, [], [new("pupils", Address: "10.1.0.9"), new("staff", Address: "10.1.0.9"), new(Group.NoAccessName, Address: "10.3.0.1"), new(Group.NoAccessName, Address: "10.3.0.1"), new(Group.NoAccessName, Address: "fd00::1")], true, Noon));
        Assert.Equal("no-access", GroupOf(rules, "10.3.0.1"));
        Assert.Equal("no-access", GroupOf(rules, "fd00::1"));
        Assert.Equal("pupils", GroupOf(rules, "10.1.0.9"));
    }

    [Fact]
    public void Version_changes_with_the_content_and_only_then()
    {
        var version = RulesBuilder.Build(Groups(), [], [], true, Noon).Version;
        Assert.Equal(version, RulesBuilder.Build(Groups(), [], [], true, Noon.AddDays(1)).Version);
        var other = Groups();
        other[0].Block = ["adult"];
        Assert.NotEqual(version, RulesBuilder.Build(other, [], [], true, Noon).Version);
        Assert.NotEqual(version, RulesBuilder.Build(Groups(), [], [new(Group.NoAccessName, User: "ann")], true, Noon).Version);
    }

    [Fact]
    public void Exception_holds_for_its_group_until_it_ends()
    {
        FilterException Until(DateTimeOffset? until) => FilterException.Make(Groups()[0], "Lesson.Example", true, "A lesson", until, [], Guid.Empty, Noon);
        Assert.Equal("lesson.example", Assert.Single(Read(RulesBuilder.Build(Groups(), [Until(null)], [], true, Noon)).Find("pupils")!.Allow).Name);
        Assert.Empty(Read(RulesBuilder.Build(Groups(), [Until(Noon.AddDays(1))], [], true, Noon.AddDays(1))).Find("pupils")!.Allow);
        Assert.Empty(Read(RulesBuilder.Build(Groups(), [Until(null)], [], true, Noon)).Find("staff")!.Allow);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("example")]
    [InlineData("http://a.example/")]
    [InlineData("a b.example")]
    [InlineData("a..example")]
    [InlineData("<script>.example")]
    [InlineData("-a.example\0")]
    public void What_is_no_name_is_refused(string typed) =>
        Assert.Equal("Input.Name", Assert.Throws<Refused>(() => FilterException.Make(Groups()[0], typed, true, "why", null, [], Guid.Empty, Noon)).Field);

    [Fact]
    public void Exception_needs_a_reason_a_day_to_come_and_to_be_the_only_one()
    {
        var group = Groups()[0];
        Assert.Equal("Input.Reason", Assert.Throws<Refused>(() => FilterException.Make(group, "a.example", true, " ", null, [], Guid.Empty, Noon)).Field);
        Assert.Equal("Input.Until", Assert.Throws<Refused>(() => FilterException.Make(group, "a.example", true, "why", Noon, [], Guid.Empty, Noon)).Field);
        var open = FilterException.Make(group, "a.example", true, "why", null, [], Guid.Empty, Noon);
        Assert.Equal("Input.Name", Assert.Throws<Refused>(() => FilterException.Make(group, "*.a.example", false, "why", null, [open], Guid.Empty, Noon)).Field);
    }

    [Theory]
    [InlineData("10.1.0.1/16", "is not a network")]
    [InlineData("10.1", "is not a network")]
    [InlineData("everything", "is not a network")]
    [InlineData("10.2.0.0/16", "is in the group Staff already")]
    public void Wrong_network_is_refused(string network, string words)
    {
        var groups = Groups();
        var refused = Assert.Throws<Refused>(() => groups[0].Check(groups[0].State with { Networks = [network] }, [groups[1]]));
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Difference_names_what_changes_and_nothing_else()
    {
        var group = Groups()[0];
        var wish = group.Check(group.State with { Block = ["gambling", "games"], SafeSearch = false }, []);
        Assert.Equal([("Games", "let through", "refused"), ("Adult and sexual content", "refused", "let through"), ("Safe search", "on", "off")],
            group.Differences(wish).Select(d => (d.What, d.Before, d.After)));
        group.Change(wish);
        Assert.Throws<Refused>(() => group.Change(wish));
    }
}
