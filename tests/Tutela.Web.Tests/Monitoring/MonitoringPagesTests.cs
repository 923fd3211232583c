using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.Equipment;
using Tutela.Web.Modules.Filtering.Contract;
using Tutela.Web.Modules.Monitoring.Alerts;
using Tutela.Web.Modules.Monitoring.Naming;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Mail;
using Tutela.Web.Platform.Notices;

namespace Tutela.Web.Tests.Monitoring;

public sealed class MonitoringPagesTests(TestHost host)
{
    public static TheoryData<Role> RolesWithout(params Role[] roles) => [.. Enum.GetValues<Role>().Except(roles)];

    public static TheoryData<Role> NotMonitoring => RolesWithout(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.ComputingLead, Role.IctSupport);

    public static TheoryData<Role> NotSafeguarding => RolesWithout(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead);

    [Theory, MemberData(nameof(NotMonitoring))]
    public async Task Activity_and_alerts_are_closed_to_other_roles(Role role)
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(role);
        (await browser.OpenAsync("monitoring")).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.OpenAsync("monitoring/alerts")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Empty_page_says_that_no_node_was_heard_and_then_that_nothing_was_refused()
    {
        var school = await host.SchoolAsync();
        using var dsl = await school.AsAsync(Role.DesignatedSafeguardingLead);
        (await dsl.OpenAsync("monitoring")).ShouldSay("No node has been heard yet");
        using var node = await TestNode.OfAsync(school);
        await node.BeatAsync();
        (await dsl.OpenAsync("monitoring")).ShouldSay("Nothing was refused");
    }

    [Theory]
    [InlineData(Role.DesignatedSafeguardingLead)]
    [InlineData(Role.DeputySafeguardingLead)]
    [InlineData(Role.OnlineSafetyCoordinator)]
    [InlineData(Role.ComputingLead)]
    [InlineData(Role.IctSupport)]
    public async Task Refusal_shows_at_once_with_how_sure_it_is(Role role)
    {
        var school = await host.SchoolAsync();
        using var node = await TestNode.OfAsync(school);
        using var browser = await school.AsAsync(role);
        await node.SendAsync(TestNode.Refused("gambling.example", count: 2), TestNode.Refused("gambling.example"), TestNode.Allowed("bbc.example"));
        var page = await browser.OpenAsync("monitoring");
        page.ShouldSay("gambling.example, 3 times").ShouldSay("Gambling").ShouldSay("an address in the group Pupils").ShouldSay("127.0.1.5").ShouldNotSay("bbc.example");
    }

    [Fact]
    public async Task Filter_by_category_group_day_and_source_and_hostile_filters()
    {
        var school = await host.SchoolAsync();
        using var node = await TestNode.OfAsync(school);
        var yesterday = TimeProvider.System.GetUtcNow().AddDays(-1);
        await node.SendAsync(TestNode.Refused("one.example"), TestNode.Refused("two.example", category: "adult", client: "127.0.2.9", group: "staff"), TestNode.Refused("three.example", at: yesterday), TestNode.Refused("ad.example", category: "ads"));
        using var dsl = await school.AsAsync(Role.DesignatedSafeguardingLead);
        var all = await dsl.OpenAsync("monitoring");
        all.ShouldSay("one.example").ShouldSay("two.example").ShouldSay("three.example").ShouldNotSay("ad.example");
        (await dsl.OpenAsync("monitoring?category=adult")).ShouldSay("two.example").ShouldNotSay("one.example");
        (await dsl.OpenAsync("monitoring?group=staff")).ShouldSay("two.example").ShouldNotSay("one.example");
        (await dsl.OpenAsync("monitoring?category=ads")).ShouldSay("ad.example");
        var day = Tutela.Web.Platform.LondonTime.LondonDay(yesterday).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        (await dsl.OpenAsync($"monitoring?day={day}")).ShouldSay("three.example").ShouldNotSay("one.example");
        var ofStaff = all.Document.QuerySelectorAll("a").First(a => a.TextContent == "127.0.2.9").GetAttribute("href")!;
        (await dsl.OpenAsync(ofStaff)).ShouldSay("two.example").ShouldNotSay("one.example");
        foreach (var hostile in new[] { "category=%00", "category=%27%3Bdrop--", "day=99-99", "before=x-y", "before=9999999999999999999-1", "source=-1", "group=%3Cscript%3E" })
            (await dsl.OpenAsync($"monitoring?{hostile}")).ShouldBe(HttpStatusCode.OK).ShouldNotSay("<script>alert");
    }

