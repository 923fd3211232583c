using System.Net;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.Concerns;
using Tutela.Web.Platform.Drafts;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Mail;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Tests.Agreements;

namespace Tutela.Web.Tests.Concerns;

/// <summary>A parent or carer shares a worry.</summary>
public sealed class WorryTests(TestHost host)
{
    private static async Task<(ConcernScene Scene, TestBrowser Parent)> FamilyAsync(TestSchool school)
    {
        var scene = await ConcernScene.AtAsync(school);
        var parent = await scene.AsAsync(Role.Parent);
        await school.ParentOfAsync(parent.Person.Id, scene.Pupil.Id);
        return (scene, parent);
    }

    [Fact]
    public async Task What_a_parent_shares_reaches_the_lead_and_the_parent_sees_that_it_was_received_read_and_answered()
    {
        var (scene, parent) = await FamilyAsync(await host.SchoolAsync());
        using var _ = scene;
        var start = await (await parent.OpenAsync("")).FollowAsync("Share a worry");
        start.ShouldSay(scene.Lead.Person.Name).ShouldSay("call 999");
        var what = await start.PressAsync("Start");
        (string, string)[] said = [("Input.Child", scene.Pupil.Id.ToString()), ("Input.Account", "A <i>stranger</i> wrote to her in a game"), ("Input.When", "last night")];
        var refused = await what.PressAsync("Continue", said[1]);
        refused.ShouldShowError("Input.Child", "Choose the child").ShouldSay("A <i>stranger</i> wrote");
        (await what.PressAsync("Continue", said[0])).ShouldShowError("Input.Account", "Write what happened");
        (await what.PressAsync("Continue", ("Input.Child", "another"), said[1])).ShouldShowError("Input.Unnamed", "Say who the child is");
        (await what.PressAsync("Continue", said[0], ("Input.Account", new string('a', Concern.AccountMaxLength + 1)))).ShouldShowError("Input.Account", "10,000");
        var check = await what.PressAsync("Continue", said);
        check.ShouldSay("Check before you send it").ShouldSay("Ottoline Featherstone").ShouldSay("last night");
        Assert.False(await scene.School.QueryAsync(db => db.Set<Concern>().AnyAsync()));

        var mine = await check.PressAsync("Send it to the school");
        mine.ShouldSay("The school has it").ShouldSay(scene.Lead.Person.Name).ShouldSay("not read yet");
        var id = Guid.Parse(mine.Address.Segments[^1]);
        var concern = await scene.ConcernAsync(id);
        Assert.Equal((ConcernSource.Parent, parent.Person.Id, "last night", Part.Unclear), (concern.Source, concern.ReporterId, concern.HappenedAbout, Assert.Single(concern.People).Part));
        Assert.True(await scene.School.QueryAsync(db => db.Set<Notice>().AnyAsync(n => n.PersonId == scene.Lead.Person.Id && n.Text.Contains("new concern"))));
        var mail = await scene.School.QueryAsync(db => db.Set<OutboxMail>().AsNoTracking().FirstAsync(m => m.To == scene.Lead.Person.Email));
        Assert.DoesNotContain("Ottoline", mail.Subject + mail.Body, StringComparison.Ordinal);
        // A second press finds what the first one sent.
        (await check.PressAsync("Send it to the school")).ShouldSay("The school has it");
        Assert.Equal(1, await scene.School.QueryAsync(db => db.Set<Concern>().CountAsync()));

        (await scene.Lead.OpenAsync($"concerns/{id}")).ShouldSay("By a parent or carer").ShouldSay("A <i>stranger</i> wrote");
        (await scene.Teacher.OpenAsync($"concerns/{id}")).ShouldBe(HttpStatusCode.NotFound);
        await scene.DoAsync(id, "kind", ("Input.Risks", "Contact"), ("Input.Reason", "From what the parent wrote."));
        await scene.DoAsync(id, "feedback", ("Input.Text", "Thank you. We are dealing with it."));
        (await parent.OpenAsync("")).ShouldSay("1 answer to a worry that you shared");
        var again = await (await parent.OpenAsync("worry")).FollowAsync($"Number {concern.Number}");
        again.ShouldSay("Thank you. We are dealing with it.").ShouldSay("Read");
        (await again.PressAsync("Add it")).ShouldShowError("Input.Text", "Write what you want to add");
        (await again.PressAsync("Add it", ("Input.Text", "It happened again."))).ShouldSay("It happened again.").ShouldSay("A <i>stranger</i> wrote");
        (await scene.Lead.OpenAsync($"concerns/{id}")).ShouldSay("It happened again.");
        (await parent.OpenAsync("")).ShouldNotSay("answer to a worry");
    }

