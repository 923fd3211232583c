using Microsoft.EntityFrameworkCore;
using System.Net;
using Tutela.Testing;
using Tutela.Web.Modules.Governance;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Ui;
using Tutela.Web.Tests.Concerns;
using Tutela.Web.Tests.People;
using static Tutela.Web.Tests.People.PostScene;

namespace Tutela.Web.Tests.Governance;

public sealed class MeetingTests(TestHost host)
{
    private const string Hostile = "<b>bold</b>";

    [Fact, Shows("WED-3.1d")]
    public async Task Board_meets_by_a_schedule_with_minutes_and_an_anonymised_log_and_what_was_missed_is_listed()
    {
        var school = await host.SchoolAsync();
        using var scene = await BoardScene.AtAsync(school);
        using var concerns = await ConcernScene.AtAsync(school);
        for (var i = 0; i < 5; i++) await concerns.ReportedAsync(account: "Something seen online.", risk: "Contact");
        await concerns.ReportedAsync(account: "Something else seen.", risk: "Conduct");
        Assert.Equal(ControlState.NoEvidenceYet, (await school.EvaluateAsync("governance.meetings")).State);
        (await scene.Governor.OpenAsync("governors/meetings")).ShouldSay("No meeting is planned yet");

        var meeting = await scene.PlanAsync(MeetingKind.Board, title: "Autumn meeting", agenda: $"Training needs\n{Hostile}");
        (await scene.Governor.OpenAsync("governors/meetings")).ShouldSay("To come").ShouldSay("Autumn meeting");
        var page = await scene.HoldAsync(meeting, $"Lead and board agreed on training. {Hostile}");
        page.ShouldSay("The minutes are kept").ShouldSay("Lead and board agreed on training").ShouldSay("Training needs").ShouldSay("Incident log").ShouldSay(scene.Governor.Person.Name);
        Assert.DoesNotContain(Hostile, page.Source, StringComparison.Ordinal);
        var cells = LogOf(page);
        // The newest month: Content, Contact, Conduct, Commerce, all; then the sums, where a hidden count hides its sums.
        Assert.Equal(["0", "5", "fewer than 5", "0", "not told"], cells[^2]);
        Assert.Equal(["0", "5", "not told", "0", "not told"], cells[^1]);
        Assert.Equal(ControlState.Met, (await school.EvaluateAsync("governance.meetings")).State);

        // The log stays as it was.
        for (var i = 0; i < 5; i++) await concerns.ReportedAsync(account: "Something new.", risk: "Commerce");
        Assert.Equal(cells, LogOf(await scene.Governor.OpenAsync(meeting)));
        var missed = await scene.PlanAsync(MeetingKind.Board, inDays: -3, title: "Spring meeting");
        (await scene.Governor.OpenAsync("governors/meetings")).ShouldSay("Missed").ShouldSay("Spring meeting");
        Assert.Equal((ControlState.NotMet, "1 meeting was missed."), (await school.EvaluateAsync("governance.meetings")) switch { var r => (r.State, r.Sentence) });
        (await scene.Governor.OpenAsync("")).ShouldSay("1 meeting has no minutes");
        await (await scene.Governor.OpenAsync(missed + "/cancel")).SubmitAsync(("Input.Reason", "The board was ill"));
        (await scene.Governor.OpenAsync(missed)).ShouldSay("Called off").ShouldSay("The board was ill");
        Assert.Equal(ControlState.Met, (await school.EvaluateAsync("governance.meetings")).State);
    }

    private static string[][] LogOf(TestPage page) =>
    [
        .. page.Document.QuerySelectorAll("table").Single(t => t.QuerySelector("caption")?.TextContent.Contains("Concerns by month and kind", StringComparison.Ordinal) == true)
            .QuerySelectorAll("tbody tr").Select(r => r.Children.Skip(1).Select(c => c.TextContent.Trim()).ToArray()),
    ];

