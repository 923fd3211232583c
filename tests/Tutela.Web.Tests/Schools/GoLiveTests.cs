using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Tutela.Testing;
using Tutela.Web.Modules.Agreements;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.Concerns;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Review;
using Tutela.Web.Modules.Policies.Versions;
using Tutela.Web.Modules.Training;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Jobs;
using Tutela.Web.Platform.Mail;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Tests.Concerns;

namespace Tutela.Web.Tests.Schools;

/// <summary>What holds back until the school goes live, what stands in the way, and what holds from then on.</summary>
public sealed class GoLiveTests(TestHost host)
{
    [Fact]
    public async Task Before_it_nobody_is_asked_chased_or_mailed_and_a_childs_report_goes_its_way()
    {
        var school = await host.SchoolAsync(settingUp: true);
        using var scene = await ConcernScene.AtAsync(school);
        await RunJobsAsync(school);
        Assert.Equal(0, await school.QueryAsync(db => db.Set<AgreementAssignment>().CountAsync()));
        Assert.Equal(0, await school.QueryAsync(db => db.Set<OutboxMail>().CountAsync()));
        Assert.Equal(0, await school.QueryAsync(db => db.Set<PolicyVersion>().CountAsync()));
        (await scene.Teacher.OpenAsync("")).ShouldNotSay("Read the online safety policy");
        (await scene.Lead.PostAsync("policy/attestations?handler=Remind")).ShouldSay("Nobody is asked for anything before the school goes live");

        await scene.SendAsync(scene.Teacher);
        Assert.Equal(1, await school.QueryAsync(db => db.Set<Concern>().CountAsync()));
        (await scene.Lead.OpenAsync("")).ShouldSay("concern");
        Assert.Equal([scene.Lead.Person.Email!], await school.QueryAsync(db => db.Set<OutboxMail>().Select(m => m.To).ToListAsync()));
    }

    [Fact]
    public async Task What_stands_in_the_way_is_said_with_the_page_that_mends_it_and_going_live_is_refused()
    {
        var school = await host.SchoolAsync(settingUp: true);
        using var admin = await school.AsAsync(Role.Administrator);
        var page = await admin.OpenAsync("setting-up/live");
        page.ShouldSay("Not yet").ShouldSay("Nobody is designated safeguarding lead: a concern would reach nobody").ShouldSay("Set the school's calendar: not started");
        Assert.Contains(page.Document.QuerySelectorAll("main a"), a => a.GetAttribute("href") == school.Href("setting-up/roles/dsl"));
        Assert.DoesNotContain(page.Document.QuerySelectorAll("main button"), b => b.TextContent.Contains("Go live", StringComparison.Ordinal));
        (await GoAsync()).ShouldSay("The school can't go live yet");
        await FinishAsync(admin, dsl: false);
        (await GoAsync()).ShouldSay("The school can't go live yet. Nobody is designated safeguarding lead");
        await RoleAsync(admin, "dsl", "Dana", contact: false);
        (await GoAsync()).ShouldSay("a way to reach the designated safeguarding lead");
        Assert.False(await IsLiveAsync(school));
        Assert.Equal(0, await school.QueryAsync(db => db.Set<PolicyVersion>().CountAsync()));

        Task<TestPage> GoAsync() => admin.PostAsync("setting-up/live", ("Input.OnWebsite", "true"));
    }

