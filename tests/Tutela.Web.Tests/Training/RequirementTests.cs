using System.Net;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.Training;
using Tutela.Web.Modules.Training.Controls;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;

namespace Tutela.Web.Tests.Training;

public sealed class RequirementTests(TestHost host)
{
    [Fact, Shows("WED-12.1")]
    public async Task Each_starter_gets_an_induction_of_the_topics_and_is_listed_until_all_are_covered()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        var late = await school.PersonAsync("Late", "Starter", Role.Teacher);
        var soon = await school.PersonAsync("Fresh", "Starter", Role.SupportStaff);
        await school.JoinedAsync(late.Id, Given.Today.AddDays(-29));
        Assert.Equal(ControlState.NoEvidenceYet, (await school.EvaluateAsync<InductionDone>()).State);
        await school.RunJobAsync<TrainingJob>();
        await school.RunJobAsync<TrainingJob>();
        var made = await school.QueryAsync(db => db.Set<Induction>().AsNoTracking().SingleAsync(i => i.PersonId == late.Id));
        Assert.Equal((4, Given.Today.AddDays(-1)), (made.Topics.Length, made.DueOn));
        Assert.Equal(ControlState.NotMet, (await school.EvaluateAsync<InductionDone>()).State);
        var page = await lead.OpenAsync("training/inductions");
        page.ShouldSay("Late Starter").ShouldSay("Overdue").ShouldSay("Fresh Starter").ShouldSay("Radicalisation online");
        await school.CompletedAsync(await school.CourseAsync("Induction", [], ["induction:safe-use", "induction:safeguarding", "induction:cyber-bullying", "induction:radicalisation"]), Given.Today, late.Id, soon.Id);
        (await lead.OpenAsync("training/inductions")).ShouldNotSay("Late Starter");
        // The lead, and the administrator who set the school up, were here before.
        var open = await lead.OpenAsync("training/inductions");
        (await open.SubmitAsync(("Input.Reason", "Was here before"))).ShouldShowError("Input.People", "Choose at least one person");
        (await open.SubmitAsync(("Input.People", lead.Person.Id.ToString()))).ShouldShowError("Input.Reason", "Say why");
        var administrator = await school.QueryAsync(db => db.Set<Person>().Where(p => p.GivenName == "School").Select(p => p.Id).SingleAsync());
        (await open.SubmitAsync(("Input.People", lead.Person.Id.ToString()), ("Input.People", administrator.ToString()), ("Input.Reason", "Was here before"))).ShouldSay("2 people need no induction");
        Assert.Equal(ControlState.Met, (await school.EvaluateAsync<InductionDone>()).State);
    }

    [Fact, Shows("WED-12.2")]
    public async Task Staff_without_this_years_refresher_are_listed()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        var teacher = await school.PersonAsync("Untrained", "Teacher", Role.Teacher);
        var course = await school.CourseAsync("Safeguarding", [CoursePurpose.Safeguarding]);
        await school.CompletedAsync(course, new DateOnly(Given.Today.AcademicYear(), 8, 31), teacher.Id);
        var listed = await lead.OpenAsync("training/people?requirement=Refresher&state=without");
        listed.ShouldSay("Untrained Teacher").ShouldSay("31 July");
        Assert.NotEqual(ControlState.Met, (await school.EvaluateAsync<RefresherThisYear>()).State);
        await school.CompletedAsync(course, Given.Today, await StaffAsync(school));
        (await lead.OpenAsync("training/people?requirement=Refresher&state=without")).ShouldSay("Nobody found");
        Assert.Equal(ControlState.Met, (await school.EvaluateAsync<RefresherThisYear>()).State);
    }

    [Fact, Shows("WED-12.3", "WED-12.4a", "WED-12.4b", "WED-12.4c", "WED-12.4d")]
    public async Task Points_that_no_course_of_this_year_covered_are_shown_for_each_member_of_staff()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        var teacher = await school.PersonAsync("Half", "Trained", Role.Teacher);
        (string Id, string Name)[] points =
        [
            ("point:technology-in-safeguarding", "Technology is part of many safeguarding issues"), ("point:abusive-messages", "Abusive, harassing or misogynistic messages"),
            ("point:nudes", "Nudes and semi-nudes shared without consent"), ("point:unwanted-images", "Unwanted pornography or abusive images"),
            ("point:violence-online-side", "Physical abuse, sexual violence and hazing with an online side"),
        ];
        foreach (var (id, name) in points)
        {
            (await lead.OpenAsync("training/courses/edit")).ShouldSay(name);
            (await lead.OpenAsync($"training/people?requirement=ContentPoints&topic={id}")).ShouldSay("Half Trained").ShouldSay(name);
            await school.CompletedAsync(await school.CourseAsync($"About {id}", [], [id]), Given.Today, teacher.Id);
            (await lead.OpenAsync($"training/people?requirement=ContentPoints&topic={id}")).ShouldNotSay("Half Trained");
        }
        (await lead.OpenAsync($"training/people/{teacher.Id}")).ShouldSay("Signs and symptoms of online abuse").ShouldNotSay("Unwanted pornography");
        (await lead.OpenAsync("training/board")).ShouldSay("Staff without");
        Assert.NotEqual(ControlState.Met, (await school.EvaluateAsync<ContentCovered>()).State);
        await school.CompletedAsync(await school.CourseAsync("All of it", []), Given.Today, await StaffAsync(school));
        Assert.Equal(ControlState.Met, (await school.EvaluateAsync<ContentCovered>()).State);
    }

    [Fact, Shows("WED-12.6", "WED-12.7")]
    public async Task Leads_whose_training_runs_out_are_listed_within_60_days()
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher);
        var (lead, deputy) = (await school.PersonAsync("Lead", "Person", Role.DesignatedSafeguardingLead), await school.PersonAsync("Deputy", "Person", Role.DeputySafeguardingLead));
        var course = await school.CourseAsync("Full", [CoursePurpose.LeadFull]);
        Assert.Equal(ControlState.NotMet, (await school.EvaluateAsync<LeadsTrained>()).State);
        await school.CompletedAsync(course, Given.Today.AddMonths(-24).AddDays(59), lead.Id);
        await school.CompletedAsync(course, Given.Today, deputy.Id);
        (await head.OpenAsync("training/people?requirement=LeadFull&state=DueSoon")).ShouldSay("Lead Person").ShouldNotSay("Deputy Person");
        Assert.Equal(ControlState.AtRisk, (await school.EvaluateAsync<LeadsTrained>()).State);
        (await head.OpenAsync("training/people?requirement=LeadRefresh&state=Overdue")).ShouldSay("Lead Person").ShouldNotSay("Deputy Person");
        Assert.Equal(ControlState.NotMet, (await school.EvaluateAsync<LeadsRefreshed>()).State);
        await school.CompletedAsync(course, Given.Today, lead.Id);
        Assert.Equal(ControlState.Met, (await school.EvaluateAsync<LeadsTrained>()).State);
        Assert.Equal(ControlState.Met, (await school.EvaluateAsync<LeadsRefreshed>()).State);
        await school.CompletedAsync(course, Given.Today.AddMonths(-25), await AddedAsync(school, Role.DeputySafeguardingLead));
        Assert.Equal(ControlState.NotMet, (await school.EvaluateAsync<LeadsTrained>()).State);
    }

    [Fact, Shows("WED-12.8", "WED-12.10")]
    public async Task Governors_without_a_session_are_listed_those_on_a_group_first()
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher);
        var (first, second) = (await school.PersonAsync("Aaron", "Ash", Role.Governor), await school.PersonAsync("Zoe", "Zeal", Role.Governor));
        Assert.Equal(ControlState.NotMet, (await school.EvaluateAsync<GovernorsTrained>()).State);
        var person = await head.OpenAsync($"training/people/{second.Id}");
        (await person.PressAsync("Save", ("Mark.Group", new string('x', 81)))).ShouldShowError("Mark.Group", "80 characters");
        (await person.PressAsync("Save", ("Mark.Group", "Online safety group"))).ShouldSay("Saved");
        var listed = (await head.OpenAsync("training/people?requirement=Governor&state=without")).ShouldSay("Online safety group").Text;
        Assert.True(listed.IndexOf("Zoe Zeal", StringComparison.Ordinal) < listed.IndexOf("Aaron Ash", StringComparison.Ordinal));
        await school.CompletedAsync(await school.CourseAsync("For governors", [CoursePurpose.OnlineSafety]), Given.Today, first.Id, second.Id);
        Assert.Equal(ControlState.Met, (await school.EvaluateAsync<GovernorsTrained>()).State);
    }

    [Fact, Shows("WED-12.11")]
    public async Task Governors_are_trained_by_three_kinds_of_session_and_each_is_counted()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        var governor = await school.PersonAsync(Role.Governor);
        foreach (var kind in new[] { "ExternalProvider", "SchoolSession", "AssemblyOrLessonVisit" })
        {
            await (await lead.OpenAsync("training/courses/edit")).SubmitAsync(("Input.Title", kind), ("Input.Kind", kind), ("Input.Provider", "Somebody"), ("Input.Purposes", "OnlineSafety"), ("Input.Topics", "point:signs"));
            var course = await school.QueryAsync(db => db.Set<Course>().Where(c => c.Title == kind).Select(c => c.Id).SingleAsync());
            await (await lead.OpenAsync("training/record")).SubmitAsync(("Input.CourseId", course.ToString()), ("Input.DoneOn", Given.Today.Iso()), ("Input.People", governor.Id.ToString()));
        }
        (await lead.OpenAsync("training/board")).ShouldSay("External provider1").ShouldSay("School session1").ShouldSay("Assembly or lesson visit1").ShouldSay("Online course0");
        (await (await lead.OpenAsync("training/courses/edit")).SubmitAsync(("Input.Title", "Other"), ("Input.Kind", "Picnic"), ("Input.Topics", "point:signs"))).ShouldBe(HttpStatusCode.OK);
        Assert.Equal(3, await school.QueryAsync(db => db.Set<Course>().CountAsync()));
    }

    [Fact, Shows("WED-12.9", "WED-7.2e")]
    public async Task Volunteers_marked_as_needing_it_are_listed_until_trained_and_so_is_cyber_bullying()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        var (helper, guest) = (await school.PersonAsync("Val", "Volunteer", Role.Visitor), await school.PersonAsync("Just", "Visiting", Role.Visitor));
        Assert.Equal(ControlState.NotApplicable, (await school.EvaluateAsync<VolunteersTrained>()).State);
        (await (await lead.OpenAsync($"training/people/{helper.Id}")).PressAsync("Save", ("Mark.NeedsTraining", "true"))).ShouldSay("Saved");
        Assert.Equal(ControlState.NotMet, (await school.EvaluateAsync<VolunteersTrained>()).State);
        foreach (var requirement in new[] { "Volunteer", "CyberBullying" })
            (await lead.OpenAsync($"training/people?requirement={requirement}&state=without")).ShouldSay("Val Volunteer").ShouldNotSay("Just Visiting");
        await school.CompletedAsync(await school.CourseAsync("Without cyber-bullying", [CoursePurpose.OnlineSafety], ["point:signs"]), Given.Today, helper.Id);
        Assert.Equal(ControlState.Met, (await school.EvaluateAsync<VolunteersTrained>()).State);
        (await lead.OpenAsync("training/people?requirement=CyberBullying&state=without")).ShouldSay("Val Volunteer");
        Assert.Equal(ControlState.NotMet, (await school.EvaluateAsync<CyberBullyingCovered>()).State);
        await school.CompletedAsync(await school.CourseAsync("With it", [], ["point:cyber-bullying"]), Given.Today, [helper.Id, .. await StaffAsync(school)]);
        Assert.Equal(ControlState.Met, (await school.EvaluateAsync<CyberBullyingCovered>()).State);
        Assert.DoesNotContain(guest.Id, await school.QueryAsync(db => db.Set<Completion>().Select(c => c.PersonId).ToListAsync()));
    }

    [Fact, Shows("WED-18.1")]
    public async Task Staff_missing_a_social_media_topic_are_listed()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        await school.CompletedAsync(await school.CourseAsync("Four of five", [], ["social:reporting", "social:data-protection", "social:acceptable-use", "social:social-risk"]), Given.Today, await StaffAsync(school));
        (await lead.OpenAsync("training/people?requirement=SocialMedia&state=without")).ShouldSay(lead.Person.Name).ShouldSay("How to check settings").ShouldNotSay("Risks of social media");
        Assert.Equal(ControlState.NotMet, (await school.EvaluateAsync<SocialMediaCovered>()).State);
        await school.CompletedAsync(await school.CourseAsync("The fifth", [], ["social:settings"]), Given.Today, await StaffAsync(school));
        Assert.Equal(ControlState.Met, (await school.EvaluateAsync<SocialMediaCovered>()).State);
    }

    [Fact, Shows("CRO-5.2")]
    public async Task Staff_and_volunteers_whose_courses_do_not_cover_all_five_forms_of_abuse_are_listed()
    {
        var school = await host.SchoolAsync("signed-code");
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        var helper = await school.PersonAsync("Val", "Volunteer", Role.Visitor);
        await school.MarkedAsync(helper.Id, needsTraining: true);
        var form = await lead.OpenAsync("training/courses/edit");
        foreach (var topic in new[] { "Bullying", "Emotional abuse", "Sexual abuse", "Sexting", "Sexual exploitation" }) form.ShouldSay(topic);
        var people = (Guid[])[helper.Id, .. await StaffAsync(school)];
        await school.CompletedAsync(await school.CourseAsync("Four of five", [], ["point:bullying", "point:emotional-abuse", "point:sexual-abuse", "point:sexting"]), Given.Today, people);
        (await lead.OpenAsync("training/people?requirement=Abuse&state=without")).ShouldSay("Val Volunteer").ShouldSay("Sexual exploitation").ShouldNotSay("Emotional abuse");
        Assert.Equal(ControlState.NotMet, (await school.EvaluateAsync<AbuseCovered>()).State);
        await school.CompletedAsync(await school.CourseAsync("The fifth", [], ["point:sexual-exploitation"]), Given.Today, people);
        Assert.Equal(ControlState.Met, (await school.EvaluateAsync<AbuseCovered>()).State);
    }

    [Fact]
    public async Task People_are_reminded_once_and_a_wrong_record_is_withdrawn_with_a_reason()
    {
        var (school, other) = (await host.SchoolAsync(), await host.SchoolAsync());
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        using var stranger = await other.AsAsync(Role.DesignatedSafeguardingLead);
        (await (await lead.OpenAsync("training/board")).PressAsync("Remind those with something overdue or due soon")).ShouldSay("1 person was reminded");
        await school.RunJobAsync<TrainingJob>();
        Assert.Equal(1, await school.QueryAsync(db => db.Set<Notice>().CountAsync(n => n.PersonId == lead.Person.Id && n.Text.Contains("training is due"))));
        await school.CompletedAsync(await school.CourseAsync("Full", [CoursePurpose.LeadFull]), Given.Today, lead.Person.Id);
        (await stranger.OpenAsync($"training/people/{lead.Person.Id}")).ShouldBe(HttpStatusCode.NotFound);
        var page = await lead.OpenAsync($"training/people/{lead.Person.Id}");
        (await page.PressAsync("Withdraw the record", ("Withdraw.Reason", "x"))).ShouldShowError("Withdraw.CompletionId", "Choose the record");
        var id = await school.QueryAsync(db => db.Set<Completion>().Select(c => c.Id).SingleAsync());
        (await page.PressAsync("Withdraw the record", ("Withdraw.CompletionId", id.ToString()))).ShouldShowError("Withdraw.Reason", "Say why");
        (await page.PressAsync("Withdraw the record", ("Withdraw.CompletionId", id.ToString()), ("Withdraw.Reason", "<i>Wrong</i> person"))).ShouldSay("withdrawn").ShouldSay("Nothing is recorded yet");
        (await lead.OpenAsync($"training/certificates/{id}")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Recording_needs_a_course_a_day_and_people_and_never_doubles()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        var pupil = await school.PersonAsync(Role.Pupil);
        (await lead.OpenAsync("training/record")).ShouldSay("No courses yet");
        var course = await school.CourseAsync("Elsewhere", [CoursePurpose.OnlineSafety]);
        var page = await lead.OpenAsync($"training/record?person={lead.Person.Id}");
        (await page.SubmitAsync(("Input.DoneOn", Given.Today.Iso()))).ShouldShowError("Input.CourseId", "Choose a course");
        (await page.SubmitAsync(("Input.CourseId", course.ToString()), ("Input.DoneOn", Given.Today.AddDays(1).Iso()))).ShouldShowError("Input.DoneOn", "future");
        (await page.SubmitAsync(("Input.CourseId", course.ToString()), ("Input.DoneOn", Given.Today.Iso()), ("Input.People", pupil.Id.ToString()))).ShouldShowError("Input.People", "Choose who completed it");
        (await page.SubmitAsync(("Input.CourseId", course.ToString()), ("Input.DoneOn", Given.Today.Iso()))).ShouldSay("The training of 1 person is recorded");
        (await page.SubmitAsync(("Input.CourseId", course.ToString()), ("Input.DoneOn", Given.Today.Iso()))).ShouldShowError("Input.People", "recorded for them already");
        Assert.Equal(1, await school.QueryAsync(db => db.Set<Completion>().CountAsync()));
    }

    private static Task<Guid[]> StaffAsync(TestSchool school) => school.QueryAsync(db => db.Set<Person>().Where(p => p.Kind == PersonKind.Staff && p.EndedOn == null).Select(p => p.Id).ToArrayAsync());

    private static async Task<Guid> AddedAsync(TestSchool school, Role role) => (await school.PersonAsync(role)).Id;
}
