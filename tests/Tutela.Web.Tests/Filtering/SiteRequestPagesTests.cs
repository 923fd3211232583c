using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.Filtering;
using Tutela.Web.Modules.Filtering.Requests;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Mail;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Tests.Monitoring;

namespace Tutela.Web.Tests.Filtering;

/// <summary>Asking for a site and reporting one, from the form to the nodes' rules.</summary>
public sealed class SiteRequestPagesTests(TestHost host)
{
    private static readonly Role[] May = [.. Roles.Staff, Role.Pupil];

    public static TheoryData<Role> Outsiders => [.. Enum.GetValues<Role>().Except(May)];

    private static (string, string)[] Asked(DateOnly first, DateOnly last, string address = "https://maps.example/rivers") =>
        [("Input.Site", address), ("Input.Group", "pupils"), ("Input.ClassName", "4B"), ("Input.Why", "Rivers: the class <b>draws</b> a map"), .. Day("Input.StartsOn", first), .. Day("Input.EndsOn", last)];

    private static (string, string)[] Day(string field, DateOnly day) => [($"{field}.Day", $"{day.Day}"), ($"{field}.Month", $"{day.Month}"), ($"{field}.Year", $"{day.Year}")];

    private static (string, string)[] Found(DateTimeOffset seen, string address = "https://bad.example/page?x=1") =>
        [("Input.Site", address), ("Input.Wrong", "Violent"), ("Input.ClassName", "3A"), .. Day("Input.On", seen.LondonDay()), ("Input.At", DateOf(seen))];

    private static string DateOf(DateTimeOffset at) => Tutela.Web.Platform.Ui.DateText.Time(at);

    private static async Task<List<string>> AllowedAsync(TestNode node, string list = "allow")
    {
        using var json = JsonDocument.Parse(await (await node.RulesAsync()).Content.ReadAsStringAsync());
        var pupils = json.RootElement.GetProperty("groups").EnumerateArray().Single(g => g.GetProperty("name").GetString() == "pupils");
        return pupils.TryGetProperty(list, out var names) && names.ValueKind == JsonValueKind.Array ? [.. names.EnumerateArray().Select(e => e.GetProperty("name").GetString()!)] : [];
    }

