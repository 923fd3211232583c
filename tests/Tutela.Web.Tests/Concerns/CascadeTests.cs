using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.Concerns;
using Tutela.Web.Modules.Concerns.Routing;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Mail;
using Tutela.Web.Platform.Notices;

namespace Tutela.Web.Tests.Concerns;

/// <summary>It goes to somebody, always; unread it goes on after 30 minutes of school time, in the open.</summary>
public sealed class CascadeTests(TestHost host)
{
    // The pack's day is 08:45 to 15:30; 20 November 2026 is a Friday in the autumn term, and London is on GMT.
    private static readonly DateTimeOffset Friday = new(2026, 11, 20, 15, 10, 0, TimeSpan.Zero);

    [Fact]
    public async Task Unread_over_a_weekend_goes_to_the_deputy_ten_minutes_into_monday()
    {
        var clock = new TestClock(Friday);
        await using var app = await host.StartAsync(clock);
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync(app: app));
        var deputy = await scene.School.PersonAsync("Ivor", "Second", Role.DeputySafeguardingLead);
        var id = await scene.ReportedAsync();
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 8, 55, 0, TimeSpan.Zero), (await scene.ConcernAsync(id)).NextDue);

        clock.Set(new DateTimeOffset(2026, 11, 23, 8, 54, 0, TimeSpan.Zero));
        await scene.School.RunJobAsync<CascadeJob>();
        Assert.DoesNotContain((await scene.ConcernAsync(id)).Recipients, r => r.PersonId == deputy.Id);

        clock.Advance(TimeSpan.FromMinutes(1));
        await scene.School.RunJobAsync<CascadeJob>();
        await scene.School.RunJobAsync<CascadeJob>();
        var concern = await scene.ConcernAsync(id);
        Assert.Single(concern.Recipients, r => r.PersonId == deputy.Id);
        Assert.Single(concern.Entries, e => e.Kind == EntryKind.PassedOn && e.Text.Contains(deputy.Name, StringComparison.Ordinal));
        Assert.Equal(scene.Lead.Person.Id, concern.OwnerId);
        Assert.Contains(await NoticesOfAsync(scene.School, deputy), t => t.Contains("has not been read", StringComparison.Ordinal));
        using var second = await scene.School.AsAsync(deputy);
        (await second.OpenAsync($"concerns/{id}")).ShouldSay("Passed on").ShouldSay("Unread, so it goes to Ivor Second");
        using var reporter = await scene.School.AsAsync(scene.Teacher.Person);
        (await reporter.OpenAsync($"concerns/mine/{id}")).ShouldSay("Ivor Second");
    }

    [Fact]
    public async Task Read_in_time_it_goes_nowhere()
    {
        var clock = new TestClock(Friday);
        await using var app = await host.StartAsync(clock);
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync(app: app));
        var deputy = await scene.School.PersonAsync(Role.DeputySafeguardingLead);
        var id = await scene.ReportedAsync();
        await scene.Lead.OpenAsync($"concerns/{id}");
        clock.Set(Friday.AddDays(7));
        await scene.School.RunJobAsync<CascadeJob>();
        Assert.DoesNotContain((await scene.ConcernAsync(id)).Recipients, r => r.PersonId == deputy.Id);
    }

    [Fact]
    public async Task Unread_by_all_it_reaches_the_head_and_then_everybody_is_told_again()
    {
        var clock = new TestClock(Friday.AddHours(-5));
        await using var app = await host.StartAsync(clock);
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync(app: app));
        var head = await scene.School.PersonAsync("Greta", "Heddle", Role.Headteacher);
        var id = await scene.ReportedAsync();
        for (var i = 0; i < 3; i++)
        {
            clock.Advance(TimeSpan.FromMinutes(31));
            await scene.School.RunJobAsync<CascadeJob>();
        }
        var concern = await scene.ConcernAsync(id);
        Assert.Single(concern.Recipients, r => r.PersonId == head.Id && r.Role == Role.Headteacher);
        Assert.Equal(2, concern.Entries.Count(e => e.Text.StartsWith("Still unread", StringComparison.Ordinal)));
        Assert.Equal(3, (await NoticesOfAsync(scene.School, head)).Count);
    }

    [Fact]
    public async Task Without_a_lead_it_goes_to_the_deputy_and_administrators_learn_that_the_role_is_empty()
    {
        var school = await host.SchoolAsync();
        using var deputy = await school.AsAsync(Role.DeputySafeguardingLead);
        await school.PersonAsync(Role.Headteacher);
        var (id, page) = await ReportAsync(school);
        page.ShouldSay(deputy.Person.Name);
        (await deputy.OpenAsync("concerns")).ShouldSay("Number 1");
        Assert.Equal(deputy.Person.Id, await school.QueryAsync(db => db.Set<Concern>().Where(c => c.Id == id).Select(c => c.OwnerId).SingleAsync()));
        Assert.True(await AdministratorToldAsync(school));
    }

    [Fact]
    public async Task Without_lead_or_deputy_it_goes_to_the_head()
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher);
        var (id, page) = await ReportAsync(school);
        page.ShouldSay(head.Person.Name);
        (await head.OpenAsync($"concerns/{id}")).ShouldSay("Concern 1");
    }

    [Fact]
    public async Task With_nobody_the_reporter_and_the_administrators_are_told_and_whoever_gets_the_role_gets_it()
    {
        var school = await host.SchoolAsync();
        var (id, page) = await ReportAsync(school);
        page.ShouldSay("Nobody at the school holds a role that concerns go to");
        Assert.True(await AdministratorToldAsync(school));
        var lead = await school.PersonAsync(Role.DesignatedSafeguardingLead);
        await school.RunJobAsync<CascadeJob>();
        Assert.Equal(lead.Id, await school.QueryAsync(db => db.Set<Concern>().Where(c => c.Id == id).Select(c => c.OwnerId).SingleAsync()));
        Assert.NotEmpty(await NoticesOfAsync(school, lead));
        await school.RunJobAsync<CascadeJob>();
        Assert.Single(await NoticesOfAsync(school, lead));
    }

    [Fact]
    public async Task New_lead_inherits_what_the_last_one_had_but_not_what_was_handed_on_by_name()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var (kept, handed) = (await scene.ReportedAsync(), await scene.ReportedAsync());
        await scene.DoAsync(handed, "hand-on", ("Input.PersonId", scene.Teacher.Person.Id.ToString()), ("Input.Reason", "She knows the family."));
        var next = await scene.School.PersonAsync(Role.DesignatedSafeguardingLead);
        await scene.School.WithAsync(async services => ((RoleDesk)services.GetService(typeof(RoleDesk))!).End(
            await ((TutelaDb)services.GetService(typeof(TutelaDb))!).Set<Person>().Include(p => p.Roles).SingleAsync(p => p.Id == scene.Lead.Person.Id), Role.DesignatedSafeguardingLead));
        await scene.School.RunJobAsync<CascadeJob>();
        Assert.Equal(next.Id, (await scene.ConcernAsync(kept)).OwnerId);
        Assert.Equal(scene.Teacher.Person.Id, (await scene.ConcernAsync(handed)).OwnerId);
        (await scene.Lead.OpenAsync($"concerns/{kept}")).ShouldBe(System.Net.HttpStatusCode.Forbidden);
    }

    private static async Task<(Guid Id, TestPage Page)> ReportAsync(TestSchool school)
    {
        using var teacher = await school.AsAsync(Role.Teacher);
        var page = await (await teacher.OpenAsync("concerns/report")).PressAsync("Start a report");
        page = await page.PressAsync("Continue", ("Input.Account", "A child cried."));
        page = await page.PressAsync("Continue", ("Input.Unnamed", "A boy in year 2"));
        page = await page.PressAsync("Continue", ("Input.When", "NotSure"), ("Input.About", "last week"));
        page = await page.PressAsync("Continue", ("Input.Risks", "Content"));
        page = await page.PressAsync("Send the report");
        page.ShouldSay("Report sent");
        return (Guid.Parse(page.Address.Segments[^1]), page);
    }

    private static Task<List<string>> NoticesOfAsync(TestSchool school, TestPerson person) =>
        school.QueryAsync(db => db.Set<Notice>().Where(n => n.PersonId == person.Id).Select(n => n.Text).ToListAsync());

    private static Task<bool> AdministratorToldAsync(TestSchool school) => school.QueryAsync(async db =>
        await db.Set<OutboxMail>().AnyAsync(m => m.To == "admin@school.example") && await db.Set<Notice>().AnyAsync(n => n.Text.Contains("holds the role of designated safeguarding lead")));
}
