using System.Net;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.Governance.WebItems;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Tests.People;

namespace Tutela.Web.Tests.Governance;

public sealed class ProcedureAndWebItemTests(TestHost host)
{
    [Fact, Shows("WID-5.2")]
    public async Task Head_and_another_senior_leader_confirm_the_procedure_each_school_year()
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher);
        using var second = await school.AsAsync(Role.SeniorLeader);
        using var chair = await school.AsAsync(Role.ChairOfGovernors);
        Assert.Equal(ControlState.NotMet, await StateAsync(school));
        (await head.OpenAsync("")).ShouldSay("Confirm that you know what to do when a member of staff is accused");
        var page = await head.OpenAsync("staff-allegations/procedure");
        page.ShouldSay("Neither the headteacher nor another senior leader has.");
        (await page.SubmitAsync()).ShouldShowError("Input.Knows", "Read the procedure");
        (await page.SubmitAsync(("Input.Knows", "true"))).ShouldSay(head.Person.Name).ShouldSay("No senior leader besides the headteacher has.");
        (await head.OpenAsync("")).ShouldNotSay("Confirm that you know");
        (await head.PostAsync("staff-allegations/procedure", ("Input.Knows", "true"))).ShouldSay("confirmed it this school year already");
        Assert.Equal(ControlState.NotMet, await StateAsync(school));
        await (await second.OpenAsync("staff-allegations/procedure")).SubmitAsync(("Input.Knows", "true"));
        Assert.Equal(ControlState.Met, await StateAsync(school));
        (await chair.OpenAsync("staff-allegations/procedure")).ShouldSay(second.Person.Name).ShouldNotSay("Not enough people");
        (await chair.PostAsync("staff-allegations/procedure", ("Input.Knows", "true"))).ShouldBe(HttpStatusCode.Forbidden);
        // Who is a senior leader no longer does not count, nor does last year's.
        await school.QueryAsync(db => db.Database.ExecuteSqlAsync($"update school.role_holdings set until = now() where school_id = {school.School.Id} and person_id = {second.Person.Id}"));
        Assert.Equal(ControlState.NotMet, await StateAsync(school));
        foreach (var role in new[] { Role.Teacher, Role.DesignatedSafeguardingLead, Role.Governor, Role.Parent })
        {
            using var other = await school.AsAsync(role);
            (await other.OpenAsync("staff-allegations/procedure")).ShouldBe(HttpStatusCode.Forbidden);
        }
    }

    [Fact, Shows("HAM-7.3")]
    public async Task Web_item_is_live_only_when_the_head_or_the_coordinator_approved_it()
    {
        var school = await host.SchoolAsync();
        using var teacher = await school.AsAsync(Role.Teacher);
        using var head = await school.AsAsync(Role.Headteacher);
        using var coordinator = await school.AsAsync(Role.OnlineSafetyCoordinator);
        var form = await teacher.OpenAsync("web-items");
        form.ShouldSay($"{head.Person.Name} (headteacher)").ShouldSay($"{coordinator.Person.Name} (online safety coordinator)");
        (await form.SubmitAsync()).ShouldShowError("Input.Title", "Enter a title").ShouldShowError("Input.Address", "Enter the address");
        (await form.SubmitAsync(("Input.Title", "Sports day"), ("Input.Address", "javascript:alert(1)"))).ShouldShowError("Input.Address", "https://");
        (await form.SubmitAsync(("Input.Title", new string('x', 201)), ("Input.Address", "https://school.example/a"))).ShouldShowError("Input.Title", "200");
        foreach (var title in new[] { "Sports day <u>", "Class blog" })
            await form.SubmitAsync(("Input.Title", title), ("Input.Address", "https://school.example/news"));
        var waiting = await teacher.OpenAsync("web-items");
        waiting.ShouldSay("Waits").ShouldNotSay("Decide about");
        Assert.DoesNotContain("day <u>", waiting.Source, StringComparison.Ordinal);
        (await head.OpenAsync("")).ShouldSay("2 items for the website wait for approval");
        var ids = await school.QueryAsync(db => db.Set<WebItem>().ToDictionaryAsync(i => i.Title, i => i.Id));
        (await teacher.OpenAsync($"web-items/{ids["Class blog"]}")).ShouldBe(HttpStatusCode.Forbidden);
        (await teacher.PostAsync($"web-items/{ids["Class blog"]}", ("Input.Approve", "true"))).ShouldBe(HttpStatusCode.Forbidden);
        Assert.All(await StatusesAsync(school), s => Assert.Equal(WebItemStatus.Proposed, s));

        var decide = await coordinator.OpenAsync($"web-items/{ids["Class blog"]}");
        (await decide.SubmitAsync()).ShouldShowError("Input.Approve", "Choose whether it goes live");
        (await decide.SubmitAsync(("Input.Approve", "false"))).ShouldShowError("Input.Reason", "Say what has to change");
        (await decide.SubmitAsync(("Input.Approve", "false"), ("Input.Reason", "Take the surnames out"))).ShouldSay("Turned down").ShouldSay("Take the surnames out");
        (await (await head.OpenAsync($"web-items/{ids["Sports day <u>"]}")).SubmitAsync(("Input.Approve", "true"))).ShouldSay("Live").ShouldSay($"{head.Person.Name}, headteacher");
        (await head.PostAsync($"web-items/{ids["Class blog"]}", ("Input.Approve", "true"))).ShouldSay("decided already");
        Assert.Equal([WebItemStatus.Live, WebItemStatus.TurnedDown], (await StatusesAsync(school)).Order());
        using var stranger = await (await host.SchoolAsync()).AsAsync(Role.Headteacher);
        (await stranger.OpenAsync($"web-items/{ids["Class blog"]}")).ShouldBe(HttpStatusCode.NotFound);
        using var parent = await school.AsAsync(Role.Parent);
        (await parent.OpenAsync("web-items")).ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<ControlState> StateAsync(TestSchool school) => (await school.EvaluateAsync("governance.allegation-procedure")).State;

    private static Task<List<WebItemStatus>> StatusesAsync(TestSchool school) => school.QueryAsync(db => db.Set<WebItem>().Select(i => i.Status).ToListAsync());
}