    [Theory, MemberData(nameof(Outsiders))]
    public async Task Asking_and_reporting_are_for_staff_and_pupils(Role role)
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(role);
        foreach (var path in new[] { "filtering/requests/ask", "filtering/requests/unsuitable", "filtering/requests", $"filtering/requests/{Guid.Empty}" })
        {
            (await browser.OpenAsync(path)).ShouldBe(HttpStatusCode.Forbidden);
            if (path != "filtering/requests") (await browser.PostAsync(school.Href(path), ("Input.Site", "a.example"))).ShouldBe(HttpStatusCode.Forbidden);
        }
        Assert.Equal(0, await school.QueryAsync(db => db.Set<SiteRequest>().CountAsync()));
    }

    [Fact]
    [Shows("WED-3.5f")]
    public async Task Site_is_asked_for_with_purpose_class_and_days_decided_by_the_provider_and_closed_again_by_itself()
    {
        var clock = new TestClock(TimeProvider.System.GetUtcNow());
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync(app: app);
        var provider = await school.PersonAsync(Role.IctSupport);
        using var node = await TestNode.OfAsync(school);
        using var teacher = await school.AsAsync(Role.Teacher);
        var form = await teacher.OpenAsync("filtering/requests/ask?name=maps.example");
        Assert.Equal("maps.example", form.Document.GetElementById("Input_Site")!.GetAttribute("value"));
        (await form.PressAsync("Ask for it", ("Input.Site", "https://maps.example/x"))).ShouldShowError("Input.Why", "Enter what it is for");
        var (first, last) = (clock.Today().AddDays(2), clock.Today().AddDays(4));
        var asked = await form.PressAsync("Ask for it", Asked(first, last));
        asked.ShouldSay("Open maps.example").ShouldSay("Waiting").ShouldSay("Rivers: the class <b>draws</b> a map").ShouldSay("4B").ShouldSay($"Decided by: {provider.Name}").ShouldNotSay("Open it?");
        (await form.PressAsync("Ask for it", Asked(first, last))).ShouldShowError("Input.Site", "asked for this site already");
        var id = await school.QueryAsync(db => db.Set<SiteRequest>().Select(r => r.Id).SingleAsync());
        Assert.Single(await school.QueryAsync(db => db.Set<Notice>().Where(n => n.PersonId == provider.Id).ToListAsync()));
        Assert.DoesNotContain("maps", string.Concat((await school.QueryAsync(db => db.Set<OutboxMail>().Where(m => m.To == provider.Email).ToListAsync())).Select(m => m.Subject + m.Body)), StringComparison.Ordinal);

        // Whom the policy does not name does not decide: the teacher who asked, and the computing lead here.
        (await teacher.PostAsync(school.Href($"filtering/requests/{id}"), ("Input.Action", "Grant"), ("Input.Name", "maps.example"), ("Input.Groups", "pupils"))).ShouldSay("You asked for this yourself");
        using var lead = await school.AsAsync(Role.ComputingLead);
        (await lead.OpenAsync($"filtering/requests/{id}")).ShouldSay("Open maps.example").ShouldNotSay("Open it?");
        (await lead.PostAsync(school.Href($"filtering/requests/{id}"), ("Input.Action", "Grant"), ("Input.Name", "maps.example"), ("Input.Groups", "pupils"))).ShouldBe(HttpStatusCode.Forbidden);
        Assert.Empty(await AllowedAsync(node));

        clock.Advance(TimeSpan.FromMinutes(40));
        using var support = await school.AsAsync(provider);
        (await support.OpenAsync("")).ShouldSay("A site that was asked for waits for an answer");
        (await support.OpenAsync("filtering/requests")).ShouldSay("Open maps.example").ShouldSay(teacher.Person.Name);
        var page = await support.OpenAsync($"filtering/requests/{id}");
        (await page.PressAsync("Open it", Day("Input.Until", last.AddDays(1)))).ShouldShowError("Input.Until", "that day or an earlier one").ShouldSay("Waiting");
        (await page.PressAsync("Open it", ("Input.Name", "not a name"))).ShouldShowError("Input.Name", "Enter a name such as");
        (await page.PressAsync("Do not open it")).ShouldShowError("Input.Answer", "Write why");
        (await page.PressAsync("Open it", ("Input.Answer", "Open for your lesson"))).ShouldSay("Opened").ShouldSay("after 40 minutes").ShouldSay("maps.example let through from");
        (await support.PostAsync(school.Href($"filtering/requests/{id}"), ("Input.Action", "Decline"), ("Input.Answer", "No"))).ShouldSay("answered already");
        using var again = await school.AsAsync(teacher.Person);
        (await again.OpenAsync($"filtering/requests/{id}")).ShouldSay("Open for your lesson");
        Assert.True(await school.QueryAsync(db => db.Set<AuditEvent>().AnyAsync(e => e.Process == FilteringModule.SiteAnswered.Code)));

        // Not before its day, on its days, and not after.
        Assert.Empty(await AllowedAsync(node));
        clock.Advance(first.Start() - clock.GetUtcNow());
        Assert.Equal(["maps.example"], await AllowedAsync(node));
        clock.Advance(last.AddDays(1).Start() - clock.GetUtcNow());
        Assert.Empty(await AllowedAsync(node));
        using var late = await school.AsAsync(provider);
        (await late.OpenAsync($"filtering/requests/{id}")).ShouldSay("over");

        // What has run out makes way for what comes after it.
        using var later = await school.AsAsync(teacher.Person);
        await (await later.OpenAsync("filtering/requests/ask")).PressAsync("Ask for it", Asked(clock.Today(), clock.Today()));
        var second = await school.QueryAsync(db => db.Set<SiteRequest>().Where(r => r.Status == SiteRequestStatus.Waiting).Select(r => r.Id).SingleAsync());
        (await (await late.OpenAsync($"filtering/requests/{second}")).PressAsync("Open it")).ShouldSay("in force now");
        Assert.Equal(["maps.example"], await AllowedAsync(node));
    }

    [Fact]
    public async Task Whoever_decides_reads_how_often_and_as_what_the_site_was_refused_and_the_asker_does_not()
    {
        var (school, other) = (await host.SchoolAsync(), await host.SchoolAsync());
        using var node = await TestNode.OfAsync(school);
        using var theirs = await TestNode.OfAsync(other);
        var now = TimeProvider.System.GetUtcNow();
        await node.SendAsync(TestNode.Refused("maps.example", category: "games", count: 2, at: now.AddMinutes(-9)), TestNode.Refused("tiles.maps.example", category: "games", at: now.AddMinutes(-5)),
            TestNode.Refused("maps.example", category: "social", at: now.AddMinutes(-8)), TestNode.Refused("notmaps.example", category: "gambling"), TestNode.Allowed("maps.example"));
        await theirs.SendAsync(TestNode.Refused("maps.example", category: "chat"));
        using var teacher = await school.AsAsync(Role.Teacher);
        var today = TimeProvider.System.Today();
        (await (await teacher.OpenAsync("filtering/requests/ask")).PressAsync("Ask for it", Asked(today, today))).ShouldNotSay("Refused in the last");
        using var support = await school.AsAsync(Role.IctSupport);
        var id = await school.QueryAsync(db => db.Set<SiteRequest>().Select(r => r.Id).SingleAsync());
        (await support.OpenAsync($"filtering/requests/{id}")).ShouldSay("3 times, as Games").ShouldSay("once, as Social media").ShouldNotSay("Gambling").ShouldNotSay("Chat");
        await (await teacher.OpenAsync("filtering/requests/ask")).PressAsync("Ask for it", Asked(today, today, "rivers.example"));
        var quiet = await school.QueryAsync(db => db.Set<SiteRequest>().Where(r => r.Name == "rivers.example").Select(r => r.Id).SingleAsync());
        (await support.OpenAsync($"filtering/requests/{quiet}")).ShouldSay("not once");
    }

    [Fact]
    public async Task Whoever_decides_for_the_policy_never_decides_on_what_they_asked_for()
    {
        var school = await host.SchoolAsync();
        using var only = await school.AsAsync(Role.IctSupport);
        using var head = await school.AsAsync(Role.Headteacher);
        var today = TimeProvider.System.Today();
        var asked = await (await only.OpenAsync("filtering/requests/ask")).PressAsync("Ask for it", Asked(today, today));
        asked.ShouldSay($"Decided by: {head.Person.Name}").ShouldNotSay("Open it?");
        var id = await school.QueryAsync(db => db.Set<SiteRequest>().Select(r => r.Id).SingleAsync());
        (await only.PostAsync(school.Href($"filtering/requests/{id}"), ("Input.Action", "Decline"), ("Input.Answer", "x"))).ShouldSay("You asked for this yourself");
        (await (await head.OpenAsync($"filtering/requests/{id}")).PressAsync("Do not open it", ("Input.Answer", "Use the school's own maps"))).ShouldSay("Not opened");
        (await only.OpenAsync($"filtering/requests/{id}")).ShouldSay("Use the school's own maps").ShouldNotSay("Take it back");
        Assert.Equal(0, await school.QueryAsync(db => db.Set<FilterException>().CountAsync()));
    }

    [Fact]
    public async Task Asker_takes_a_request_back_and_nobody_else_sees_it_or_does()
    {
        var (school, other) = (await host.SchoolAsync(), await host.SchoolAsync());
        using var teacher = await school.AsAsync(Role.Teacher);
        var today = TimeProvider.System.Today();
        await (await teacher.OpenAsync("filtering/requests/ask")).PressAsync("Ask for it", Asked(today, today));
        var id = await school.QueryAsync(db => db.Set<SiteRequest>().Select(r => r.Id).SingleAsync());
        using var colleague = await school.AsAsync(Role.Teacher);
        using var stranger = await other.AsAsync(Role.IctSupport);
        foreach (var (browser, href) in new[] { (colleague, school.Href($"filtering/requests/{id}")), (stranger, other.Href($"filtering/requests/{id}")) })
        {
            (await browser.OpenAsync(href)).ShouldBe(HttpStatusCode.NotFound);
            (await browser.PostAsync(href, ("Input.Action", "Withdraw"))).ShouldBe(HttpStatusCode.NotFound);
        }
        (await colleague.OpenAsync("filtering/requests")).ShouldNotSay("maps.example").ShouldSay("Nothing is waiting");
        using var support = await school.AsAsync(Role.IctSupport);
        (await support.PostAsync(school.Href($"filtering/requests/{id}"), ("Input.Action", "Withdraw"))).ShouldBe(HttpStatusCode.Forbidden);
        (await (await teacher.OpenAsync($"filtering/requests/{id}")).PressAsync("Take it back")).ShouldSay("Taken back");
        (await support.OpenAsync($"filtering/requests/{id}")).ShouldNotSay("Open it?");
    }

    [Fact]
    public async Task Pupil_asks_in_their_own_words_and_reads_the_answer_and_who_runs_the_filter_never_reads_their_name()
    {
        var school = await host.SchoolAsync();
        using var node = await TestNode.OfAsync(school);
        using var child = await school.AsAsync(await school.PersonAsync("Rowan", "Ashgrove", Role.Pupil));
        var form = await child.OpenAsync("filtering/requests/ask?name=otters.example");
        (await form.PressAsync("Ask")).ShouldShowError("Input.Why", "Write what you need it for");
        (await form.PressAsync("Ask", ("Input.Site", "the otter page"), ("Input.Why", "otters"))).ShouldShowError("Input.Site", "That is not the name of a website");
        (await form.PressAsync("Ask", ("Input.Why", "I am Rowan and I do otters"))).ShouldSay("Thank you").ShouldSay("otters.example").ShouldSay("Waiting");

        using var support = await school.AsAsync(Role.IctSupport);
        (await support.OpenAsync("filtering/requests")).ShouldSay("A pupil in Year 4").ShouldNotSay("Ashgrove");
        var id = await school.QueryAsync(db => db.Set<SiteRequest>().Select(r => r.Id).SingleAsync());
        var page = await support.OpenAsync($"filtering/requests/{id}");
        page.ShouldSay("A pupil in Year 4").ShouldNotSay("Ashgrove");
        using var dsl = await school.AsAsync(Role.DesignatedSafeguardingLead);
        (await dsl.OpenAsync($"filtering/requests/{id}")).ShouldSay("Rowan Ashgrove");
        (await page.PressAsync("Open it", ("Input.Groups", "staff"), ("Input.Answer", "Have fun"))).ShouldShowError("Input.Until", "ends by itself");
        await page.PressAsync("Open it", ("Input.Answer", "Have fun"));
        Assert.Equal(["otters.example"], await AllowedAsync(node));
        Assert.DoesNotContain("Rowan", await (await node.RulesAsync()).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        (await child.OpenAsync("filtering/requests/ask")).ShouldSay("Opened").ShouldSay("Have fun");
        (await child.OpenAsync("filtering/requests")).ShouldBe(HttpStatusCode.Forbidden);
        (await child.OpenAsync($"filtering/requests/{id}")).ShouldBe(HttpStatusCode.Forbidden);
        using var friend = await school.AsAsync(Role.Pupil);
        (await friend.OpenAsync("filtering/requests/ask")).ShouldNotSay("otters.example");
    }

    [Fact]
    [Shows("WID-5.22")]
    public async Task Unsuitable_find_is_reported_with_address_class_and_time_and_the_provider_is_asked_to_close_it()
    {
        var school = await host.SchoolAsync("school-devices-only");
        using var node = await TestNode.OfAsync(school);
        using var support = await school.AsAsync(Role.IctSupport);
        using var teacher = await school.AsAsync(Role.Teacher);
        var form = await teacher.OpenAsync("filtering/requests/unsuitable");
        form.ShouldSay("do not look at it again");
        var seen = TimeProvider.System.GetUtcNow().AddMinutes(-30);
        (await form.PressAsync("Report it", ("Input.At", "9:05am"))).ShouldShowError("Input.Wrong", "Choose what is wrong");
        (await form.PressAsync("Report it", ("Input.Wrong", "Violent"), ("Input.At", "9:05am"))).ShouldShowError("Input.Site", "Enter the site's address");
        (await form.PressAsync("Report it", ("Input.Wrong", "Violent"), ("Input.Site", "a.example"))).ShouldShowError("Input.At", "Enter when it was seen");
        (await form.PressAsync("Report it", Found(TimeProvider.System.GetUtcNow().AddDays(1)))).ShouldShowError("Input.At", "can't be in the future");
        Assert.Equal(0, await school.QueryAsync(db => db.Set<SiteRequest>().CountAsync()));
        (await form.PressAsync("Report it", Found(seen))).ShouldSay("Close bad.example").ShouldSay("https://bad.example/page?x=1").ShouldSay("3A").ShouldSay("Violent or frightening").ShouldNotSay("Close it?");

        (await support.OpenAsync("")).ShouldSay("An unsuitable site waits to be closed");
        var id = await school.QueryAsync(db => db.Set<SiteRequest>().Select(r => r.Id).SingleAsync());
        var page = await support.OpenAsync($"filtering/requests/{id}");
        (await page.PressAsync("Leave it open")).ShouldShowError("Input.Answer", "Write why");
        (await page.PressAsync("Close it")).ShouldSay("Closed").ShouldSay("bad.example refused");
        Assert.Equal(["bad.example"], await AllowedAsync(node, "deny"));
        (await support.OpenAsync("")).ShouldNotSay("An unsuitable site waits to be closed");
    }

    [Theory]
    [Shows("CRO-B.12")]
    [InlineData("signed-code", new[] { Role.Headteacher, Role.DesignatedSafeguardingLead }, new[] { Role.SeniorLeader, Role.Teacher })]
    [Shows("HAM-10.2")]
    [InlineData("professional-trust", new[] { Role.OnlineSafetyCoordinator, Role.SeniorLeader, Role.IctSupport }, new[] { Role.DeputySafeguardingLead, Role.Teacher })]
    [Shows("WED-A2.14")]
    [InlineData("whole-school-duty", new[] { Role.DesignatedSafeguardingLead, Role.ComputingLead, Role.IctSupport }, new[] { Role.SeniorLeader, Role.Teacher })]
    public async Task Report_of_staff_or_a_pupil_reaches_at_once_whom_the_policy_names_and_says_who_was_told(string pack, Role[] told, Role[] others)
    {
        var clock = new TestClock(TimeProvider.System.GetUtcNow());
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync(pack, app);
        var (named, rest) = (new List<TestPerson>(), new List<TestPerson>());
        if (!told.Contains(Role.DesignatedSafeguardingLead)) await school.PersonAsync(Role.DesignatedSafeguardingLead);
        foreach (var role in told) named.Add(await school.PersonAsync(role));
        foreach (var role in others) rest.Add(await school.PersonAsync(role));
        using var teacher = await school.AsAsync(Role.SupportStaff);
        await (await teacher.OpenAsync("filtering/requests/unsuitable")).PressAsync("Report it", Found(new DateTimeOffset(clock.GetUtcNow().Ticks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute, TimeSpan.Zero).AddMinutes(-12)));
        using var child = await school.AsAsync(Role.Pupil);
        var form = await child.OpenAsync("filtering/requests/unsuitable");
        (await form.PressAsync("Tell us")).ShouldShowError("Input.Wrong", "Choose a picture");
        (await form.PressAsync("Tell us", ("Input.Wrong", "Violent"), ("Input.Site", "the red game"))).ShouldSay("Thank you for telling us").ShouldSay("You are not in trouble");

        foreach (var person in named)
        {
            Assert.Equal(2, await school.QueryAsync(db => db.Set<Notice>().CountAsync(n => n.PersonId == person.Id && n.Text == "An unsuitable site was reported")));
            Assert.DoesNotContain("bad.example", string.Concat((await school.QueryAsync(db => db.Set<OutboxMail>().Where(m => m.To == person.Email).ToListAsync())).Select(m => m.Subject + m.Body)), StringComparison.Ordinal);
            using var reader = await school.AsAsync(person);
            (await reader.OpenAsync("")).ShouldSay("2 unsuitable sites wait to be closed");
            var report = await school.QueryAsync(db => db.Set<SiteRequest>().Where(r => !r.ByPupil).Select(r => r.Id).SingleAsync());
            var page = await reader.OpenAsync($"filtering/requests/{report}");
            page.ShouldSay("reported after 12 minutes");
            foreach (var one in named) page.ShouldSay(one.Name);
        }
        foreach (var person in rest)
            Assert.Equal(0, await school.QueryAsync(db => db.Set<Notice>().CountAsync(n => n.PersonId == person.Id)));
        var byChild = await school.QueryAsync(db => db.Set<SiteRequest>().SingleAsync(r => r.ByPupil));
        Assert.Equal(("the red game", (string?)null), (byChild.Address, byChild.Name));
        Assert.Equal(SiteRequestKind.Close, byChild.Kind);
    }

    [Fact]
    public async Task What_a_child_reports_reaches_the_safeguarding_lead_whomever_the_policy_names_with_the_way_to_a_concern()
    {
        var school = await host.SchoolAsync("school-devices-only");
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        using var support = await school.AsAsync(Role.IctSupport);
        using var teacher = await school.AsAsync(Role.Teacher);
        await (await teacher.OpenAsync("filtering/requests/unsuitable")).PressAsync("Report it", Found(TimeProvider.System.GetUtcNow().AddMinutes(-3)));
        (await lead.OpenAsync("")).ShouldNotSay("An unsuitable site");
        using var child = await school.AsAsync(await school.PersonAsync("Rowan", "Ashgrove", Role.Pupil));
        await (await child.OpenAsync("filtering/requests/unsuitable")).PressAsync("Tell us", ("Input.Wrong", "Grooming"));
        (await lead.OpenAsync("")).ShouldSay("An unsuitable site waits to be closed");
        var (byChild, byStaff) = await school.QueryAsync(async db => (await db.Set<SiteRequest>().Where(r => r.ByPupil).Select(r => r.Id).SingleAsync(), await db.Set<SiteRequest>().Where(r => !r.ByPupil).Select(r => r.Id).SingleAsync()));
        var page = await lead.OpenAsync($"filtering/requests/{byChild}");
        page.ShouldSay("Rowan Ashgrove").ShouldSay("Strangers contact children there");
        (await page.FollowAsync("report a concern")).ShouldBe(HttpStatusCode.OK).ShouldSay("Report a concern about a child");
        (await lead.OpenAsync($"filtering/requests/{byStaff}")).ShouldNotSay("A child told the school this");
        (await support.OpenAsync($"filtering/requests/{byChild}")).ShouldSay("A pupil in Year 4").ShouldNotSay("A child told the school this");
    }

    [Fact]
    public async Task Control_of_answers_is_met_when_all_are_answered_and_not_met_when_one_waits_too_long()
    {
        var clock = new TestClock(TimeProvider.System.GetUtcNow());
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync(app: app);
        Assert.Equal(ControlState.NoEvidenceYet, await StateAsync("filtering.sites-answered"));
        using var support = await school.AsAsync(Role.IctSupport);
        using var teacher = await school.AsAsync(Role.Teacher);
        await (await teacher.OpenAsync("filtering/requests/unsuitable")).PressAsync("Report it", Found(clock.GetUtcNow().AddMinutes(-5)));
        Assert.Equal(ControlState.AtRisk, await StateAsync("filtering.sites-answered"));
        clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(ControlState.NotMet, await StateAsync("filtering.sites-answered"));
        var id = await school.QueryAsync(db => db.Set<SiteRequest>().Select(r => r.Id).SingleAsync());
        using var later = await school.AsAsync(support.Person);
        await (await later.OpenAsync($"filtering/requests/{id}")).PressAsync("Close it");
        Assert.Equal(ControlState.Met, await StateAsync("filtering.sites-answered"));

        async Task<ControlState> StateAsync(string control) => await school.WithAsync(async services =>
            (await services.GetServices<Control>().Single(c => c.Id == control).EvaluateAsync(services.GetRequiredService<Tutela.Web.Platform.Database.TutelaDb>(), clock.GetUtcNow())).State);
    }

    [Fact]
    [Shows("WID-5.10")]
    public async Task One_person_alone_who_runs_filtering_is_a_fault_and_two_are_not()
    {
        var school = await host.SchoolAsync("school-devices-only");
        Assert.Equal((ControlState.NotMet, 0), await StateAsync());
        var first = await school.PersonAsync(Role.IctSupport);
        Assert.Equal((ControlState.NotMet, 1), await StateAsync());
        await school.PersonAsync(Role.ComputingLead);
        Assert.Equal(ControlState.Met, (await StateAsync()).State);
        Assert.Equal(ControlState.NotApplicable, (await StateAsync(await host.SchoolAsync())).State);
        Assert.NotEqual(Guid.Empty, first.Id);

        Task<(ControlState State, int Done)> StateAsync(TestSchool? at = null) => (at ?? school).WithAsync(async services =>
        {
            var result = await services.GetServices<Control>().Single(c => c.Id == "filtering.operators").EvaluateAsync(services.GetRequiredService<Tutela.Web.Platform.Database.TutelaDb>(), TimeProvider.System.GetUtcNow());
            return (result.State, result.Good);
        });
    }
}
