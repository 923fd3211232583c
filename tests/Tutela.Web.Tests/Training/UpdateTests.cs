using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.Training;
using Tutela.Web.Modules.Training.Controls;
using Tutela.Web.Modules.Training.Supervision;
using Tutela.Web.Modules.Training.Updates;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;

namespace Tutela.Web.Tests.Training;

public sealed class UpdateTests(TestHost host)
{
    private static readonly (string, string)[] Bulletin =
        [("Input.Channel", "Bulletin"), ("Input.Audience", "Staff"), ("Input.About", "OnlineSafety"), ("Input.About", "Safeguarding"), ("Input.Title", "<b>News</b>"), ("Input.Body", "First.\n\nSecond <i>part</i>.")];

    [Fact, Shows("WED-3.1c", "WED-3.3o")]
    public async Task Update_is_kept_with_day_channel_and_recipients_and_staff_whom_none_reached_are_listed()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        using var teacher = await school.AsAsync(await school.PersonAsync("Rita", "Reader", Role.Teacher));
        using var governor = await school.AsAsync(Role.Governor);
        Assert.Equal(ControlState.NoEvidenceYet, (await school.EvaluateAsync<UpdatesGiven>()).State);
        (await lead.OpenAsync("training/updates")).ShouldSay("No updates yet");
        var given = await (await lead.OpenAsync("training/updates/give")).SubmitAsync(Bulletin);
        given.ShouldSay("The bulletin is out").ShouldSay("<b>News</b>").ShouldSay("Second <i>part</i>.").ShouldSay("0 of 3 have read it");
        (await governor.OpenAsync(given.Address.AbsolutePath)).ShouldBe(HttpStatusCode.NotFound);
        (await teacher.OpenAsync("")).ShouldSay("Read an update");
        (await lead.OpenAsync("training/updates")).ShouldSay("Staff with no update in 12 months: 3").ShouldSay("Rita Reader");
        var read = await teacher.OpenAsync(given.Address.AbsolutePath);
        read.ShouldNotSay("have read it");
        await read.PressAsync("I have read this");
        (await teacher.PostAsync(given.Address.AbsolutePath + "?handler=Read")).ShouldSay("You have confirmed this already");
        (await lead.OpenAsync(given.Address.AbsolutePath)).ShouldSay("1 of 3 have read it");
        (await lead.OpenAsync("training/updates")).ShouldSay("Staff with no update in 12 months: 2").ShouldNotSay("<li>Rita Reader</li>");
        Assert.Equal((ControlState.NotMet, 1, 3), await StateAsync<UpdatesGiven>(school));
        // A meeting reaches all but those who missed it; online safety alone is no safeguarding update.
        var meeting = await (await lead.OpenAsync("training/updates/give")).SubmitAsync(("Input.Channel", "Meeting"), ("Input.Audience", "Everyone"), ("Input.About", "OnlineSafety"), ("Input.Title", "At the meeting"), ("Input.Body", "What was said"), ("Input.GivenOn", Given.Today.AddDays(-3).Iso()));
        Assert.Equal((ControlState.Met, 3, 3), await StateAsync<UpdatesGiven>(school));
        Assert.Equal((ControlState.NotMet, 1, 3), await StateAsync<SafeguardingUpdatesGiven>(school));
        (await meeting.PressAsync("Save", ("Input.Missed", lead.Person.Id.ToString()))).ShouldSay("Whom it reached: 3 of 4");
        Assert.Equal((ControlState.NotMet, 2, 3), await StateAsync<UpdatesGiven>(school));
        (await governor.PostAsync(meeting.Address.AbsolutePath + "?handler=Missed")).ShouldBe(HttpStatusCode.Forbidden);
        await (await lead.OpenAsync("training/updates/give")).SubmitAsync(("Input.Channel", "Email"), ("Input.Audience", "Staff"), ("Input.About", "OnlineSafety"), ("Input.About", "Safeguarding"), ("Input.Title", "By e-mail"), ("Input.Body", "All of it"));
        Assert.Equal((ControlState.Met, 3, 3), await StateAsync<SafeguardingUpdatesGiven>(school));
    }

    [Fact]
    public async Task Bulletin_waits_until_the_school_is_live_and_what_was_said_in_a_meeting_does_not()
    {
        var school = await host.SchoolAsync(settingUp: true);
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        var teacher = await school.PersonAsync(Role.Teacher);
        var form = await lead.OpenAsync("training/updates/give");
        (await form.SubmitAsync(Bulletin)).ShouldSay("Nobody is asked for anything before the school goes live").ShouldSay("Second <i>part</i>.");
        Assert.Equal((0, 0), await school.QueryAsync(async db => (await db.Set<TrainingUpdate>().CountAsync(), await db.Set<Notice>().CountAsync(n => n.PersonId == teacher.Id))));
        (await form.SubmitAsync(("Input.Channel", "Meeting"), ("Input.Audience", "Staff"), ("Input.About", "OnlineSafety"), ("Input.Title", "At the meeting"), ("Input.Body", "What was said"))).ShouldSay("The update is recorded");
    }

    [Fact]
    public async Task Update_of_more_than_a_year_ago_reaches_nobody_today()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        await (await lead.OpenAsync("training/updates/give")).SubmitAsync(("Input.Channel", "Email"), ("Input.Audience", "Staff"), ("Input.About", "OnlineSafety"), ("Input.Title", "Old"), ("Input.Body", "Old"), ("Input.GivenOn", Given.Today.AddMonths(-12).Iso()));
        Assert.Equal((ControlState.NoEvidenceYet, 0, 2), await StateAsync<UpdatesGiven>(school));
    }

    [Theory]
    [InlineData("Input.Channel", "", "Choose how it is given")]
    [InlineData("Input.Audience", "", "Choose for whom it is")]
    [InlineData("Input.About", "", "Choose what it is about")]
    [InlineData("Input.Title", "", "Enter what the update is called")]
    [InlineData("Input.Body", " ", "Enter what people are told")]
    [InlineData("Input.GivenOn", "2199-01-01", "can't be in the future")]
    [InlineData("Input.Audience", "Volunteers", "Nobody at the school belongs to this audience")]
    public async Task Wrong_input_is_told_beside_its_field(string field, string value, string words)
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        (string, string)[] right = [("Input.Channel", "Email"), ("Input.Audience", "Staff"), ("Input.About", "OnlineSafety"), ("Input.Title", "T"), ("Input.Body", "B")];
        (await (await lead.OpenAsync("training/updates/give")).SubmitAsync([.. right.Where(f => f.Item1 != field), .. value.Length > 0 ? [(field, value)] : ((string, string)[])[]])).ShouldShowError(field, words);
        Assert.Equal(0, await school.QueryAsync(db => db.Set<TrainingUpdate>().CountAsync()));
    }

    [Fact, Shows("WID-5.11")]
    public async Task Ict_support_gives_technical_updates_and_the_months_since_the_last_are_shown()
    {
        var school = await host.SchoolAsync("school-devices-only");
        using var support = await school.AsAsync(Role.IctSupport);
        using var teacher = await school.AsAsync(Role.Teacher);
        (await teacher.OpenAsync("training/updates/give")).ShouldBe(HttpStatusCode.Forbidden);
        Assert.Equal(ControlState.NoEvidenceYet, (await school.EvaluateAsync<TechnicalUpdates>()).State);
        (await support.OpenAsync("training/updates")).ShouldSay("none yet");
        var form = await support.OpenAsync("training/updates/give");
        (string, string)[] fields = [("Input.Channel", "Email"), ("Input.Audience", "Staff"), ("Input.Title", "New filter"), ("Input.Body", "How it works now")];
        (await form.SubmitAsync([.. fields, ("Input.About", "OnlineSafety")])).ShouldShowError("Input.About", "ICT support gives technical updates");
        (await form.SubmitAsync([.. fields, ("Input.About", "Technical"), ("Input.GivenOn", Given.Today.AddMonths(-7).Iso())])).ShouldSay("The update is recorded").ShouldSay("Whom it reached: 3 of 3");
        (await support.OpenAsync("training/updates")).ShouldSay("7").ShouldSay("Months since the last technical update").ShouldNotSay("Staff with no update");
        Assert.Equal(ControlState.NotMet, (await school.EvaluateAsync<TechnicalUpdates>()).State);
        await form.SubmitAsync([.. fields, ("Input.About", "Technical")]);
        Assert.Equal(ControlState.Met, (await school.EvaluateAsync<TechnicalUpdates>()).State);
    }

    [Fact, Shows("CRO-4.11")]
    public async Task Staff_and_volunteers_with_neither_supervision_nor_training_in_the_interval_are_listed()
    {
        var school = await host.SchoolAsync("signed-code");
        using var head = await school.AsAsync(Role.Headteacher);
        var (teacher, helper) = (await school.PersonAsync("Tess", "Teacher", Role.Teacher), await school.PersonAsync("Val", "Volunteer", Role.Visitor));
        await school.MarkedAsync(helper.Id, needsTraining: true);
        Assert.Equal(ControlState.NoEvidenceYet, (await school.EvaluateAsync<Supervised>()).State);
        var page = await head.OpenAsync("training/supervision");
        page.ShouldSay("4 of 4 had none in 6 months").ShouldSay("Val Volunteer");
        (string, string)[] Right(Guid who, DateOnly on) => [("Input.PersonId", who.ToString()), ("Input.Kind", "Supervision"), ("Input.HeldOn", on.Iso())];
        (await page.SubmitAsync(("Input.HeldOn", Given.Today.Iso()))).ShouldShowError("Input.PersonId", "Choose who had it");
        (await page.SubmitAsync(Right(head.Person.Id, Given.Today))).ShouldShowError("Input.PersonId", "Nobody records their own supervision");
        (await page.SubmitAsync(Right(teacher.Id, Given.Today.AddDays(1)))).ShouldShowError("Input.HeldOn", "future");
        (await page.SubmitAsync([.. Right(teacher.Id, Given.Today), ("Input.Note", new string('x', 501))])).ShouldShowError("Input.Note", "500 characters");
        (await page.SubmitAsync([.. Right(teacher.Id, Given.Today.AddMonths(-6))])).ShouldSay("It is recorded").ShouldSay("4 of 4 had none");
        (await page.SubmitAsync([.. Right(teacher.Id, Given.Today.AddDays(-1)), ("Input.Note", "<i>Next in spring</i>")])).ShouldSay("3 of 4 had none");
        await school.CompletedAsync(await school.CourseAsync("Something", []), Given.Today, helper.Id);
        Assert.Equal((ControlState.NotMet, 2, 4), await StateAsync<Supervised>(school));
        await page.SubmitAsync(Right(await school.QueryAsync(db => db.Set<Person>().Where(p => p.GivenName == "School").Select(p => p.Id).SingleAsync()), Given.Today));
        await school.WithAsync(services =>
        {
            services.GetRequiredService<TutelaDb>().Add(SupervisionMeeting.Record(head.Person.Id, SupervisionKind.Support, Given.Today, null, teacher.Id, services.GetRequiredService<TimeProvider>().GetUtcNow()));
            return Task.CompletedTask;
        });
        Assert.Equal((ControlState.Met, 4, 4), await StateAsync<Supervised>(school));
        using var other = await school.AsAsync(Role.Teacher);
        (await other.PostAsync("training/supervision", Right(teacher.Id, Given.Today))).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact, Shows("WED-3.1b")]
    public async Task Governors_see_the_share_of_staff_trained_and_of_those_who_confirmed_their_part()
    {
        var school = await host.SchoolAsync();
        using var governor = await school.AsAsync(Role.Governor);
        using var teacher = await school.AsAsync(Role.Teacher);
        for (var i = 0; i < 3; i++) await school.PersonAsync(Role.SupportStaff);
        Assert.Equal(ControlState.NoEvidenceYet, (await school.EvaluateAsync<SafeguardingInDate>()).State);
        var staff = await school.QueryAsync(db => db.Set<Person>().Where(p => p.Kind == PersonKind.Staff).Select(p => p.Id).ToArrayAsync());
        await school.CompletedAsync(await school.CourseAsync("Without online safety", [CoursePurpose.Safeguarding], ["induction:safe-use"]), Given.Today, staff);
        (await governor.OpenAsync("training/figures")).ShouldSay("Safeguarding training that includes online safety, in dateStaff0 %");
        await school.CompletedAsync(await school.CourseAsync("With it", [CoursePurpose.Safeguarding], ["point:nudes"]), Given.Today, staff[..4]);
        (await (await teacher.OpenAsync("training")).PressAsync("I know what is expected of me")).ShouldSay("You confirmed on");
        (await teacher.PostAsync("training?handler=Confirm")).ShouldSay("You have confirmed this for this year already");
        (await governor.PostAsync("training?handler=Confirm")).ShouldBe(HttpStatusCode.Forbidden);
        (await governor.OpenAsync("training/figures")).ShouldSay("in dateStaff80 %").ShouldSay("expected of them in filtering and monitoringStaff20 %").ShouldNotSay(teacher.Person.Name);
        Assert.Equal((ControlState.NotMet, 5, 10), await StateAsync<SafeguardingInDate>(school));
        (await teacher.OpenAsync("training/figures")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact, Shows("WED-12.12")]
    public async Task Child_protection_policy_is_linked_and_flagged_when_there_is_none_or_a_newer_one()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        using var teacher = await school.AsAsync(Role.Teacher);
        (await teacher.OpenAsync("training")).ShouldSay("No link yet");
        var board = await lead.OpenAsync("training/board");
        board.ShouldSay("No link yet");
        (await lead.PostAsync("training/board?handler=Newer", ("Newer.EditionOn", Given.Today.Iso()))).ShouldSay("Enter where the policy is first");
        (await board.PressAsync("Save the link", ("Link.Address", "javascript:alert(1)"), ("Link.EditionOn", "2025-09-01"))).ShouldShowError("Link.Address", "Enter the address of the policy");
        (await board.PressAsync("Save the link", ("Link.Address", "https://school.example/policy"), ("Link.EditionOn", "2199-09-01"))).ShouldShowError("Link.EditionOn", "not in the future");
        (await board.PressAsync("Save the link", ("Link.Address", "https://school.example/policy"), ("Link.EditionOn", "2025-09-01"))).ShouldSay("edition of 1 September 2025");
        (await teacher.OpenAsync("training")).ShouldNotSay("No link yet").ShouldNotSay("Newer edition");
        board = await lead.OpenAsync("training/board");
        (await board.PressAsync("There is a newer edition", ("Newer.EditionOn", "2025-08-01"))).ShouldShowError("Newer.EditionOn", "after the one that training follows");
        await board.PressAsync("There is a newer edition", ("Newer.EditionOn", "2026-09-01"));
        (await teacher.OpenAsync("training")).ShouldSay("Newer edition").ShouldSay("1 September 2026");
        await (await lead.OpenAsync("training/board")).PressAsync("Save the link", ("Link.Address", "https://school.example/policy-2"), ("Link.EditionOn", "2026-09-01"));
        (await teacher.OpenAsync("training")).ShouldNotSay("Newer edition");
    }

    private static async Task<(ControlState, int, int)> StateAsync<T>(TestSchool school) where T : Control
    {
        var result = await school.EvaluateAsync<T>();
        return (result.State, result.Good, result.Total);
    }
}
