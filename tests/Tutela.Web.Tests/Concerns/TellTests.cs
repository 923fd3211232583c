using System.Net;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.Concerns;
using Tutela.Web.Modules.Concerns.Contract;
using Tutela.Web.Platform.Drafts;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;

namespace Tutela.Web.Tests.Concerns;

/// <summary>A child tells.</summary>
public sealed class TellTests(TestHost host)
{
    [Fact, Shows("WED-A1.5")]
    public async Task What_a_child_tells_goes_to_the_adult_they_pick_and_to_the_lead()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        using var child = await scene.School.AsAsync(scene.Pupil);
        (await child.OpenAsync("tell")).ShouldSay(scene.Lead.Person.Name).ShouldSay("It is not your fault");
        var page = await ToAdultAsync(child, "ToMe", "Stranger", "a man asked where I live");
        (await page.PressAsync("Send", ("Input.Who", ""))).ShouldShowError("Input.Who", "Choose who should know");
        (await page.PressAsync("Send", ("Input.Who", "adult"))).ShouldShowError("Input.Adult", "Choose a grown-up");
        Assert.Equal(0, await scene.School.QueryAsync(db => db.Set<Concern>().CountAsync()));
        page = await page.PressAsync("Send", ("Input.Who", "adult"), ("Input.Adult", scene.Teacher.Person.Id.ToString()));
        page.ShouldSay("Thank you for telling us").ShouldSay(scene.Lead.Person.Name).ShouldSay(scene.Teacher.Person.Name).ShouldNotSay("a man asked");
        var id = Guid.Parse(page.Address.Segments[^1]);
        var concern = await scene.ConcernAsync(id);
        Assert.Equal((ConcernSource.Pupil, "a man asked where I live", PupilStance.ToMe, true), (concern.Source, concern.ChildWords, concern.Stance, concern.Urgent));
        foreach (var person in new[] { scene.Lead.Person.Id, scene.Teacher.Person.Id })
            Assert.True(await scene.School.QueryAsync(db => db.Set<Notice>().AnyAsync(n => n.PersonId == person)));
        (await scene.Lead.OpenAsync($"concerns/{id}")).ShouldSay("a man asked where I live");
        (await scene.Teacher.OpenAsync($"concerns/{id}")).ShouldBe(HttpStatusCode.NotFound);
        (await scene.Teacher.OpenAsync($"concerns/mine/{id}")).ShouldSay("What a child told you");
    }

    [Fact, Shows("WED-7.2b")]
    public async Task Child_says_to_me_or_I_saw_it_and_a_witness_names_nobody()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        using var child = await scene.School.AsAsync(scene.Pupil);
        var first = await (await child.OpenAsync("tell")).PressAsync("Start");
        first.ShouldSay("It happened to me").ShouldSay("I saw it");
        (await first.PressAsync("Next")).ShouldShowError("Input.Stance", "Choose a picture");
        var page = await (await ToAdultAsync(child, "SawIt", "Unkind", "")).PressAsync("Send", ("Input.Who", "leads"));
        var concern = await scene.ConcernAsync(Guid.Parse(page.ShouldSay("Thank you").Address.Segments[^1]));
        Assert.Equal((PupilStance.SawIt, Part.Witness, scene.Pupil.Id), (concern.Stance, Assert.Single(concern.People).Part, concern.People[0].PersonId));
    }

    [Fact]
    public async Task Picture_alone_is_enough_and_nothing_at_all_is_not()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        using var child = await scene.School.AsAsync(scene.Pupil);
        var page = await (await child.OpenAsync("tell")).PressAsync("Start");
        page = await page.PressAsync("Next", ("Input.Stance", "ToMe"));
        (await page.PressAsync("Next")).ShouldShowError("Input.Picture", "Choose a picture, or write what happened");
        (await page.PressAsync("Next", ("Input.Words", new string('a', Concern.ChildWordsMaxLength + 1)))).ShouldShowError("Input.Words", "a bit shorter");
        (await page.PressAsync("Next", ("Input.Picture", "Other"))).ShouldSay("Who should know?");
    }

    [Fact]
    public async Task What_a_child_pointed_at_as_something_else_gets_its_kind_before_it_is_decided()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        using var child = await scene.School.AsAsync(scene.Pupil);
        var page = await (await ToAdultAsync(child, "ToMe", "Other", "it is bad")).PressAsync("Send", ("Input.Who", "leads"));
        var id = Guid.Parse(page.Address.Segments[^1]);
        (await scene.AskAsync(id, "decide", ("Input.Decision", "OpenCase"), ("Input.Reason", "x"))).ShouldShowError("Input.Decision", "Say which kind of risk");
        (await scene.AskAsync(id, "kind", ("Input.Reason", "x"))).ShouldShowError("Input.Risks", "Choose one or more kinds");
        await scene.DoAsync(id, "kind", ("Input.Risks", "Content"), ("Input.Reason", "She told me more."));
        await scene.DoAsync(id, "decide", ("Input.Decision", "OpenCase"), ("Input.Reason", "x"));
        Assert.Equal(OnlineRisk.Content, Assert.Single((await scene.ConcernAsync(id)).Kinds).Risk);
    }

    [Fact]
    public async Task Exit_this_page_cuts_the_browser_off_from_the_draft_which_is_kept()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        using var child = await scene.School.AsAsync(scene.Pupil);
        var page = await ToAdultAsync(child, "ToMe", "Saw", "do not show this to the next child");
        var exit = page.Document.QuerySelector(".govuk-js-exit-this-page-button")!.GetAttribute("href")!;
        Assert.Equal(scene.School.Href("tell/leave"), exit);
        using var left = await child.Http.GetAsync(exit);
        Assert.StartsWith("0; url=https://", left.Headers.GetValues("Refresh").Single(), StringComparison.Ordinal);
        foreach (var step in new[] { "who-to", "what", "adult" })
            (await child.OpenAsync(page.Address.AbsolutePath.Replace("/adult", $"/{step}", StringComparison.Ordinal))).ShouldBe(HttpStatusCode.NotFound);
        (await child.OpenAsync("tell")).ShouldNotSay("do not show");
        Assert.True(await scene.School.QueryAsync(db => db.Set<Draft>().AnyAsync(d => d.LeftAt != null && d.Body.Contains("do not show"))));
    }

    [Fact]
    public async Task Report_of_a_child_is_never_refused_for_being_one_of_many()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        using var child = await scene.School.AsAsync(scene.Pupil);
        for (var i = 0; i < 12; i++) (await (await ToAdultAsync(child, "ToMe", "Saw", $"again {i}")).PressAsync("Send", ("Input.Who", "leads"))).ShouldSay("Thank you for telling us");
        Assert.Equal(12, await scene.School.QueryAsync(db => db.Set<Concern>().CountAsync()));
    }

    [Theory]
    [InlineData(Role.Teacher)]
    [InlineData(Role.DesignatedSafeguardingLead)]
    [InlineData(Role.Parent)]
    public async Task Pages_are_for_pupils(Role role)
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(role);
        (await browser.OpenAsync("tell")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Another_childs_words_and_thanks_are_not_there()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        using var child = await scene.School.AsAsync(scene.Pupil);
        using var other = await scene.School.AsAsync(Role.Pupil);
        var page = await ToAdultAsync(child, "ToMe", "Saw", "mine");
        (await other.OpenAsync(page.Address.AbsolutePath)).ShouldBe(HttpStatusCode.NotFound);
        page = await page.PressAsync("Send", ("Input.Who", "leads"));
        (await other.OpenAsync(page.Address.AbsolutePath)).ShouldBe(HttpStatusCode.NotFound);
        (await child.OpenAsync($"concerns/mine/{page.Address.Segments[^1]}")).ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<TestPage> ToAdultAsync(TestBrowser child, string stance, string picture, string words)
    {
        var page = await (await child.OpenAsync("tell")).PressAsync("Start");
        page = await page.PressAsync("Next", ("Input.Stance", stance));
        return (await page.PressAsync("Next", ("Input.Picture", picture), ("Input.Words", words))).ShouldSay("Who should know?");
    }
}
