using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.Training;
using Tutela.Web.Modules.Training.SelfAudit;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Tests.Agreements;

namespace Tutela.Web.Tests.Training;

public sealed class SelfAuditTests(TestHost host)
{
    [Fact, Shows("WED-3.3k", "WED-A4.0", "WED-A4.2", "WED-A4.9")]
    public async Task Self_audit_is_sent_answered_once_and_each_no_becomes_a_need_that_is_planned_and_met()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        using var teacher = await school.AsAsync(await school.PersonAsync("Nora", "Needs", Role.Teacher));
        (await lead.OpenAsync("training/self-audits")).ShouldSay("Not sent yet");
        (await (await lead.OpenAsync("training/self-audits")).PressAsync("Send the self-audit")).ShouldSay("The self-audit is sent to 3 people").ShouldSay("0 of 3");
        (await lead.PostAsync("training/self-audits?handler=Send")).ShouldSay("was sent today already");
        (await teacher.OpenAsync("")).ShouldSay("Answer the online safety self-audit");
        var form = await (await teacher.OpenAsync("training")).FollowAsync("Start");
        form.ShouldSay("Nora Needs").ShouldSay("Question 10").ShouldSay("children can abuse other children online");
        ShouldShowError(await form.SubmitAsync(), 1, "Yes", "Answer question 1 with yes or no");
        ShouldShowError(await form.SubmitAsync([.. Answers("yyyyyyyyyn"), ("Input.Answers[1].Comment", new string('x', 1001))]), 2, "Comment", "1000 characters");
        Assert.Equal(0, await school.QueryAsync(db => db.Set<AuditAnswer>().CountAsync()));
        (await form.SubmitAsync([.. Answers("ynyyyyyynn"), ("Input.Answers[1].Comment", "<b>Tell me</b>")]))
            .ShouldSay("Your answers are sent").ShouldSay("How children abuse other children online").ShouldSay("Cyber-bullying");
        var kept = await school.QueryAsync(db => db.Set<AuditAnswer>().AsNoTracking().OrderBy(a => a.Question).ToListAsync());
        Assert.Equal((10, "<b>Tell me</b>"), (kept.Count, kept[1].Comment));
        Assert.Equal([2, 9, 10], kept.Where(a => !a.Yes).Select(a => a.Question));
        (await form.SubmitAsync(Answers("yyyyyyyyyn"))).ShouldSay("You have sent your answers already");
        var needs = await lead.OpenAsync("training/self-audits");
        needs.ShouldSay("How children abuse other children online: 1").ShouldSay("Cyber-bullying: 1").ShouldSay("Nora Needs").ShouldNotSay("Who leads on online safety: 1").ShouldSay("1 of 3");
        // Planned into a session, met by coming to it.
        var session = await school.SessionAsync(await school.CourseAsync("About abuse", [CoursePurpose.Safeguarding]), lead.Person.Id, TimeSpan.FromMinutes(10));
        var all = await school.QueryAsync(db => db.Set<TrainingNeed>().Select(n => n.Id).ToListAsync());
        var plan = await lead.OpenAsync("training/self-audits");
        (await plan.PressAsync("Plan them", ("Plan.SessionId", session.Id.ToString()))).ShouldShowError("Plan.Needs", "Choose at least one");
        (await plan.PressAsync("Plan them", ("Plan.Needs", all[0].ToString()))).ShouldShowError("Plan.SessionId", "Choose a session");
        (await plan.PressAsync("Plan them", ("Plan.Needs", all[0].ToString()), ("Plan.Needs", all[1].ToString()), ("Plan.SessionId", session.Id.ToString()))).ShouldSay("2 needs are planned").ShouldSay("Planned: About abuse");
        await (await teacher.OpenAsync($"training/here/{session.Code}")).PressAsync("I am here");
        await (await lead.OpenAsync($"training/sessions/{session.Id}")).PressAsync("Close the list");
        (await lead.OpenAsync("training/self-audits")).ShouldSay("Met on").ShouldNotSay("Planned: About abuse");
    }

    [Fact, Shows("WED-A4.1", "WED-A4.3", "WED-A4.5")]
    public async Task No_is_followed_by_the_leads_name_the_procedure_and_the_texts()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(await school.PersonAsync("Leona", "Lead", Role.DesignatedSafeguardingLead));
        using var unsure = await school.AsAsync(Role.Teacher);
        using var sure = await school.AsAsync(Role.Teacher);
        await SendAsync(lead);
        var form = await (await unsure.OpenAsync("training")).FollowAsync("Start");
        Assert.Contains(form.Document.QuerySelectorAll("main a"), a => a.GetAttribute("href")!.EndsWith("/policy/documents/pupil-parent", StringComparison.Ordinal));
        var next = await form.SubmitAsync(Answers("nynynyyyyn"));
        next.ShouldSay("Leona Lead").ShouldSay("When a pupil comes to you with a worry").ShouldSay("What pupils and parents agree to");
        Assert.Contains(next.Document.QuerySelectorAll("main a"), a => a.GetAttribute("href")!.EndsWith("/policy/documents/pupil-parent", StringComparison.Ordinal));
        (await lead.OpenAsync(next.Address.AbsolutePath)).ShouldBe(HttpStatusCode.NotFound);
        var needs = await school.QueryAsync(db => db.Set<TrainingNeed>().AsNoTracking().OrderBy(n => n.Question).ToListAsync());
        Assert.Equal([1, 3, 5], needs.Select(n => n.Question));
        Assert.Equal([true, true, false], needs.Select(n => n.ShownAt is not null));
        (await lead.OpenAsync("training/self-audits")).ShouldSay("What to do when a pupil has a worry: 1").ShouldSay("Told on").ShouldSay("The agreement for pupils and parents: 1");
        var none = await (await (await sure.OpenAsync("training")).FollowAsync("Start")).SubmitAsync(Answers("yyyyyyyyyn"));
        none.ShouldSay("Nothing more is needed").ShouldNotSay("Leona Lead");
        Assert.Equal(3, await school.QueryAsync(db => db.Set<TrainingNeed>().CountAsync()));
    }

    [Fact, Shows("WED-A4.4", "WED-A4.8")]
    public async Task Answers_are_compared_with_the_signature_and_the_last_password_change()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        using var signed = await school.AsAsync(await school.PersonAsync("Sig", "Ned", Role.Teacher));
        using var unsigned = await school.AsAsync(await school.PersonAsync("Un", "Signed", Role.Teacher));
        await school.AskedAsync();
        await signed.SignOwnAsync();
        await school.WithAsync(async services =>
        {
            var account = await services.GetRequiredService<Web.Platform.Database.TutelaDb>().Users.SingleAsync(a => a.UserName == unsigned.Person.UserName);
            account.PasswordChangedAt = new DateOnly(Given.Today.AcademicYear(), 8, 1).Start();
        });
        await SendAsync(lead);
        // Both say that they know the agreement and change passwords: true for one of them.
        foreach (var person in new[] { signed, unsigned }) await (await (await person.OpenAsync("training")).FollowAsync("Start")).SubmitAsync(Answers("yyyyyyyyyn"));
        var page = await lead.OpenAsync("training/self-audits");
        page.ShouldSay("Un Signedknows the agreementnot signed").ShouldNotSay("Sig Ned").ShouldSay("Un Signedchanges passwords regularlylast changed on 1 August");
    }

    [Fact]
    public async Task Who_says_no_though_the_records_say_yes_is_a_mismatch_too()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        using var modest = await school.AsAsync(await school.PersonAsync("Mo", "Dest", Role.Teacher));
        await school.AskedAsync();
        await modest.SignOwnAsync();
        await SendAsync(lead);
        await (await (await modest.OpenAsync("training")).FollowAsync("Start")).SubmitAsync(Answers("yyynyyynyn"));
        (await lead.OpenAsync("training/self-audits")).ShouldSay("Mo Destdoes not know the agreementsigned on").ShouldSay("Mo Destdoes not change passwords regularlylast changed on");
    }

    [Fact, Shows("WED-A4.6", "WED-A4.7")]
    public async Task Governors_see_the_share_of_those_who_know_the_filter_and_their_part_and_a_no_is_a_need()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        using var governor = await school.AsAsync(Role.Governor);
        var people = new List<TestBrowser>();
        for (var i = 0; i < 5; i++) people.Add(await school.AsAsync(Role.Teacher));
        await SendAsync(lead);
        for (var i = 0; i < 4; i++) await (await (await people[i].OpenAsync("training")).FollowAsync("Start")).SubmitAsync(Answers(i == 0 ? "yyyyynnyyn" : "yyyyyynyyn"));
        (await governor.OpenAsync("training/figures")).ShouldSay("Say that they know how the school filters and monitorsThose who answered the latest self-audittoo few people to tell");
        await (await (await people[4].OpenAsync("training")).FollowAsync("Start")).SubmitAsync(Answers("yyyyyyyyyn"));
        var page = await governor.OpenAsync("training/figures");
        page.ShouldSay("Say that they know how the school filters and monitorsThose who answered the latest self-audit80 %").ShouldSay("Say that they understand their own part in itThose who answered the latest self-audit20 %");
        foreach (var person in people) page.ShouldNotSay(person.Person.Name);
        (await lead.OpenAsync("training/self-audits")).ShouldSay("How the school filters and monitors: 1").ShouldSay("The own part in filtering and monitoring: 4");
        foreach (var person in people) person.Dispose();
    }

    [Fact, Shows("WED-A4.10")]
    public async Task Wishes_are_collected_in_free_text_and_grouped_by_topic()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        using var one = await school.AsAsync(Role.Teacher);
        using var two = await school.AsAsync(Role.Teacher);
        await SendAsync(lead);
        var form = await (await one.OpenAsync("training")).FollowAsync("Start");
        ShouldShowError(await form.SubmitAsync(Answers("yyyyyyyyyy")), 10, "Comment", "Say in which parts");
        await form.SubmitAsync([.. Answers("yyyyyyyyyy"), ("Input.Answers[9].Comment", "<i>Games</i> and chat")]);
        await (await (await two.OpenAsync("training")).FollowAsync("Start")).SubmitAsync([.. Answers("yyyyyyyyyy"), ("Input.Answers[9].Comment", "Which games my class plays")]);
        var page = await lead.OpenAsync("training/self-audits");
        page.ShouldSay("Not grouped yet: 2").ShouldSay("<i>Games</i> and chat").ShouldSay("Which games my class plays");
        var wishes = await school.QueryAsync(db => db.Set<TrainingNeed>().Select(n => n.Id).ToListAsync());
        (await page.PressAsync("Group them", ("Group.Topic", "Games"))).ShouldShowError("Group.Needs", "Choose at least one");
        (await page.PressAsync("Group them", ("Group.Needs", wishes[0].ToString()))).ShouldShowError("Group.Topic", "Enter a topic");
        (await page.PressAsync("Group them", ("Group.Needs", wishes[0].ToString()), ("Group.Topic", new string('x', 81)))).ShouldShowError("Group.Topic", "80 characters");
        (await page.PressAsync("Group them", ("Group.Needs", wishes[0].ToString()), ("Group.Needs", wishes[1].ToString()), ("Group.Topic", "Games"))).ShouldSay("2 wishes are grouped").ShouldSay("Games: 2").ShouldNotSay("Not grouped yet");
    }

    [Theory]
    [InlineData(Role.Teacher)]
    [InlineData(Role.Governor)]
    [InlineData(Role.IctSupport)]
    [InlineData(Role.Visitor)]
    public async Task Needs_and_anothers_sheet_are_nobody_elses(Role role)
    {
        var (school, other) = (await host.SchoolAsync(), await host.SchoolAsync());
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        using var browser = await school.AsAsync(role);
        using var stranger = await other.AsAsync(role);
        await SendAsync(lead);
        var sheet = await school.QueryAsync(db => db.Set<AuditSheet>().Where(s => s.PersonId == lead.Person.Id).Select(s => s.Id).SingleAsync());
        foreach (var person in new[] { browser, stranger })
        {
            (await person.OpenAsync($"training/self-audit/{sheet}")).ShouldBe(HttpStatusCode.NotFound);
            (await person.PostAsync($"training/self-audit/{sheet}", Answers("yyyyyyyyyn"))).ShouldBe(HttpStatusCode.NotFound);
        }
        foreach (var handler in new[] { "Send", "Plan", "Group", "Remind" }) (await browser.PostAsync($"training/self-audits?handler={handler}")).ShouldBe(HttpStatusCode.Forbidden);
        Assert.Equal(0, await school.QueryAsync(db => db.Set<AuditAnswer>().CountAsync()));
    }

    private static async Task SendAsync(TestBrowser lead) => (await (await lead.OpenAsync("training/self-audits")).PressAsync("Send the self-audit")).ShouldSay("The self-audit is sent");

    private static void ShouldShowError(TestPage page, int question, string part, string message)
    {
        var id = $"Input_Answers_{question - 1}__{part}";
        Assert.Contains(message, page.Document.GetElementById($"{id}-error")?.TextContent ?? "no error", StringComparison.Ordinal);
        Assert.Contains(page.Document.QuerySelectorAll(".govuk-error-summary a"), a => a.GetAttribute("href")!.StartsWith($"#{id}", StringComparison.Ordinal));
    }

    // One letter a question: y or n.
    private static (string, string)[] Answers(string letters) => [.. letters.Select((c, i) => ($"Input.Answers[{i}].Yes", c == 'y' ? "true" : "false"))];
}