    [Fact]
    public async Task Minutes_are_written_once_and_only_added_to()
    {
        using var scene = await BoardScene.AtAsync(await host.SchoolAsync());
        var meeting = await scene.PlanAsync(MeetingKind.Visit);
        (await scene.Governor.PostAsync(meeting, ("Input.Text", "Too early"))).ShouldSay("no minutes to add to yet");
        var form = await scene.Governor.OpenAsync(meeting + "/record");
        (await form.SubmitAsync(("Input.Minutes", ""))).ShouldShowError("Input.Minutes", "Write the minutes");
        (await form.SubmitAsync(("Input.Minutes", new string('x', 20_001)))).ShouldShowError("Input.Minutes", "20,000");
        (await form.SubmitAsync(("Input.Minutes", "Seen"))).ShouldShowError("Input.Governor", "Choose who was there");
        (await form.SubmitAsync(("Input.Minutes", "Seen"), ("Input.Governor", scene.Head.Person.Id.ToString()))).ShouldShowError("Input.Governor", "Choose somebody from the list");
        (await scene.HoldAsync(meeting, on: Today.AddDays(1))).ShouldShowError("Input.HeldOn", "not one to come");
        (await scene.HoldAsync(meeting, on: Today.AddYears(-3))).ShouldShowError("Input.HeldOn", "more than a year ago");
        (await scene.HoldAsync(meeting, "I saw a lesson")).ShouldSay("I saw a lesson").ShouldNotSay("Incident log");
        (await scene.Governor.PostAsync(meeting + "/record", [("Input.Minutes", "Something else"), .. Day("Input.HeldOn", Today), ("Input.Governor", scene.Governor.Person.Id.ToString())])).ShouldShowError("Input.Minutes", "has minutes already");
        (await scene.Governor.PostAsync(meeting + "/cancel", ("Input.Reason", "x"))).ShouldShowError("Input.Reason", "not been held");
        (await (await scene.Lead.OpenAsync(meeting)).PressAsync("Add it", ("Input.Text", "It was class 4"))).ShouldSay("I saw a lesson").ShouldSay("It was class 4").ShouldSay($"Added by {scene.Lead.Person.Name}");
        (await scene.Lead.OpenAsync(meeting + "/sign-off")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact, Shows("WED-3.1f", "WED-3.1i")]
    public async Task Filtering_review_is_red_without_one_and_ends_with_everybody_there_and_the_next_within_a_year()
    {
        var school = await host.SchoolAsync();
        using var scene = await BoardScene.AtAsync(school);
        Assert.Equal(ControlState.NotMet, (await school.EvaluateAsync("governance.filtering-review")).State);
        var alone = await scene.PlanAsync(MeetingKind.FilteringReview);
        (await scene.SignOffAsync(alone)).ShouldShowError("Input.SignedName", "Record first that it was held");
        await scene.HoldAsync(alone, without: "Input.Ict");
        await scene.AnswerAllAsync(alone);
        (await scene.SignOffAsync(alone)).ShouldShowError("Input.SignedName", "without ICT there");

        var review = await scene.PlanAsync(MeetingKind.FilteringReview);
        await scene.HoldAsync(review);
        (await scene.SignOffAsync(review)).ShouldShowError("Input.SignedName", "Each point needs its evidence and finding");
        await scene.AnswerAllAsync(review);
        await BoardScene.GiveAsync(scene.Governor, $"?meeting={review.Split('/')[^1]}", scene.Ict.Person, "Look at the tablets");
        (await scene.SignOffAsync(review, Today.AddMonths(12).AddDays(1))).ShouldShowError("Input.NextOn", "Plan the next review no later than");
        (await scene.SignOffAsync(review, Today)).ShouldShowError("Input.NextOn", "after this one");
        (await scene.SignOffAsync(review, name: "Somebody Else")).ShouldShowError("Input.SignedName", "Type your name");
        Assert.Equal(ControlState.NotMet, (await school.EvaluateAsync("governance.filtering-review")).State);
        (await scene.SignOffAsync(review, Today.AddMonths(12), name: scene.Lead.Person.Name.ToUpperInvariant())).ShouldSay("Signed off").ShouldSay("Filtering works; the tablets need a look.").ShouldSay("Look at the tablets");
        Assert.Equal(ControlState.Met, (await school.EvaluateAsync("governance.filtering-review")).State);
        (await scene.SignOffAsync(review)).ShouldShowError("Input.SignedName", "signed off already");
        (await scene.Governor.OpenAsync(review + "/sign-off")).ShouldBe(HttpStatusCode.Forbidden);
        // A year later it is red again.
        await school.QueryAsync(db => db.Database.ExecuteSqlAsync($"update school.meetings set held_on = held_on - 367 where school_id = {school.School.Id} and signed_at is not null"));
        Assert.Equal(ControlState.NotMet, (await school.EvaluateAsync("governance.filtering-review")).State);
    }

    [Fact, Shows("WED-3.3n")]
    public async Task One_risk_assessment_a_school_year_with_hazards_of_each_kind()
    {
        var school = await host.SchoolAsync();
        using var scene = await BoardScene.AtAsync(school);
        Assert.Equal((ControlState.NotMet, "This school year has no risk assessment yet."), (await school.EvaluateAsync("governance.risk-assessment")) switch { var r => (r.State, r.Sentence) });
        var assessment = await scene.PlanAsync(MeetingKind.RiskAssessment);
        (await scene.SendPlanAsync("RiskAssessment", Today)).ShouldShowError("Input.PlannedOn", "has its risk assessment already");
        await scene.HoldAsync(assessment);
        (await scene.SignOffAsync(assessment)).ShouldShowError("Input.SignedName", "Write down first what was looked at");
        (await (await scene.Governor.OpenAsync(assessment + "/points/add")).SubmitAsync(("Input.Question", "Something"))).ShouldShowError("Input.Risk", "Choose the kind of risk");
        await scene.HazardAsync(assessment, "Content", "Violent clips in class chats");
        await scene.HazardAsync(assessment, "Contact", "Strangers in games");
        await scene.HazardAsync(assessment, "Conduct", "Pictures passed on");
        (await scene.SignOffAsync(assessment)).ShouldShowError("Input.SignedName", "Name at least one hazard of commerce");
        Assert.Equal(ControlState.AtRisk, (await school.EvaluateAsync("governance.risk-assessment")).State);
        await scene.HazardAsync(assessment, "Commerce", "Loot boxes");
        (await scene.SignOffAsync(assessment)).ShouldSay("Signed off").ShouldSay("Commerce: Loot boxes");
        Assert.Equal(ControlState.Met, (await school.EvaluateAsync("governance.risk-assessment")).State);
        (await (await scene.Governor.OpenAsync(assessment + "/points/add")).SubmitAsync(("Input.Risk", "Content"), ("Input.Question", "One more"))).ShouldShowError("Input.Question", "This review is closed");
    }

    [Fact, Shows("HAM-19.2")]
    public async Task Audit_of_ict_holds_questions_evidence_findings_and_date_and_lists_what_is_not_finished()
    {
        using var scene = await BoardScene.AtAsync(await host.SchoolAsync());
        var audit = await scene.PlanAsync(MeetingKind.IctAudit);
        await scene.HoldAsync(audit);
        var question = await (await scene.Governor.OpenAsync(audit + "/points/add")).SubmitAsync(("Input.Question", "Are old tablets wiped?"));
        (await question.SubmitAsync(("Input.Evidence", ""), ("Input.Finding", ""))).ShouldShowError("Input.Evidence", "Say what shows it").ShouldShowError("Input.Finding", "Say what was found");
        (await question.SubmitAsync(("Input.Evidence", new string('x', 2001)), ("Input.Finding", "y"))).ShouldShowError("Input.Evidence", "2,000");
        (await scene.SignOffAsync(audit)).ShouldShowError("Input.SignedName", "This one has none yet");
        await scene.AnswerAllAsync(audit);
        await question.SubmitAsync(("Input.Evidence", "The list of disposals"), ("Input.Finding", "Two were not"));
        foreach (var task in new[] { "Wipe the two tablets", "Check the list each term" })
            await BoardScene.GiveAsync(scene.Governor, $"?meeting={audit.Split('/')[^1]}", scene.Ict.Person, task);
        await (await scene.Ict.OpenAsync("governors/actions")).PressAsync("Mark as done: Wipe the two tablets", ("Input.Outcome", "Wiped and logged"));
        var page = await scene.SignOffAsync(audit);
        page.ShouldSay("Are old tablets wiped?").ShouldSay("The list of disposals").ShouldSay($"Held on{DateText.Day(Today)}");
        var open = page.Document.QuerySelectorAll("table tr").Where(r => r.TextContent.Contains("Open", StringComparison.Ordinal)).Select(r => r.TextContent).ToList();
        Assert.Contains("Check the list each term", Assert.Single(open), StringComparison.Ordinal);
        (await scene.Governor.OpenAsync("governors/meetings")).ShouldSay("1");
    }

    [Theory]
    [InlineData(Role.Teacher)]
    [InlineData(Role.ComputingLead)]
    [InlineData(Role.IctSupport)]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Parent)]
    [InlineData(Role.Pupil)]
    [InlineData(Role.Visitor)]
    public async Task Meetings_are_for_those_who_oversee(Role role)
    {
        var school = await host.SchoolAsync();
        using var scene = await BoardScene.AtAsync(school);
        using var other = await school.AsAsync(role);
        var meeting = await scene.PlanAsync(MeetingKind.Board);
        foreach (var path in new[] { "governors/meetings", "governors/meetings/plan", meeting, meeting + "/record", meeting + "/cancel", "governors/reports", "governors/self-review", "governors/actions/add" })
            (await other.OpenAsync(path)).ShouldBe(HttpStatusCode.Forbidden);
        (await other.PostAsync(meeting + "/record", ("Input.Minutes", "x"))).ShouldBe(HttpStatusCode.Forbidden);
        using var stranger = await (await host.SchoolAsync()).AsAsync(Role.Governor);
        (await stranger.OpenAsync(meeting)).ShouldBe(HttpStatusCode.NotFound);
        (await stranger.OpenAsync($"governors/meetings/{meeting.Split('/')[^1]}")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Plan_needs_a_kind_and_a_day_that_is_near()
    {
        using var scene = await BoardScene.AtAsync(await host.SchoolAsync());
        var form = await scene.Governor.OpenAsync("governors/meetings/plan");
        (await form.SubmitAsync()).ShouldShowError("Input.Kind", "Choose what kind").ShouldShowError("Input.PlannedOn", "Enter the day");
        (await scene.SendPlanAsync("Board", Today.AddYears(3))).ShouldShowError("Input.PlannedOn", "within the next two years");
        (await scene.SendPlanAsync("Board", Today.AddYears(-2))).ShouldShowError("Input.PlannedOn", "more than a year ago");
        (await scene.SendPlanAsync("Board", Today, new string('x', 201))).ShouldShowError("Input.Title", "200");
        (await scene.SendPlanAsync("Board", Today, agenda: string.Join('\n', Enumerable.Range(1, 41)))).ShouldShowError("Input.Agenda", "at most 40");
    }
}
