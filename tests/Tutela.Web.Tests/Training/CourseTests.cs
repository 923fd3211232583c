using System.Net;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.Training;
using Tutela.Web.Modules.Training.Controls;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Tests.Training;

public sealed class CourseTests(TestHost host)
{
    public static TheoryData<Role> Others => [.. Enum.GetValues<Role>().Except(Given.Managers)];

    [Theory, MemberData(nameof(Others))]
    public async Task Catalogue_is_closed_to_other_roles(Role role)
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(role);
        foreach (var path in new[] { "training/courses", "training/courses/edit", "training/board", "training/people", "training/record", "training/inductions", "training/sessions/plan", "training/self-audits", "training/supervision" })
            (await browser.OpenAsync(path)).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync("training/courses/edit", ("Input.Title", "X"), ("Input.Kind", "Online"))).ShouldBe(HttpStatusCode.Forbidden);
        Assert.Equal(0, await school.QueryAsync(db => db.Set<Course>().CountAsync()));
    }

    [Theory]
    [InlineData("Input.Title", "", "Enter what the course is called")]
    [InlineData("Input.Kind", "", "Choose what kind of course it is")]
    [InlineData("Input.MonthsValid", "0", "from 1 to 120")]
    [InlineData("Input.Topics", "point:no-such", "Choose what it covers from the list")]
    public async Task Wrong_input_is_told_beside_its_field(string field, string value, string words)
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        (string, string)[] right = [("Input.Title", "A course"), ("Input.Kind", "Online"), ("Input.Topics", "point:nudes")];
        (await (await lead.OpenAsync("training/courses/edit")).SubmitAsync([.. right.Where(f => f.Item1 != field), (field, value)])).ShouldShowError(field, words);
        Assert.Equal(0, await school.QueryAsync(db => db.Set<Course>().CountAsync()));
    }

    [Fact]
    public async Task Course_is_added_changed_without_touching_records_and_taken_out()
    {
        var (school, other) = (await host.SchoolAsync(), await host.SchoolAsync());
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        using var stranger = await other.AsAsync(Role.DesignatedSafeguardingLead);
        var teacher = await school.PersonAsync(Role.Teacher);
        (await lead.OpenAsync("training/courses")).ShouldSay("No courses yet");
        var form = await lead.OpenAsync("training/courses/edit");
        (await form.SubmitAsync(("Input.Title", new string('x', 121)), ("Input.Kind", "Online"), ("Input.Topics", "point:nudes"))).ShouldShowError("Input.Title", "120 characters");
        (await form.SubmitAsync(("Input.Title", "Abroad"), ("Input.Kind", "ExternalProvider"), ("Input.Topics", "point:nudes"))).ShouldShowError("Input.Provider", "Say who provides it");
        (await form.SubmitAsync(("Input.Title", "Nothing"), ("Input.Kind", "Online"))).ShouldShowError("Input.Topics", "at least one thing");
        (await form.SubmitAsync(("Input.Title", "<b>Safe</b>"), ("Input.Kind", "SchoolSession"), ("Input.Purposes", "Safeguarding"), ("Input.Topics", "point:nudes"), ("Input.MonthsValid", "12")))
            .ShouldSay("<b>Safe</b>").ShouldSay("Signs and symptoms").ShouldSay("No course covers");
        var id = await school.QueryAsync(db => db.Set<Course>().Select(c => c.Id).SingleAsync());
        await school.CompletedAsync(id, Given.Today, teacher.Id);
        (await stranger.OpenAsync($"training/courses/edit/{id}")).ShouldBe(HttpStatusCode.NotFound);
        var edit = await lead.OpenAsync($"training/courses/edit/{id}");
        (await edit.PressAsync("Save", ("Input.Topics", "point:signs"), ("Input.Purposes", "Safeguarding"))).ShouldSay("What people completed before stays as it was");
        Assert.Equal(["point:nudes"], await school.QueryAsync(db => db.Set<Completion>().Select(c => c.Topics).SingleAsync()));
        (await (await lead.OpenAsync($"training/courses/edit/{id}")).PressAsync("Take it out")).ShouldSay("out of the catalogue").ShouldSay("No courses yet");
        (await lead.PostAsync($"training/courses/edit/{id}?handler=Retire")).ShouldSay("out of the catalogue already");
    }

    [Fact, Shows("WED-12.5a", "WED-12.5b", "WED-12.5c")]
    public async Task Courses_that_lack_signs_weighing_risk_or_choices_are_listed()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        Assert.Equal(ControlState.NoEvidenceYet, (await school.EvaluateAsync<CoursesCover>()).State);
        await school.CourseAsync("Half of it", [CoursePurpose.Safeguarding], ["point:signs", "point:nudes"]);
        var page = await lead.OpenAsync("training/courses");
        page.ShouldSay("Helping pupils weigh risk").ShouldSay("Guiding pupils to good choices");
        var lacking = await school.EvaluateAsync<CoursesCover>();
        Assert.Equal((ControlState.NotMet, 0, 1), (lacking.State, lacking.Good, lacking.Total));
        await school.CourseAsync("All of it", [CoursePurpose.Safeguarding]);
        Assert.Equal(ControlState.AtRisk, (await school.EvaluateAsync<CoursesCover>()).State);
        var first = await school.QueryAsync(db => db.Set<Course>().Where(c => c.Title == "Half of it").Select(c => c.Id).SingleAsync());
        await (await lead.OpenAsync($"training/courses/edit/{first}")).PressAsync("Take it out");
        Assert.Equal(ControlState.Met, (await school.EvaluateAsync<CoursesCover>()).State);
    }
}