    [Fact]
    public async Task Going_live_puts_the_answers_in_force_asks_people_and_leaves_approval_open()
    {
        var school = await host.SchoolAsync(settingUp: true);
        var teacher = await school.PersonAsync(Role.Teacher);
        using var admin = await school.AsAsync(Role.Administrator);
        await (await admin.OpenAsync("setting-up/questions/phone-years")).SubmitAsync(("Input.Option", "everybody"));
        await FinishAsync(admin);
        var page = await admin.OpenAsync("setting-up/live");
        page.ShouldNotSay("Not yet").ShouldSay("asked to read the policy").ShouldSay("asked to sign (staff)").ShouldSay("is still due");
        (await page.PressAsync("Go live", ("Input.OnWebsite", "true"))).ShouldSay($"{school.School.Name} is live");

        Assert.True(await IsLiveAsync(school));
        var versions = await school.QueryAsync(db => db.Set<PolicyVersion>().OrderBy(v => v.Number).ToListAsync());
        Assert.Equal([VersionStatus.Archived, VersionStatus.Published], versions.Select(v => v.Status));
        Assert.True(versions[1].NeedsApproval);
        await school.WithAsync(services =>
        {
            var settings = services.GetRequiredService<PackInForce>().Settings;
            Assert.Equal(3, settings.Phones.Pupils.Phases.Count);
            Assert.Equal("Learn and be kind", settings.Identity.Motto);
            Assert.Equal(new TimeOnly(15, 15), settings.School.DayCloses);
            return Task.CompletedTask;
        });
        Assert.True(await school.QueryAsync(db => db.Set<AgreementAssignment>().AnyAsync(a => a.PersonId == teacher.Id && a.Document == "staff")));
        Assert.Equal(1, await school.QueryAsync(db => db.Set<AuditEvent>().CountAsync(e => e.Process == "school.live")));
        using var reader = school.Anonymous();
        (await reader.OpenAsync("policy/public")).ShouldSay(school.School.Name).ShouldSay("Learn and be kind").ShouldSay("What our school has decided")
            .ShouldSay("Which pupils may bring a phone? Every pupil whose agreement is signed.").ShouldSay("approval is still due");
        using var asked = await school.AsAsync(teacher);
        (await asked.OpenAsync("")).ShouldSay("Read the online safety policy");
        // A second press finds a school that is live.
        (await admin.PostAsync("setting-up/live", ("Input.OnWebsite", "true"))).ShouldSay("Setting up is over");
        Assert.Equal(2, await school.QueryAsync(db => db.Set<PolicyVersion>().CountAsync()));
    }

    [Fact]
    public async Task The_adopted_policy_is_approved_by_its_route_while_it_is_in_force()
    {
        var school = await host.SchoolAsync(settingUp: true);
        var (head, chair) = (await school.PersonAsync("Hetty", "Head", Role.Headteacher), await school.PersonAsync("Cora", "Chair", Role.ChairOfGovernors));
        using var admin = await school.AsAsync(Role.Administrator);
        await FinishAsync(admin, head: false);
        (await admin.OpenAsync("policy/adopted")).ShouldBe(HttpStatusCode.NotFound);
        await (await admin.OpenAsync("setting-up/live")).PressAsync("Go live", ("Input.OnWebsite", "false"));
        using var reader = school.Anonymous();
        (await reader.OpenAsync("policy/public")).ShouldBe(HttpStatusCode.NotFound);
        var route = await school.WithAsync(services => Task.FromResult(services.GetRequiredService<PackInForce>().Settings.Review.ApprovalRoute));
        using var first = await school.AsAsync(route[0] == "headteacher" ? head : chair);
        (await admin.PostAsync("policy/adopted")).ShouldBe(HttpStatusCode.Forbidden);
        using (var teacher = await school.AsAsync(Role.Teacher)) (await teacher.OpenAsync("policy/adopted")).ShouldBe(HttpStatusCode.Forbidden);
        using (var stranger = await (await host.SchoolAsync()).AsAsync(Role.Headteacher)) (await stranger.OpenAsync(school.Href("policy/adopted"))).ShouldBe(HttpStatusCode.NotFound);
        (await first.OpenAsync("")).ShouldSay("Approve the policy that the school adopted");
        (await first.OpenAsync("policy/versions")).ShouldSay("Approval is still due");
        foreach (var post in route)
        {
            using var approver = await school.AsAsync(post == "headteacher" ? head : chair);
            var page = await approver.OpenAsync("policy/adopted");
            if (post == VersionSteps.Board)
            {
                (await page.PressAsync("Approve version 2")).ShouldShowError("Approval.BoardOn", "Enter the day of the governing board's meeting");
                var today = TimeProvider.System.GetUtcNow();
                await page.PressAsync("Approve version 2", ("Approval.BoardOn.Day", $"{today.Day}"), ("Approval.BoardOn.Month", $"{today.Month}"), ("Approval.BoardOn.Year", $"{today.Year}"));
            }
            else
            {
                (await page.PressAsync("Approve version 2")).ShouldSay("Your approval is recorded");
            }
        }
        var version = await school.QueryAsync(db => db.Set<PolicyVersion>().SingleAsync(v => v.Status == VersionStatus.Published));
        Assert.NotNull(version.AgreedOn);
        (await first.OpenAsync("policy/adopted")).ShouldSay("It has been approved").ShouldNotSay("Approve version 2");
        (await first.PostAsync("policy/adopted")).ShouldSay("This version has been approved already");
        Assert.Equal(route.Count, await school.QueryAsync(db => db.Set<PolicyApproval>().CountAsync()));
    }

