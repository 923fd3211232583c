using System.Net;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.Governance;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Tests.Governance;

public sealed class SelfReviewTests(TestHost host)
{
    [Fact]
    public async Task Every_aspect_gets_a_level_and_a_commentary_and_what_is_low_becomes_a_plan()
    {
        var school = await host.SchoolAsync();
        using var scene = await BoardScene.AtAsync(school);
        (await scene.Governor.OpenAsync("governors/self-review")).ShouldSay("No self-review yet").ShouldNotSay("Start a self-review");
        (await scene.Governor.PostAsync("governors/self-review")).ShouldBe(HttpStatusCode.Forbidden);
        var review = await (await scene.Head.OpenAsync("governors/self-review")).PressAsync("Start a self-review");
        var path = review.Address.AbsolutePath;
        (await scene.Head.PostAsync("governors/self-review")).ShouldSay("0 of 18 aspects judged");
        var form = await review.FollowAsync("Begin: Governance");
        (await form.SubmitAsync()).ShouldShowError("Input.Level", "Choose a level").ShouldShowError("Input.Commentary", "Say why");
        (await form.SubmitAsync(("Input.Level", "6"), ("Input.Commentary", "x"))).ShouldShowError("Input.Level", "from 5 to 1");
        (await form.SubmitAsync(("Input.Level", "5"), ("Input.Commentary", new string('x', 2001)))).ShouldShowError("Input.Commentary", "2,000");
        (await scene.Head.PostAsync(path)).ShouldSay("Every aspect needs a level and a commentary");
        foreach (var (index, aspect) in Aspect.All.Index())
            form = await form.SubmitAsync(("Input.Level", index == 3 ? "4" : "2"), ("Input.Commentary", $"Because of {aspect.Id} <b>"));
        form.ShouldSay("18 of 18 aspects judged").ShouldSay("Because of impact <b>");
        Assert.DoesNotContain("impact <b>", form.Source, StringComparison.Ordinal);
        var done = await form.PressAsync("Finish the self-review");
        done.ShouldSay("stays as it is").ShouldSay("Nothing planned").ShouldNotSay("Judge");
        // The radar has its table, and the lowest levels stand in the plan.
        var table = done.Document.QuerySelector(".t-chart table")!;
        Assert.Equal(18, table.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("\"kind\":\"radar\",\"inverted\":true", done.Document.QuerySelector("[data-chart]")!.GetAttribute("data-chart")!, StringComparison.Ordinal);
        await BoardScene.GiveAsync(scene.Head, $"?review={path.Split('/')[^1]}&aspect=acceptable-use", scene.Ict.Person, "Write the rules anew");
        (await scene.Governor.OpenAsync(path)).ShouldSay("Write the rules anew").ShouldNotSay("Add an action");
        (await scene.Head.PostAsync($"{path}/governance", ("Input.Level", "1"), ("Input.Commentary", "Better"))).ShouldShowError("Input.Level", "is finished");
        (await scene.Governor.OpenAsync($"governors/actions/add?review={path.Split('/')[^1]}&aspect=governance")).ShouldBe(HttpStatusCode.Forbidden);

        // The next one stands beside it.
        var second = await (await scene.Head.OpenAsync("governors/self-review")).PressAsync("Start a self-review");
        await (await second.FollowAsync("Begin: Governance")).SubmitAsync(("Input.Level", "1"), ("Input.Commentary", "We train"));
        Assert.Equal(2, (await scene.Head.OpenAsync(second.Address.AbsolutePath)).Document.QuerySelectorAll(".t-chart thead th[scope=col]").Length - 1);
        (await scene.Governor.OpenAsync("governors/self-review")).ShouldSay("18 of 18").ShouldSay("1 of 18");
    }

    [Theory]
    [InlineData(Role.Governor)]
    [InlineData(Role.ChairOfGovernors)]
    [InlineData(Role.Teacher)]
    [InlineData(Role.Parent)]
    public async Task Only_senior_leaders_and_safeguarding_judge(Role role)
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher);
        using var browser = await school.AsAsync(role);
        var path = (await (await head.OpenAsync("governors/self-review")).PressAsync("Start a self-review")).Address.AbsolutePath;
        (await browser.OpenAsync(path + "/policy")).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync(path + "/policy", ("Input.Level", "1"), ("Input.Commentary", "x"))).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync(path)).ShouldBe(HttpStatusCode.Forbidden);
        (await head.OpenAsync(path + "/no-such-aspect")).ShouldBe(HttpStatusCode.NotFound);
        using var stranger = await (await host.SchoolAsync()).AsAsync(Role.Headteacher);
        (await stranger.OpenAsync($"governors/self-review/{path.Split('/')[^1]}")).ShouldBe(HttpStatusCode.NotFound);
        Assert.Equal(18, Aspect.All.Select(a => a.Id).Distinct().Count());
    }
}