    [Fact]
    public async Task More_than_a_page_goes_on_to_older_ones_without_a_gap()
    {
        var school = await host.SchoolAsync();
        using var node = await TestNode.OfAsync(school);
        var now = TimeProvider.System.GetUtcNow();
        await node.SendAsync([.. Enumerable.Range(0, 210).Select(i => TestNode.Refused($"site{i:000}.example", client: $"10.0.{i}.1", category: "games", at: now.AddSeconds(-i / 3)))]);
        using var dsl = await school.AsAsync(Role.DesignatedSafeguardingLead);
        var first = await dsl.OpenAsync("monitoring");
        var older = await dsl.OpenAsync(first.Document.QuerySelector("a[rel=next]")!.GetAttribute("href")!.Insert(0, school.Href("monitoring")));
        var seen = Enumerable.Range(0, 210).Count(i => first.Text.Contains($"site{i:000}.example", StringComparison.Ordinal) || older.Text.Contains($"site{i:000}.example", StringComparison.Ordinal));
        Assert.Equal(210, seen);
    }

    [Fact]
    public async Task Name_in_a_category_of_illegal_content_is_kept_nowhere()
    {
        var school = await host.SchoolAsync();
        using var node = await TestNode.OfAsync(school);
        await node.SendAsync(TestNode.Refused("never-to-be-seen.example", category: "child-abuse", list: "sealed"));
        using var dsl = await school.AsAsync(Role.DesignatedSafeguardingLead);
        (await dsl.OpenAsync("monitoring")).ShouldSay("(withheld)").ShouldNotSay("never-to-be-seen");
        Assert.Equal(0, await IntakeTests.NumberAsync(school, "select count(*) as \"Value\" from school.activity_names where name like '%never-to-be-seen%'"));
        var alert = await school.QueryAsync(db => db.Set<Alert>().SingleAsync());
        Assert.Equal((AlertKind.HighRisk, 5), (alert.Kind, alert.Grade));
        (await dsl.OpenAsync($"monitoring/alerts/{alert.Id}")).ShouldSay("5: act now").ShouldNotSay("never-to-be-seen");
    }

    [Fact]
    public async Task Flood_of_refusals_hides_neither_a_grave_one_nor_attempts()
    {
        var school = await host.SchoolAsync();
        using var node = await TestNode.OfAsync(school);
        // More than are read at once: pages that ask for advertising, all in the last minute.
        var began = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        (await node.SendAsync([.. Enumerable.Range(0, 50_100).Select(i => TestNode.Refused($"ad{i % 50}.example", category: "ads", at: began.AddMilliseconds(i)))])).EnsureSuccessStatusCode();
        (await node.SendAsync(TestNode.Refused("dark.example", category: "self-harm"))).EnsureSuccessStatusCode();
        for (var i = 0; i < 5; i++) (await node.SendAsync(TestNode.Refused("gambling.example"))).EnsureSuccessStatusCode();
        var alerts = await school.QueryAsync(db => db.Set<Alert>().OrderBy(a => a.Kind).ToListAsync());
        Assert.Equivalent(new[] { (AlertKind.HighRisk, "self-harm", 1), (AlertKind.RepeatedAttempts, "gambling", 5) }, alerts.Select(a => (a.Kind, a.Category, a.Count)).ToArray());
    }