    [Fact]
    public async Task Approval_of_an_adopted_version_is_written_once_and_nothing_else_of_it_ever()
    {
        var school = await host.SchoolAsync(settingUp: true);
        using var admin = await school.AsAsync(Role.Administrator);
        await FinishAsync(admin);
        await (await admin.OpenAsync("setting-up/live")).PressAsync("Go live");
        await WriteAsync("agreed_on = '2026-11-01'");
        await Assert.ThrowsAsync<PostgresException>(() => WriteAsync("agreed_on = '2026-11-02'"));
        await Assert.ThrowsAsync<PostgresException>(() => WriteAsync("policy = 'other'"));
        await Assert.ThrowsAsync<PostgresException>(() => WriteAsync("adopted_at = null"));

        Task WriteAsync(string what) => school.QueryAsync(async db =>
        {
#pragma warning disable EF1002 // the words are this test's own
            await db.Database.ExecuteSqlRawAsync($"update school.policy_versions set {what} where status = 'Published'");
#pragma warning restore EF1002
            return true;
        });
    }

    [Fact]
    public async Task Afterwards_the_jobs_ask_newcomers()
    {
        var school = await host.SchoolAsync(settingUp: true);
        using var admin = await school.AsAsync(Role.Administrator);
        await FinishAsync(admin);
        var newcomer = await school.PersonAsync(Role.Teacher);
        await RunJobsAsync(school);
        Assert.False(await school.QueryAsync(db => db.Set<AgreementAssignment>().AnyAsync()));
        await (await admin.OpenAsync("setting-up/live")).PressAsync("Go live");
        var later = await school.PersonAsync(Role.Teacher);
        await RunJobsAsync(school);
        foreach (var person in new[] { newcomer.Id, later.Id }) Assert.True(await school.QueryAsync(db => db.Set<AgreementAssignment>().AnyAsync(a => a.PersonId == person)));
    }

    // As the scheduler runs them, for this school alone.
    private async Task RunJobsAsync(TestSchool school)
    {
        await RunAsync<AgreementJob>();
        await RunAsync<TrainingJob>();
        await RunAsync<ReviewReminders>();
        await RunAsync<Modules.Agreements.Bulk.RunJob>();

        async Task RunAsync<T>() where T : SchoolJob
        {
            await using var scope = host.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<JobRunner<T>>().RunForAsync(school.School, TestContext.Current.CancellationToken);
        }
    }

    private async Task<bool> IsLiveAsync(TestSchool school)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TutelaDb>().Set<School>().Where(s => s.Id == school.School.Id).Select(s => s.IsLive).SingleAsync();
    }

    private static async Task FinishAsync(TestBrowser admin, bool dsl = true, bool head = true)
    {
        await (await admin.OpenAsync("setting-up/questions")).PressAsync("Keep all the defaults that are left");
        await (await admin.OpenAsync("setting-up/facts")).SubmitAsync(("Input.Motto", "Learn and be kind"));
        await (await admin.OpenAsync("setting-up/people")).PressAsync("We add people by hand");
        await (await admin.OpenAsync("setting-up/calendar")).SubmitAsync(("Input.Closes", "3:15pm"));
        await (await admin.OpenAsync("setting-up/network")).SubmitAsync(("Input.Choice", "later"));
        var page = await admin.OpenAsync("setting-up/roles");
        var posts = page.Document.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")!).Where(h => h.Contains("/setting-up/roles/", StringComparison.Ordinal)).Select(h => h.Split('/')[^1]).ToList();
        foreach (var post in posts)
        {
            if (post == "dsl" && dsl) await RoleAsync(admin, post, "Dana");
            else if (post == "online-safety-coordinator") await RoleAsync(admin, post, "Olive");
            else if (post == "headteacher" && head) await RoleAsync(admin, post, "Hetty");
            else if ((await admin.OpenAsync($"setting-up/roles/{post}")).Document.QuerySelector("input[value=Nobody]") is not null)
                await (await admin.OpenAsync($"setting-up/roles/{post}")).SubmitAsync(("Input.Who", "Nobody"));
        }
    }

    private static async Task RoleAsync(TestBrowser admin, string post, string name, bool contact = true) =>
        (await (await admin.OpenAsync($"setting-up/roles/{post}")).SubmitAsync(("Input.Who", "New"), ("Input.GivenName", name), ("Input.FamilyName", "Named"), ("Input.Email", $"{name.ToLowerInvariant()}@school.example"),
            ("Input.ContactPhone", contact ? "01632 960 001" : ""))).ShouldSay($"{name} Named");
}