    [Fact]
    public async Task Draft_is_kept_and_offered_and_exit_this_page_cuts_the_browser_off_from_it()
    {
        var (scene, parent) = await FamilyAsync(await host.SchoolAsync());
        using var _ = scene;
        var what = await (await parent.OpenAsync("worry")).PressAsync("Start");
        await what.PressAsync("Continue", ("Input.Account", "half a worry"));
        var back = await (await parent.OpenAsync("worry")).FollowAsync("half a worry");
        back.ShouldSay("half a worry");
        var exit = back.Document.QuerySelector(".govuk-js-exit-this-page-button")!.GetAttribute("href")!;
        Assert.Equal(scene.School.Href("worry/leave"), exit);
        using var left = await parent.Http.GetAsync(exit);
        Assert.StartsWith("0; url=https://", left.Headers.GetValues("Refresh").Single(), StringComparison.Ordinal);
        (await parent.OpenAsync(what.Address.AbsolutePath)).ShouldBe(HttpStatusCode.NotFound);
        (await parent.OpenAsync("worry")).ShouldNotSay("half a worry");
        Assert.True(await scene.School.QueryAsync(db => db.Set<Draft>().AnyAsync(d => d.LeftAt != null && d.Body.Contains("half a worry"))));

        var second = await (await parent.OpenAsync("worry")).PressAsync("Start");
        await second.PressAsync("Continue", ("Input.Account", "not this one"));
        (await (await parent.OpenAsync("worry")).PressAsync(DiscardText(await parent.OpenAsync("worry")))).ShouldNotSay("not this one");
    }

    private static string DiscardText(TestPage page) => string.Join(' ', page.Document.QuerySelector(".t-draft button")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public async Task Another_child_is_named_in_words_and_nobody_elses_child_can_be_chosen()
    {
        var (scene, parent) = await FamilyAsync(await host.SchoolAsync());
        using var _ = scene;
        var stranger = await scene.School.PersonAsync(Role.Pupil);
        var what = await (await parent.OpenAsync("worry")).PressAsync("Start");
        what.ShouldSay("Ottoline Featherstone").ShouldNotSay(stranger.Name);
        (await what.PressAsync("Continue", ("Input.Child", stranger.Id.ToString()), ("Input.Account", "x"))).ShouldShowError("Input.Child", "Choose the child");
        var check = await what.PressAsync("Continue", ("Input.Child", "another"), ("Input.Unnamed", "a boy in 4B"), ("Input.Account", "He was sent a bad video"));
        var concern = await scene.ConcernAsync(Guid.Parse((await check.ShouldSay("a boy in 4B").PressAsync("Send it to the school")).Address.Segments[^1]));
        Assert.Equal(("a boy in 4B", 0), (concern.Unnamed, concern.People.Count));
    }

    [Fact]
    public async Task Lead_who_is_the_childs_parent_does_not_get_it()
    {
        var (scene, parent) = await FamilyAsync(await host.SchoolAsync());
        using var _ = scene;
        using var deputy = await scene.School.AsAsync(Role.DeputySafeguardingLead);
        await scene.School.ParentOfAsync(scene.Lead.Person.Id, scene.Pupil.Id);
        var what = await (await parent.OpenAsync("worry")).PressAsync("Start");
        var check = await what.PressAsync("Continue", ("Input.Child", scene.Pupil.Id.ToString()), ("Input.Account", "About home"));
        var id = (await check.PressAsync("Send it to the school")).ShouldSay(deputy.Person.Name).Address.Segments[^1];
        (await scene.Lead.OpenAsync($"concerns/{id}")).ShouldBe(HttpStatusCode.NotFound);
        (await deputy.OpenAsync($"concerns/{id}")).ShouldSay("About home");
    }

    [Fact]
    public async Task Another_parent_and_another_school_find_nothing()
    {
        var (scene, parent) = await FamilyAsync(await host.SchoolAsync());
        using var _ = scene;
        using var other = await scene.School.AsAsync(Role.Parent);
        await scene.School.ParentOfAsync(other.Person.Id, scene.Pupil.Id);
        using var stranger = await (await host.SchoolAsync()).AsAsync(Role.Parent);
        var what = await (await parent.OpenAsync("worry")).PressAsync("Start");
        var check = await what.PressAsync("Continue", ("Input.Child", scene.Pupil.Id.ToString()), ("Input.Account", "mine"));
        foreach (var browser in new[] { other, stranger }) (await browser.OpenAsync(check.Address.AbsolutePath)).ShouldBe(HttpStatusCode.NotFound);
        var mine = await check.PressAsync("Send it to the school");
        foreach (var browser in new[] { other, stranger }) (await browser.OpenAsync(mine.Address.AbsolutePath)).ShouldBe(HttpStatusCode.NotFound);
        (await other.PostAsync(mine.Address.AbsolutePath, ("Input.Text", "x"))).ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(Role.Teacher)]
    [InlineData(Role.Pupil)]
    [InlineData(Role.Governor)]
    [InlineData(Role.Visitor)]
    public async Task Pages_are_for_parents(Role role)
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(role);
        (await browser.OpenAsync("worry")).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync("worry")).ShouldBe(HttpStatusCode.Forbidden);
    }
}
