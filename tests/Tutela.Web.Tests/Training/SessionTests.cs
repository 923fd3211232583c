using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.Training;
using Tutela.Web.Modules.Training.Contract;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Tests.Training;

public sealed class SessionTests(TestHost host)
{
    [Fact]
    public async Task Session_is_planned_seen_by_all_and_called_off()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        using var teacher = await school.AsAsync(Role.Teacher);
        (await lead.OpenAsync("training/sessions/plan")).ShouldSay("No courses yet");
        var course = await school.CourseAsync("Safe online", [CoursePurpose.Safeguarding]);
        var page = await lead.OpenAsync($"training/sessions/plan?course={course}");
        var tomorrow = Given.Today.AddDays(1).Iso();
        (await page.SubmitAsync(("Input.CourseId", ""))).ShouldShowError("Input.CourseId", "Choose a course");
        (await page.SubmitAsync(("Input.Day", tomorrow), ("Input.Starts", "4pm"), ("Input.Ends", "3:30pm"))).ShouldShowError("Input.Ends", "A session ends after it starts");
        (await page.SubmitAsync(("Input.Day", tomorrow), ("Input.Starts", "soon"), ("Input.Ends", "3:30pm"))).ShouldShowError("Input.Starts", "must be a time");
        (await page.SubmitAsync(("Input.Day", "2199-01-01"), ("Input.Starts", "3pm"), ("Input.Ends", "4pm"))).ShouldShowError("Input.Day", "within the next two years");
        (await page.SubmitAsync(("Input.Day", tomorrow), ("Input.Starts", "3pm"), ("Input.Ends", "4pm"), ("Input.Leader", ""))).ShouldShowError("Input.Leader", "Choose who leads it");
        (await page.SubmitAsync(("Input.Day", tomorrow), ("Input.Starts", "3pm"), ("Input.Ends", "4pm"), ("Input.Place", new string('x', 121)))).ShouldShowError("Input.Place", "120 characters");
        var planned = await page.SubmitAsync(("Input.Day", tomorrow), ("Input.Starts", "3:30pm"), ("Input.Ends", "4:30pm"), ("Input.Place", "<i>Hall</i>"));
        planned.ShouldSay("The session is planned").ShouldSay("<i>Hall</i>").ShouldSay("3:30pm to 4:30pm").ShouldSay("ticked when the session begins");
        (await teacher.OpenAsync("training")).ShouldSay("Safe online").ShouldSay("<i>Hall</i>");
        (await teacher.OpenAsync("training/sessions")).ShouldSay("Safe online").ShouldNotSay("Plan a session");
        var path = planned.Address.AbsolutePath;
        (await teacher.OpenAsync(path)).ShouldBe(HttpStatusCode.Forbidden);
        (await teacher.PostAsync(path + "?handler=Cancel")).ShouldBe(HttpStatusCode.Forbidden);
        (await lead.PostAsync(path + "?handler=Hold")).ShouldSay("has not begun");
        (await planned.PressAsync("Call it off")).ShouldSay("Called off");
        (await lead.PostAsync(path + "?handler=Cancel")).ShouldSay("Only a planned session can be called off");
        (await teacher.OpenAsync("training/sessions")).ShouldSay("No sessions yet");
    }

    [Fact]
    public async Task People_sign_in_by_the_code_within_the_window_and_get_a_certificate_when_the_list_is_closed()
    {
        var (school, other) = (await host.SchoolAsync(), await host.SchoolAsync());
        using var leader = await school.AsAsync(Role.Teacher);
        using var teacher = await school.AsAsync(Role.Teacher);
        using var pupil = await school.AsAsync(Role.Pupil);
        using var stranger = await other.AsAsync(Role.Teacher);
        using var nobody = school.Anonymous();
        var course = await school.CourseAsync("Safe online", [CoursePurpose.Safeguarding], months: 12);
        var session = await school.SessionAsync(course, leader.Person.Id, TimeSpan.FromMinutes(10));
        var screen = await leader.OpenAsync($"training/sessions/{session.Id}/screen");
        screen.ShouldSay($"training/here/{session.Code}");
        Assert.NotNull(screen.Document.QuerySelector(".t-qr svg"));
        (await teacher.OpenAsync($"training/sessions/{session.Id}/screen")).ShouldBe(HttpStatusCode.Forbidden);
        var here = $"training/here/{session.Code}";
        Assert.Equal("/sign-in", (await nobody.OpenAsync(here)).Address.AbsolutePath);
        (await pupil.OpenAsync(here)).ShouldBe(HttpStatusCode.Forbidden);
        (await stranger.OpenAsync(here)).ShouldBe(HttpStatusCode.NotFound);
        (await teacher.OpenAsync("training/here/0123456789abcdef0123456789abcdef")).ShouldBe(HttpStatusCode.NotFound);
        (await (await teacher.OpenAsync(here)).PressAsync("I am here")).ShouldSay("You are on the list");
        (await teacher.PostAsync(here)).ShouldSay("You are on the list");
        Assert.Equal(1, await school.QueryAsync(db => db.Set<Attendance>().CountAsync()));
        (await teacher.OpenAsync("training")).ShouldSay("Nothing is recorded yet");
        var list = await leader.OpenAsync($"training/sessions/{session.Id}");
        list.ShouldSay("1, of them 1 by the code");
        (await list.PressAsync("Close the list")).ShouldSay("the training of 1 person is recorded").ShouldSay("Held");
        var mine = await teacher.OpenAsync("training");
        mine.ShouldSay("Certificate for Safe online");
        var certificate = await mine.FollowAsync("Certificate for Safe online");
        certificate.ShouldSay(teacher.Person.Name).ShouldSay("Safe online").ShouldSay("Nudes and semi-nudes").ShouldSay(leader.Person.Name);
        (await leader.OpenAsync(certificate.Address.AbsolutePath)).ShouldBe(HttpStatusCode.NotFound);
        (await teacher.PostAsync(here)).ShouldSay("You are on the list");
    }

    [Theory]
    [InlineData(21, false)]    // Twenty minutes after it ends the list is over.
    [InlineData(-81, false)]   // Twenty minutes before it begins the list is not open.
    [InlineData(19, true)]
    [InlineData(-79, true)]
    public async Task Code_works_within_the_window_only(int minutesAfterTheEnd, bool works)
    {
        var school = await host.SchoolAsync();
        using var teacher = await school.AsAsync(Role.Teacher);
        var course = await school.CourseAsync("Safe online", [CoursePurpose.Safeguarding]);
        var session = await school.SessionAsync(course, teacher.Person.Id, TimeSpan.FromMinutes(60 + minutesAfterTheEnd));
        var page = await teacher.OpenAsync($"training/here/{session.Code}");
        if (works) (await page.PressAsync("I am here")).ShouldSay("You are on the list");
        else
        {
            page.ShouldNotSay("<button type=\"submit\" class=\"govuk-button\"").ShouldSay("ask whoever led it to add you");
            (await teacher.PostAsync($"training/here/{session.Code}")).ShouldSay(minutesAfterTheEnd > 0 ? "This session is over" : "has not begun");
        }
        Assert.Equal(works ? 1 : 0, await school.QueryAsync(db => db.Set<Attendance>().CountAsync()));
    }

    [Fact]
    public async Task Leader_ticks_people_without_a_sign_in_and_keeps_the_names_of_others()
    {
        var school = await host.SchoolAsync();
        using var leader = await school.AsAsync(Role.Teacher);
        var governor = await school.PersonAsync(Role.Governor);
        var pupil = await school.PersonAsync(Role.Pupil);
        var noSignIn = await school.WithAsync(services => Task.FromResult(services.GetRequiredService<RoleDesk>().Add(PersonKind.Staff, "Wilma", "Nosignin", null, null, Role.SupportStaff).Id));
        var course = await school.CourseAsync("Safe online", [CoursePurpose.OnlineSafety]);
        var session = await school.SessionAsync(course, leader.Person.Id, TimeSpan.FromMinutes(10));
        var page = await leader.OpenAsync($"training/sessions/{session.Id}");
        page.ShouldSay("Wilma Nosignin (no sign-in)").ShouldSay($"{governor.Name}, governor");
        (await page.PressAsync("Close the list")).ShouldSay("Tick who was there before you close the list");
        (await page.PressAsync("Save the list", ("Input.Present", pupil.Id.ToString()))).ShouldShowError("Input.Present", "Choose people from the list");
        (await page.PressAsync("Add the name", ("Guest.Name", "42"))).ShouldShowError("Guest.Name", "Enter the name");
        (await page.PressAsync("Add the name", ("Guest.Name", "<b>Ada</b> Helper"))).ShouldSay("<b>Ada</b> Helper");
        await page.PressAsync("Save the list", ("Input.Present", noSignIn.ToString()));
        (await (await leader.OpenAsync($"training/sessions/{session.Id}")).PressAsync("Save the list", ("Input.Present", governor.Id.ToString()))).ShouldSay("The list is saved");
        page = await (await leader.OpenAsync($"training/sessions/{session.Id}")).PressAsync("Save the list", ("Input.Present", governor.Id.ToString()), ("Input.Present", noSignIn.ToString()));
        (await page.PressAsync("Close the list")).ShouldSay("the training of 2 people is recorded");
        // Somebody whom the list forgot is added after it was closed; nobody is taken off.
        var closed = await leader.OpenAsync($"training/sessions/{session.Id}");
        await closed.PressAsync("Save the list", ("Input.Present", governor.Id.ToString()), ("Input.Present", noSignIn.ToString()), ("Input.Present", leader.Person.Id.ToString()));
        Assert.Equal(3, await school.QueryAsync(db => db.Set<Completion>().CountAsync(c => c.SessionId == session.Id)));
        (await closed.PressAsync("Save the list", ("Input.Present", governor.Id.ToString()))).ShouldSay("The list is closed");
        Assert.Equal(4, await school.QueryAsync(db => db.Set<Attendance>().CountAsync()));
    }

    [Fact]
    public async Task Gate_refuses_an_own_device_without_the_course_in_date()
    {
        var school = await host.SchoolAsync();
        var teacher = await school.PersonAsync(Role.Teacher);
        Task<string?> WhyNot() => school.WithAsync(services => services.GetRequiredService<TrainingGate>().WhyNoOwnDeviceAsync(teacher.Id));
        Assert.Contains("has not done the training", await WhyNot(), StringComparison.Ordinal);
        var course = await school.CourseAsync("Own devices", [CoursePurpose.OwnDevice], months: 12);
        await school.CompletedAsync(course, Given.Today.AddMonths(-13), teacher.Id);
        Assert.Contains("ran out on", await WhyNot(), StringComparison.Ordinal);
        await school.CompletedAsync(course, Given.Today.AddMonths(-11), teacher.Id);
        Assert.Null(await WhyNot());
        Assert.True(await school.WithAsync(services => services.GetRequiredService<TrainingGate>().MayUseOwnDeviceAsync(teacher.Id)));
    }
}
