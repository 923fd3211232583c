using System.Net;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.Governance;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;

namespace Tutela.Web.Tests.Governance;

public sealed class QuestionAndActionTests(TestHost host)
{
    private const string Hostile = "<i>x</i>";

    [Fact]
    public async Task Governor_asks_who_holds_the_post_answers_and_both_stay()
    {
        var school = await host.SchoolAsync();
        using var scene = await BoardScene.AtAsync(school);
        var form = await scene.Governor.OpenAsync("governors/questions");
        (await form.SubmitAsync()).ShouldShowError("Input.AskedOf", "Choose whom you ask").ShouldShowError("Input.Text", "Write your question");
        (await form.SubmitAsync(("Input.AskedOf", "Teacher"), ("Input.Text", "x"))).ShouldShowError("Input.AskedOf", "Choose one of these");
        (await form.SubmitAsync(("Input.AskedOf", "Headteacher"), ("Input.Text", new string('x', 2001)))).ShouldShowError("Input.Text", "2,000");
        var sent = await form.SubmitAsync(("Input.AskedOf", "ComputingLead"), ("Input.Text", $"How are tablets filtered? {Hostile}"));
        sent.ShouldSay("Waits for an answer");
        Assert.DoesNotContain(Hostile, sent.Source, StringComparison.Ordinal);
        (await scene.Ict.OpenAsync("")).ShouldSay("1 governor's question waits for your answer");
        var id = await school.QueryAsync(db => db.Set<GovernorQuestion>().Select(q => q.Id).SingleAsync());
        // It was asked of somebody else.
        (await scene.Head.OpenAsync($"governors/questions/{id}")).ShouldBe(HttpStatusCode.NotFound);
        (await scene.Head.PostAsync($"governors/questions/{id}", ("Input.Answer", "Mine"))).ShouldBe(HttpStatusCode.NotFound);
        (await scene.Governor.OpenAsync($"governors/questions/{id}")).ShouldBe(HttpStatusCode.Forbidden);
        var answer = await scene.Ict.OpenAsync($"governors/questions/{id}");
        (await answer.SubmitAsync(("Input.Answer", ""))).ShouldShowError("Input.Answer", "Write your answer");
        (await answer.SubmitAsync(("Input.Answer", "By the school's own node"))).ShouldSay("Your answer is sent");
        (await scene.Ict.PostAsync($"governors/questions/{id}", ("Input.Answer", "Otherwise"))).ShouldSay("answered already");
        (await scene.Governor.OpenAsync("governors/questions")).ShouldSay("By the school's own node").ShouldSay($"Answered by {scene.Ict.Person.Name}");
        Assert.Equal(1, await school.QueryAsync(db => db.Set<Notice>().CountAsync(n => n.PersonId == scene.Governor.Person.Id && n.Text == "Your question has been answered")));
        (await scene.Lead.PostAsync("governors/questions", ("Input.AskedOf", "Headteacher"), ("Input.Text", "x"))).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Question_to_an_empty_post_is_refused()
    {
        var school = await host.SchoolAsync();
        using var governor = await school.AsAsync(Role.Governor);
        (await (await governor.OpenAsync("governors/questions")).SubmitAsync(("Input.AskedOf", "Headteacher"), ("Input.Text", "Anybody?"))).ShouldShowError("Input.AskedOf", "Nobody is headteacher");
    }

    [Fact]
    public async Task Task_is_given_seen_by_its_owner_late_and_done()
    {
        var school = await host.SchoolAsync();
        using var scene = await BoardScene.AtAsync(school);
        using var teacher = await school.AsAsync(Role.Teacher);
        var form = await scene.Lead.OpenAsync("governors/actions/add");
        (await form.SubmitAsync()).ShouldShowError("Input.Text", "Say what").ShouldShowError("Input.Owner", "Choose who").ShouldShowError("Input.DueOn", "Enter the day");
        (await BoardScene.GiveAsync(scene.Lead, "", scene.Governor.Person, "Visit year 4", inDays: -1)).ShouldShowError("Input.DueOn", "from today on");
        (await BoardScene.GiveAsync(scene.Lead, "", await school.PersonAsync(Role.Pupil), "Visit year 4")).ShouldShowError("Input.Owner", "from the list");
        await BoardScene.GiveAsync(scene.Lead, "", scene.Governor.Person, "Visit year 4");
        (await scene.Governor.OpenAsync("")).ShouldSay("1 action from governance to do");
        (await teacher.OpenAsync("governors/actions")).ShouldBe(HttpStatusCode.OK).ShouldNotSay("Visit year 4");
        await scene.DaysPassAsync(10);
        (await scene.Governor.OpenAsync("")).ShouldSay("1 action from governance is late");
        (await scene.Head.OpenAsync("governors/actions")).ShouldSay("Of others").ShouldSay("Visit year 4").ShouldSay("Late");
        var id = await school.QueryAsync(db => db.Set<GovernanceAction>().Select(a => a.Id).SingleAsync());
        (await teacher.PostAsync("governors/actions", ("Input.Action", id.ToString()), ("Input.Outcome", "Me"))).ShouldBe(HttpStatusCode.NotFound);
        var own = await scene.Governor.OpenAsync("governors/actions");
        (await own.PressAsync("Mark as done: Visit year 4", ("Input.Outcome", ""))).ShouldShowError("Input.Outcome", "Say what was done");
        (await own.PressAsync("Mark as done: Visit year 4", ("Input.Outcome", "Seen on Tuesday"))).ShouldSay("Seen on Tuesday");
        (await scene.Governor.PostAsync("governors/actions", ("Input.Action", id.ToString()), ("Input.Outcome", "Again"))).ShouldSay("This is done already");
        using var parent = await school.AsAsync(Role.Parent);
        (await parent.OpenAsync("governors/actions")).ShouldBe(HttpStatusCode.Forbidden);
        (await scene.Lead.OpenAsync($"governors/actions/add?meeting={Guid.Empty}")).ShouldBe(HttpStatusCode.NotFound);
    }
}