    [Fact]
    public async Task Repeated_attempts_raise_one_alert_per_address_and_tell_the_lead_without_detail()
    {
        var school = await host.SchoolAsync();
        using var node = await TestNode.OfAsync(school);
        var lead = await school.PersonAsync(Role.DesignatedSafeguardingLead);
        for (var i = 0; i < 4; i++) await node.SendAsync(TestNode.Refused("gambling.example"), TestNode.Refused("gambling.example", client: "127.0.1.6"));
        Assert.Empty(await school.QueryAsync(db => db.Set<Alert>().ToListAsync()));
        await node.SendAsync(TestNode.Refused("gambling.example"));
        await node.SendAsync(TestNode.Refused("casino.example"));
        var alert = Assert.Single(await school.QueryAsync(db => db.Set<Alert>().ToListAsync()));
        Assert.Equal((AlertKind.RepeatedAttempts, "address:127.0.1.5", 6, 3), (alert.Kind, alert.Subject, alert.Count, alert.Grade));
        var notice = Assert.Single(await school.QueryAsync(db => db.Set<Notice>().Where(n => n.PersonId == lead.Id).ToListAsync()));
        Assert.DoesNotContain("gambling", notice.Text, StringComparison.OrdinalIgnoreCase);
        var mail = Assert.Single(await school.QueryAsync(db => db.Set<OutboxMail>().Where(m => m.To == lead.Email).ToListAsync()));
        Assert.DoesNotContain("gambling", mail.Subject + mail.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("alert", mail.Subject, StringComparison.OrdinalIgnoreCase);

        using var dsl = await school.AsAsync(lead);
        (await dsl.OpenAsync("")).ShouldSay("1 new alert from monitoring");
        var list = await dsl.OpenAsync("monitoring/alerts");
        var page = await list.FollowAsync("Repeated attempts: Gambling");
        page.ShouldSay("6 requests were refused").ShouldSay("casino.example").ShouldSay("counted per device or address, not per child");
    }

    [Fact]
    public async Task Alert_goes_to_the_deputy_where_there_is_no_lead_else_to_the_head()
    {
        foreach (var role in new[] { Role.DeputySafeguardingLead, Role.Headteacher })
        {
            var school = await host.SchoolAsync();
            var person = await school.PersonAsync(role);
            using var node = await TestNode.OfAsync(school);
            await node.SendAsync(TestNode.Refused("vpn.example", category: "vpn"));
            Assert.Single(await school.QueryAsync(db => db.Set<Notice>().Where(n => n.PersonId == person.Id).ToListAsync()));
        }
    }

    [Fact]
    public async Task Alert_that_was_not_a_worry_asks_a_reason_counts_as_such_and_does_not_come_back_for_what_was_decided()
    {
        var school = await host.SchoolAsync();
        using var node = await TestNode.OfAsync(school);
        await node.SendAsync(TestNode.Refused("gambling.example", count: 5));
        var id = await school.QueryAsync(db => db.Set<Alert>().Select(a => a.Id).SingleAsync());
        using var dsl = await school.AsAsync(Role.DesignatedSafeguardingLead);
        var page = await dsl.OpenAsync($"monitoring/alerts/{id}");
        (await page.PressAsync("Not a worry", ("Input.Reason", ""))).ShouldShowError("Input.Reason", "Enter the reason for this decision");
        (await page.PressAsync("Not a worry", ("Input.Reason", new string('x', 2001)))).ShouldShowError("Input.Reason", "Keep the reason to 2000 characters");
        (await page.PressAsync("Not a worry", ("Input.Reason", "A lesson on <b>odds</b>"))).ShouldSay("Not a worry, by").ShouldSay("A lesson on <b>odds</b>").ShouldNotSay("Make this a concern");
        (await dsl.OpenAsync("monitoring/alerts")).ShouldSay("Of 1 decided alert, 1 (100 %) was not a worry.").ShouldSay("No new alerts");
        await node.SendAsync(TestNode.Refused("other.example"));
        Assert.Equal(1, await school.QueryAsync(db => db.Set<Alert>().CountAsync()));
        (await page.PressAsync("Not a worry", ("Input.Reason", "again"))).ShouldSay("Somebody has decided this alert already");
    }

    [Fact]
    public async Task Alert_becomes_a_concern_with_one_press_and_names_nobody()
    {
        var school = await host.SchoolAsync();
        var child = await school.PersonAsync("Ira", "Hiddenchild", Role.Pupil);
        await LendAsync(school, "127.0.1.5", child.Id, null);
        using var node = await TestNode.OfAsync(school);
        await node.SendAsync(TestNode.Refused("gambling.example", count: 5));
        var id = await school.QueryAsync(db => db.Set<Alert>().Select(a => a.Id).SingleAsync());
        using var dsl = await school.AsAsync(Role.DesignatedSafeguardingLead);
        var alert = await dsl.OpenAsync($"monitoring/alerts/{id}");
        var concern = await alert.PressAsync("Make this a concern");
        concern.ShouldBe(HttpStatusCode.OK).ShouldSay("Repeated attempts: Gambling").ShouldNotSay("Hiddenchild");
        Assert.Contains("/concerns/", concern.Address.AbsolutePath, StringComparison.Ordinal);
        (await alert.PressAsync("Make this a concern")).ShouldSay("Somebody has decided this alert already");
        (await dsl.OpenAsync($"monitoring/alerts/{id}")).ShouldSay("Concern raised, by").ShouldSay("The concern that was raised").ShouldNotSay("Make this a concern");
        Assert.Equal(AlertStatus.ConcernRaised, await school.QueryAsync(db => db.Set<Alert>().Select(a => a.Status).SingleAsync()));
    }

    [Theory, MemberData(nameof(NotSafeguarding))]
    public async Task Alert_is_decided_by_safeguarding_only(Role role)
    {
        var school = await host.SchoolAsync();
        using var node = await TestNode.OfAsync(school);
        await node.SendAsync(TestNode.Refused("gambling.example", count: 5));
        var id = await school.QueryAsync(db => db.Set<Alert>().Select(a => a.Id).SingleAsync());
        using var browser = await school.AsAsync(role);
        var answer = await browser.PostAsync(school.Href($"monitoring/alerts/{id}"), ("step", nameof(AlertAction.NotAWorry)), ("Input.Reason", "mine"));
        Assert.True(answer.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, answer.Status.ToString());
        Assert.Equal(AlertStatus.New, await school.QueryAsync(db => db.Set<Alert>().Select(a => a.Status).SingleAsync()));
    }

    [Fact]
    public async Task Alert_of_another_school_and_one_that_is_not_there_are_absent()
    {
        var (one, two) = (await host.SchoolAsync(), await host.SchoolAsync());
        using var node = await TestNode.OfAsync(one);
        await node.SendAsync(TestNode.Refused("gambling.example", count: 5));
        var id = await one.QueryAsync(db => db.Set<Alert>().Select(a => a.Id).SingleAsync());
        using var dsl = await two.AsAsync(Role.DesignatedSafeguardingLead);
        (await dsl.OpenAsync($"monitoring/alerts/{id}")).ShouldBe(HttpStatusCode.NotFound);
        (await dsl.PostAsync(two.Href($"monitoring/alerts/{id}"), ("step", nameof(AlertAction.NotAWorry)), ("Input.Reason", "x"))).ShouldBe(HttpStatusCode.NotFound);
        (await dsl.OpenAsync($"monitoring/alerts/{Guid.Empty}")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Silent_node_raises_an_alert_tells_people_and_ends_by_itself()
    {
        var clock = new TestClock(TimeProvider.System.GetUtcNow());
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync(app: app);
        var (lead, computing) = (await school.PersonAsync(Role.DesignatedSafeguardingLead), await school.PersonAsync(Role.ComputingLead));
        using var node = await TestNode.OfAsync(school);
        await school.RunJobAsync<SilentNodes>();
        Assert.Empty(await school.QueryAsync(db => db.Set<Alert>().ToListAsync()));
        await node.BeatAsync();
        clock.Advance(TimeSpan.FromMinutes(5));
        await school.RunJobAsync<SilentNodes>();
        await school.RunJobAsync<SilentNodes>();
        var alert = Assert.Single(await school.QueryAsync(db => db.Set<Alert>().ToListAsync()));
        Assert.Equal((AlertKind.NodeSilent, AlertStatus.New), (alert.Kind, alert.Status));
        Assert.Equal(2, await school.QueryAsync(db => db.Set<Notice>().CountAsync(n => n.PersonId == lead.Id || n.PersonId == computing.Id)));
        using var browser = await school.AsAsync(computing);
        (await browser.OpenAsync("")).ShouldSay($"Filter node {node.Name} is silent");
        (await browser.OpenAsync("monitoring/alerts")).ShouldSay($"Filter node {node.Name} is silent");
        (await browser.OpenAsync("monitoring")).ShouldSay($"Node {node.Name} is silent");
        await node.BeatAsync();
        await school.RunJobAsync<SilentNodes>();
        Assert.Equal(AlertStatus.Over, await school.QueryAsync(db => db.Set<Alert>().Select(a => a.Status).SingleAsync()));
    }

    [Fact]
    public async Task Person_is_named_with_a_reason_where_the_device_was_lent_to_one_and_it_is_recorded()
    {
        var school = await host.SchoolAsync();
        var child = await school.PersonAsync("Ida", "Testchild", Role.Pupil);
        await LendAsync(school, "127.0.1.5", child.Id, null);
        using var node = await TestNode.OfAsync(school);
        await node.SendAsync(TestNode.Refused("gambling.example"));
        using var dsl = await school.AsAsync(Role.DesignatedSafeguardingLead);
        var activity = await dsl.OpenAsync("monitoring");
        activity.ShouldSay("lent to one person at that time").ShouldSay("Tablet 14").ShouldNotSay("Testchild");
        var page = await dsl.OpenAsync(activity.Document.QuerySelectorAll("a").First(a => a.TextContent.StartsWith("Who was it?", StringComparison.Ordinal)).GetAttribute("href")!);
        page.ShouldNotSay("Testchild");
        (await page.PressAsync("Show the name", ("Input.Reason", ""))).ShouldShowError("Input.Reason", "Enter why you need to know who this was").ShouldNotSay("Testchild");
        Assert.Equal(0, await NamedAsync(school));
        (await page.PressAsync("Show the name", ("Input.Reason", "Repeated attempts in a lesson"))).ShouldSay("Ida Testchild").ShouldSay("had this device on loan");
        Assert.Equal(1, await NamedAsync(school));
        Assert.Equal(child.Id, await school.QueryAsync(db => db.Set<AuditEvent>().Where(e => e.Process == NameModel.Named.Code).Select(e => e.AboutPersonId!.Value).SingleAsync()));

        using var support = await school.AsAsync(Role.IctSupport);
        (await support.OpenAsync("monitoring")).ShouldSay("a device that was lent to one person").ShouldNotSay("Tablet 14").ShouldNotSay("Testchild").ShouldNotSay("Who was it?");
        (await support.OpenAsync(page.Address.PathAndQuery)).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData(null, "Only an address is known")]
    [InlineData("4B", "Class 4B used this device")]
    [InlineData("", "Nobody had this device on loan")]
    public async Task Nobody_is_named_where_nothing_ties_it_to_one(string? className, string why)
    {
        var school = await host.SchoolAsync();
        if (className is not null) await LendAsync(school, "127.0.1.5", null, className);
        using var node = await TestNode.OfAsync(school);
        await node.SendAsync(TestNode.Refused("gambling.example"));
        using var dsl = await school.AsAsync(Role.DesignatedSafeguardingLead);
        var activity = await dsl.OpenAsync("monitoring");
        var href = activity.Document.QuerySelectorAll("a").First(a => a.TextContent.StartsWith("Who was it?", StringComparison.Ordinal)).GetAttribute("href")!;
        (await dsl.OpenAsync(href)).ShouldSay(why).ShouldNotSay("Show the name");
        (await dsl.PostAsync(href, ("Input.Reason", "I want to know"))).ShouldSay(why);
        Assert.Equal(0, await NamedAsync(school));
    }

    [Fact]
    public async Task User_is_named_by_the_name_that_the_proxy_knows()
    {
        var school = await host.SchoolAsync();
        var child = await school.PersonAsync("Ivo", "Proxychild", Role.Pupil);
        using var node = await TestNode.OfAsync(school);
        await node.SendAsync(TestNode.Refused("gambling.example", user: child.UserName.ToUpperInvariant()), TestNode.Refused("other.example", user: "nobody-here"));
        using var dsl = await school.AsAsync(Role.DeputySafeguardingLead);
        var activity = await dsl.OpenAsync("monitoring");
        activity.ShouldSay("a user who had signed in").ShouldNotSay(child.UserName).ShouldNotSay("nobody-here");
        var links = activity.Document.QuerySelectorAll("a").Where(a => a.TextContent.StartsWith("Who was it?", StringComparison.Ordinal)).ToList();
        var named = await dsl.PostAsync(links.Single(a => a.TextContent.Contains("gambling", StringComparison.Ordinal)).GetAttribute("href")!, ("Input.Reason", "Needed"));
        named.ShouldSay("Ivo Proxychild");
        (await dsl.PostAsync(links.Single(a => a.TextContent.Contains("other", StringComparison.Ordinal)).GetAttribute("href")!, ("Input.Reason", "Needed"))).ShouldSay("belongs to nobody");
    }

    [Theory, MemberData(nameof(NotSafeguarding))]
    public async Task Naming_is_closed_to_other_roles(Role role)
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(role);
        (await browser.OpenAsync("monitoring/name?source=1&at=1")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Naming_what_was_never_refused_or_is_another_schools_is_absent()
    {
        var (one, two) = (await host.SchoolAsync(), await host.SchoolAsync());
        using var node = await TestNode.OfAsync(one);
        await node.SendAsync(TestNode.Refused("gambling.example"));
        using var dslOne = await one.AsAsync(Role.DesignatedSafeguardingLead);
        using var dslTwo = await two.AsAsync(Role.DesignatedSafeguardingLead);
        var href = (await dslOne.OpenAsync("monitoring")).Document.QuerySelectorAll("a").First(a => a.TextContent.StartsWith("Who was it?", StringComparison.Ordinal)).GetAttribute("href")!;
        (await dslTwo.OpenAsync(href.Replace(one.Slug, two.Slug, StringComparison.Ordinal))).ShouldBe(HttpStatusCode.NotFound);
        foreach (var query in new[] { "source=1&at=-5", "source=1&at=999999999999999999", "source=x&at=y", "" })
            (await dslOne.OpenAsync($"monitoring/name?{query}")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Figures_count_by_category_and_month_without_a_name()
    {
        var school = await host.SchoolAsync();
        using var node = await TestNode.OfAsync(school);
        await node.SendAsync(TestNode.Refused("gambling.example", count: 3), TestNode.Refused("ad.example", category: "ads"), TestNode.Allowed("bbc.example"));
        var today = Tutela.Web.Platform.LondonTime.Today(TimeProvider.System);
        var figures = await school.WithAsync(services => services.GetRequiredService<FilteringFigures>().RefusalsAsync(today.AddDays(-40), today));
        var figure = Assert.Single(figures);
        Assert.Equal((new DateOnly(today.Year, today.Month, 1), "gambling", 3L), (figure.Month, figure.Category, figure.Count));
    }

    internal static Task LendAsync(TestSchool school, string address, Guid? person, string? className) => school.WithAsync(services =>
    {
        var db = services.GetRequiredService<TutelaDb>();
        var now = TimeProvider.System.GetUtcNow().AddHours(-1);
        var device = new Device { Id = Guid.CreateVersion7(now), Name = "Tablet 14", Kind = DeviceKind.Tablet, Address = address, AddedAt = now };
        db.Add(device);
        if (person is not null || !string.IsNullOrEmpty(className)) db.Add(DeviceLoan.Make(device, false, new(person, className, false), new(true), Guid.Empty, now));
        return Task.CompletedTask;
    });

    private static Task<int> NamedAsync(TestSchool school) => school.QueryAsync(db => db.Set<AuditEvent>().CountAsync(e => e.Process == NameModel.Named.Code));
}
