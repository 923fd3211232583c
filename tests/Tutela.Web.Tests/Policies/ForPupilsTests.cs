using System.Net;
using AngleSharp.Dom;
using Tutela.Testing;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Tests.Concerns;

namespace Tutela.Web.Tests.Policies;

/// <summary>The policy in words and pictures for children.</summary>
public sealed class ForPupilsTests(TestHost host)
{
    [Fact, Shows("WID-5.28")]
    public async Task Pupil_is_led_to_easy_words_and_pictures_with_the_reach_out_of_school()
    {
        var school = await host.SchoolAsync("school-devices-only");
        using var pupil = await school.AsAsync(Role.Pupil);
        var page = await (await pupil.OpenAsync("")).FollowAsync("Policy");
        page.ShouldSay("Staying safe online").ShouldSay("My password is mine. I keep it safe.").ShouldSay("A parent or carer").ShouldNotSay("WID-");
        Assert.Contains("They still count at home when what you do is about our school", page.Document.GetElementById("reach")!.TextContent, StringComparison.Ordinal);
        Assert.True(page.Document.QuerySelectorAll(".t-rules > li img, .t-rules > li svg").Length > 10);
        (await page.FollowAsync("Tell somebody now")).ShouldBe(HttpStatusCode.OK);
        (await page.FollowAsync("The whole policy, for grown-ups")).ShouldSay("Contents");
        // Linked to the school or not: of each such concern it is asked before anything is decided.
        using var scene = await ConcernScene.AtAsync(school);
        var home = await ScopeTests.ReportedAsync(scene, "Elsewhere", ("Input.Technologies", "Phone"));
        (await scene.AskAsync(home, "decide", ("Input.Decision", "OpenCase"), ("Input.Reason", "x"))).ShouldShowError("Input.Decision", "decide first whether it is linked to the school");
        await scene.DoAsync(home, "scope", ("Input.OnPersonalAccount", "True"), ("Input.TouchesSchool", "True"), ("Input.Reason", "It is about a child in the class."));
        (await scene.DoAsync(home, "decide", ("Input.Decision", "OpenCase"), ("Input.Reason", "A talk is needed."))).ShouldSay("Decision recorded");
    }

    [Theory, Shows("WID-5.28")]
    [InlineData("professional-trust")]
    public async Task Reach_that_the_policy_does_not_have_is_not_promised(string pack)
    {
        var school = await host.SchoolAsync(pack);
        using var pupil = await school.AsAsync(Role.Pupil);
        var page = (await pupil.OpenAsync("policy/for-pupils")).ShouldBe(HttpStatusCode.OK);
        Assert.Null(page.Document.GetElementById("reach"));
        page.ShouldNotSay("At home, too");
    }

    [Theory]
    [InlineData("community-respect")]
    [InlineData("signed-code")]
    [InlineData("whole-school-duty")]
    public async Task Each_pack_has_a_page_for_children_and_adults_may_look(string pack)
    {
        var school = await host.SchoolAsync(pack);
        using var pupil = await school.AsAsync(Role.Pupil);
        (await pupil.OpenAsync("policy/for-pupils")).ShouldBe(HttpStatusCode.OK).ShouldSay("At home, too");
        using var parent = await school.AsAsync(Role.Parent);
        (await parent.OpenAsync("policy/for-pupils")).ShouldBe(HttpStatusCode.OK).ShouldSay("Staying safe online");
        using var anybody = school.Anonymous();
        Assert.Contains("/sign-in", (await anybody.OpenAsync(school.Href("policy/for-pupils"))).Address.AbsolutePath, StringComparison.Ordinal);
    }
}
