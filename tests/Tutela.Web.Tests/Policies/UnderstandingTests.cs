using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.Policies;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Mail;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Tests.People;

namespace Tutela.Web.Tests.Policies;

/// <summary>Questions that show understanding, the certificate, and how attestation is chased.</summary>
public sealed class UnderstandingTests(TestHost host)
{
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact, Shows("WED-3.2a")]
    public async Task Wrong_answer_says_why_the_try_is_kept_and_the_head_sees_results_and_names_outstanding()
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher);
        using var teacher = await school.AsAsync(await school.PersonAsync("Tess", "Elder", Role.Teacher));
        var late = await school.PersonAsync("Lou", "Never", Role.SupportStaff);
        var page = await teacher.OpenAsync("policy/attest");
        page.ShouldSay("3 questions");
        (await page.SubmitAsync(("Input.HasUnderstood", "true"))).ShouldShowError("Answers.who-to-tell", "Choose an answer");
        (await page.SubmitAsync(("Input.HasUnderstood", "true"), ("Answers.who-to-tell", "guess"))).ShouldShowError("Answers.who-to-tell", "Choose an answer");
        Assert.False(await school.QueryAsync(db => db.Set<AttestationAttempt>().AnyAsync()));

        var wrong = await page.SubmitAsync(("Input.HasUnderstood", "true"), ("Answers.who-to-tell", "nobody"), ("Answers.indecent", "copy"), ("Answers.monitored", "watched"));
        wrong.ShouldShowError("Answers.who-to-tell", "Nobody in school promises a child");
        wrong.ShouldShowError("Answers.indecent", "is a crime");
        Assert.Null(wrong.Document.GetElementById("Answers_monitored-error"));
        Assert.NotNull(wrong.Document.QuerySelector("input[name='Answers.indecent'][value=copy][checked]"));
        Assert.False(await school.QueryAsync(db => db.Set<Attestation>().AnyAsync()));
        var list = await head.OpenAsync("policy/attestations");
        list.ShouldSay("Lou Never").ShouldSay("1 try, 2 not right yet");
        Assert.Equal(["4", "0", "4"], BelongingTests.Cells(list, "Staff"));

        (await wrong.SubmitAsync(Attesting.Right)).ShouldSay("It is recorded");
        var now = await head.OpenAsync("policy/attestations");
        now.ShouldSay("Right at try 2");
        Assert.Equal(["4", "1", "3"], BelongingTests.Cells(now, "Staff"));
        Assert.Equal("Not yet", Caption(now, late.Name));
        Assert.Equal("Read and understood", Caption(now, teacher.Person.Name));
        Assert.Equal((2, 2), (await school.QueryAsync(db => db.Set<Attestation>().Select(a => a.Attempts).SingleAsync()), await school.QueryAsync(db => db.Set<AttestationAttempt>().CountAsync())));
    }

    [Theory, Shows("WED-3.2a")]
    [InlineData(Role.Teacher)]
    [InlineData(Role.SeniorLeader)]
    [InlineData(Role.ChairOfGovernors)]
    public async Task Others_see_nobodys_results(Role role)
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(role);
        (await browser.OpenAsync("policy/attestations?audience=Staff")).ShouldBe(HttpStatusCode.Forbidden);
    }

    private static string? Caption(TestPage page, string name) =>
        page.Document.QuerySelectorAll("main table").FirstOrDefault(t => t.QuerySelectorAll("tbody th").Any(h => h.TextContent.Trim() == name))?.QuerySelector("caption")?.TextContent.Trim();

    [Fact]
    public async Task Certificate_says_who_what_and_when_to_oneself_and_to_those_who_oversee()
    {
        var (school, other) = (await host.SchoolAsync(), await host.SchoolAsync());
        using var teacher = await school.AsAsync(await school.PersonAsync("Tess", "O'Elder <i>", Role.Teacher));
        using var colleague = await school.AsAsync(Role.Teacher);
        using var head = await school.AsAsync(Role.Headteacher);
        using var stranger = await other.AsAsync(Role.Headteacher);
        (await teacher.OpenAsync("policy/certificate")).ShouldBe(HttpStatusCode.NotFound);
        await (await teacher.OpenAsync("policy/attest")).SubmitAsync(Attesting.Right);
        var mine = await (await teacher.OpenAsync("policy/attest")).FollowAsync("Your certificate, to print or keep");
        mine.ShouldBe(HttpStatusCode.OK).ShouldSay("Certificate of attestation").ShouldSay("Tess O'Elder <i>").ShouldSay("Online safety policy").ShouldSay("at the first try").ShouldSay(school.School.Name);
        (await head.OpenAsync($"policy/certificate/{teacher.Person.Id}")).ShouldSay("Tess O'Elder <i>");
        (await head.OpenAsync($"policy/certificate/{teacher.Person.Id}?version=7")).ShouldBe(HttpStatusCode.NotFound);
        (await colleague.OpenAsync($"policy/certificate/{teacher.Person.Id}")).ShouldBe(HttpStatusCode.NotFound);
        (await stranger.OpenAsync($"policy/certificate/{teacher.Person.Id}")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_is_late_is_reminded_first_and_then_the_head_is_told()
    {
        var clock = new TestClock(Start);
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync(app: app);
        var (teacher, boss) = (await school.PersonAsync("Tess", "Elder", Role.Teacher), await school.PersonAsync(Role.Headteacher));
        await RunAsync(school);
        Assert.Equal(0, await MailsAsync(school, teacher));
        using (var browser = await school.AsAsync(teacher))
            (await browser.OpenAsync("policy/attest")).ShouldSay("You were asked on 2 November 2026").ShouldSay("The headteacher sees who has not done it by 30 November 2026");
        await AfterAsync(7, mails: 1);
        await AfterAsync(1, mails: 1);
        await AfterAsync(6, mails: 2);
        using (var browser = await school.AsAsync(teacher)) (await browser.OpenAsync("notices")).ShouldSay("The headteacher sees who has not after 30 November 2026");
        using (var head = await school.AsAsync(boss)) (await head.OpenAsync("")).ShouldNotSay("late in reading");
        await AfterAsync(14, mails: 2);
        Assert.Equal(1, await LateNoticesAsync(school));
        using (var head = await school.AsAsync(boss))
        {
            (await head.OpenAsync("")).ShouldSay("people are late in reading the policy");
            (await head.OpenAsync("policy/attestations")).ShouldSay("Tess Elder").ShouldSay("Late");
        }
        using (var browser = await school.AsAsync(teacher)) await (await browser.OpenAsync("policy/attest")).SubmitAsync(Attesting.Right);
        await AfterAsync(7, mails: 2);
        Assert.Equal(1, await LateNoticesAsync(school));
        using (var head = await school.AsAsync(boss)) Assert.Equal("Read and understood", Caption(await head.OpenAsync("policy/attestations"), "Tess Elder"));

        async Task AfterAsync(int days, int mails)
        {
            clock.Advance(TimeSpan.FromDays(days));
            await RunAsync(school);
            Assert.Equal(mails, await MailsAsync(school, teacher));
        }
    }

    [Fact]
    public async Task A_late_headteacher_is_brought_to_the_chair_of_governors_and_not_to_themselves()
    {
        var clock = new TestClock(Start);
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync(app: app);
        var (boss, chair) = (await school.PersonAsync(Role.Headteacher), await school.PersonAsync(Role.ChairOfGovernors));
        using (var early = await school.AsAsync(chair)) await (await early.OpenAsync("policy/attest")).SubmitAsync(Attesting.Right);
        await RunAsync(school);
        clock.Advance(TimeSpan.FromDays(14));
        await RunAsync(school);
        using (var head = await school.AsAsync(boss)) (await head.OpenAsync("notices")).ShouldSay("The chair of governors sees who has not after 30 November 2026");
        clock.Advance(TimeSpan.FromDays(14));
        await RunAsync(school);
        // The administrator is late as well, and that the head is told of.
        using (var head = await school.AsAsync(boss)) (await head.OpenAsync("notices")).ShouldSay("1 person is late in reading the online safety policy").ShouldNotSay("The headteacher is late");
        using var reader = await school.AsAsync(chair);
        (await reader.OpenAsync("notices")).ShouldSay("The headteacher is late in reading the online safety policy");
        Assert.Equal(2, await LateNoticesAsync(school));
    }

    [Fact]
    public async Task Nobody_is_brought_to_the_head_who_was_never_reminded_before()
    {
        var clock = new TestClock(Start);
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync(app: app);
        var teacher = await school.PersonAsync(Role.Teacher);
        await school.PersonAsync(Role.Headteacher);
        await RunAsync(school);
        clock.Advance(TimeSpan.FromDays(60));
        await RunAsync(school);
        Assert.Equal((1, 0), (await MailsAsync(school, teacher), await LateNoticesAsync(school)));
        await RunAsync(school);
        Assert.Equal((1, 0), (await MailsAsync(school, teacher), await LateNoticesAsync(school)));
        clock.Advance(TimeSpan.FromDays(1));
        await RunAsync(school);
        Assert.Equal((1, 1), (await MailsAsync(school, teacher), await LateNoticesAsync(school)));
    }

    private static Task RunAsync(TestSchool school) => school.RunJobAsync<AttestationReminders>();

    private static Task<int> MailsAsync(TestSchool school, TestPerson person) => school.QueryAsync(db => db.Set<OutboxMail>().CountAsync(m => m.To == person.Email));

    private static Task<int> LateNoticesAsync(TestSchool school) => school.QueryAsync(db => db.Set<Notice>().CountAsync(n => n.Text.Contains("late in reading")));
}
