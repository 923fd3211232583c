using System.Net;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.Concerns;
using Tutela.Web.Modules.Concerns.Cases;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Tests.Concerns;

/// <summary>Where it happened, with what, whether it was about who somebody is, and whether it is the school's matter.</summary>
public sealed class ScopeTests(TestHost host)
{
    [Fact, Shows("WEN-0.2")]
    public async Task What_was_used_is_said_and_found()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var blog = await ReportedAsync(scene, ("Input.Technologies", "SelfPublishing"), ("Input.Technologies", "Phone"));
        var other = await ReportedAsync(scene, ("Input.Technologies", "Other"));
        (await scene.Lead.OpenAsync($"concerns/{blog}")).ShouldSay("A phone, A blog, video or page of one's own");
        var found = await scene.Lead.OpenAsync("concerns?Used=SelfPublishing");
        Assert.Contains(found.Document.QuerySelectorAll("main a"), a => a.GetAttribute("href")!.EndsWith(blog.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain(found.Document.QuerySelectorAll("main a"), a => a.GetAttribute("href")!.EndsWith(other.ToString(), StringComparison.Ordinal));
        (await scene.Lead.OpenAsync("concerns?Used=SharedTool")).ShouldSay("No concern matches");
        var form = await FormAsync(scene);
        foreach (var choice in new[] { "The internet", "A phone", "Messages or chat", "A shared document or working tool", "A blog, video or page of one's own", "Something else" }) form.ShouldSay(choice);
        (await form.PressAsync("Continue", ("Input.Risks", "Content"), ("Input.Technologies", "Telepathy"))).ShouldNotSay("Check your report");
        // A child is asked in a child's words.
        using var child = await scene.School.AsAsync(scene.Pupil);
        var page = await (await (await child.OpenAsync("tell")).PressAsync("Start")).PressAsync("Next", ("Input.Stance", "ToMe"));
        foreach (var choice in new[] { "A website, a game or an app", "A phone", "Messages or chat", "Work that we share", "A video, a picture or a page that somebody put up", "Something else" }) page.ShouldSay(choice);
        (await page.PressAsync("Next", ("Input.Picture", "Saw"), ("Input.Technologies", "Telepathy"))).ShouldNotSay("Who should know?");
        page = await (await page.PressAsync("Next", ("Input.Picture", "Saw"), ("Input.Technologies", "SharedTool"))).PressAsync("Send", ("Input.Who", "leads"));
        var told = page.ShouldSay("Thank you for telling us").Address.Segments[^1];
        (await scene.Lead.OpenAsync("concerns?Used=SharedTool")).ShouldNotSay("No concern matches");
        (await scene.Lead.OpenAsync($"concerns/{told}")).ShouldSay("A shared document or working tool");
    }

    [Fact, Shows("WID-7.7")]
    public async Task School_email_at_home_takes_the_same_steps_as_at_school()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync("school-devices-only"));
        var home = await ReportedAsync(scene, "Elsewhere", ("Input.Technologies", "SchoolEmail"));
        var school = await ReportedAsync(scene, "School", ("Input.Technologies", "SchoolEmail"));
        Assert.Equal(await OfferedAsync(scene, school), await OfferedAsync(scene, home));
        foreach (var id in new[] { home, school }) (await scene.DoAsync(id, "decide", ("Input.Decision", "OpenCase"), ("Input.Reason", "A talk is needed."))).ShouldSay("Decision recorded");
        (await scene.Lead.OpenAsync($"concerns/{home}")).ShouldSay("At home or somewhere else");
        // The same place without the school's mailbox is a question of scope first.
        var phone = await ReportedAsync(scene, "Elsewhere", ("Input.Technologies", "Phone"));
        (await scene.AskAsync(phone, "decide", ("Input.Decision", "OpenCase"), ("Input.Reason", "x"))).ShouldShowError("Input.Decision", "decide first whether it is linked to the school");
    }

    [Fact, Shows("WID-9.1")]
    public async Task Social_media_is_decided_on_only_with_its_scope()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync("school-devices-only"));
        var id = await ReportedAsync(scene, ("Input.Technologies", "SocialMedia"));
        (await scene.AskAsync(id, "decide", ("Input.Decision", "OpenCase"), ("Input.Reason", "x"))).ShouldShowError("Input.Decision", "decide first whether it is linked to the school");
        var page = await scene.AskAsync(id, "scope");
        page.ShouldShowError("Input.OnPersonalAccount", "private account");
        page.ShouldShowError("Input.TouchesSchool", "names or affects the school");
        page.ShouldShowError("Input.Reason", "Give the reason");
        await scene.DoAsync(id, "scope", ("Input.OnPersonalAccount", "True"), ("Input.TouchesSchool", "True"), ("Input.Reason", "It shows our <b>gate</b>."));
        await scene.DoAsync(id, "decide", ("Input.Decision", "OpenCase"), ("Input.Reason", "A talk is needed."));
        (await scene.Lead.OpenAsync($"concerns/{id}")).ShouldSay("In scope").ShouldSay("It shows our <b>gate</b>.").ShouldSay(scene.Lead.Person.Name);
    }

    [Theory, Shows("WID-9.3b")]
    [InlineData(true, true, Scope.InScope)]
    [InlineData(true, false, Scope.OutOfScope)]
    [InlineData(false, false, Scope.InScope)]
    public async Task A_private_account_is_in_scope_when_it_touches_the_school(bool personal, bool touches, Scope expected)
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var id = await ReportedAsync(scene, ("Input.Technologies", "SocialMedia"));
        await scene.DoAsync(id, "scope", ("Input.OnPersonalAccount", personal.ToString()), ("Input.TouchesSchool", touches.ToString()), ("Input.Reason", "As seen."));
        var concern = await scene.ConcernAsync(id);
        Assert.Equal((expected, scene.Lead.Person.Id), (concern.Scope, concern.ScopeDecidedById));
        foreach (var role in new[] { Role.Teacher, Role.Headteacher, Role.IctSupport })
        {
            using var other = await scene.School.AsAsync(role);
            (await other.OpenAsync($"concerns/{id}/scope")).ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact, Shows("WID-9.4")]
    public async Task Out_of_scope_closes_only_after_it_was_decided_with_a_reason_and_stays_on_record()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        var id = await ReportedAsync(scene, ("Input.Technologies", "SocialMedia"));
        await scene.DoAsync(id, "decide", ("Input.Decision", "AdviceGiven"), ("Input.Reason", "Advice was enough."));
        (string, string)[] closing = [("Input.Outcome", "Advised."), ("Input.EscalationNotNeeded", "No harm."), ("Input.RecordLater", "true"), ("Input.OutOfScope", "true")];
        (await scene.Lead.PostAsync($"concerns/{id}/close", closing)).ShouldSay("Decide first that it is out of scope");
        await scene.DoAsync(id, "scope", ("Input.OnPersonalAccount", "True"), ("Input.TouchesSchool", "False"), ("Input.Reason", "A family's own holiday page."));
        (await scene.Lead.PostAsync($"concerns/{id}/close", closing)).ShouldSay("The concern is closed");
        var page = await scene.Lead.OpenAsync($"concerns/{id}");
        page.ShouldSay("Out of scope: personal").ShouldSay("A family's own holiday page.").ShouldSay(scene.Lead.Person.Name);
        var closed = await scene.ConcernAsync(id);
        Assert.Equal((true, scene.Lead.Person.Id), (closed.ClosedOutOfScope, closed.ScopeDecidedById));
    }

    [Fact, Shows("CRO-3.6")]
    public async Task Prejudice_is_recorded_by_characteristic_and_small_counts_are_not_told()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        for (var i = 0; i < 5; i++) await ReportedAsync(scene, ("Input.Traits", "Race"));
        var id = await ReportedAsync(scene, ("Input.Traits", "Disability"));
        (await scene.Lead.OpenAsync($"concerns/{id}")).ShouldSay("Prejudice-based").ShouldSay("Disability");
        var figures = await scene.Lead.OpenAsync("concerns/figures");
        Assert.Equal(["Disabilityfewer than 5", "Race5"], figures.Document.QuerySelectorAll("main table tbody tr").Select(r => string.Join(' ', r.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Where(t => t.StartsWith("Disability", StringComparison.Ordinal) || t.StartsWith("Race", StringComparison.Ordinal)));
        await scene.DoAsync(id, "kind", ("Input.Risks", "Content"), ("Input.Traits", "Sex"), ("Input.Reason", "The child says why."));
        Assert.Equal([Trait.Sex], (await scene.ConcernAsync(id)).Traits);
    }

    [Fact, Shows("WED-2.2")]
    public async Task Radicalisation_shows_the_guidance_that_the_register_holds()
    {
        using var scene = await ConcernScene.AtAsync(await host.SchoolAsync());
        (await scene.Lead.OpenAsync("policy/guidance")).ShouldSay("Prevent duty guidance");
        var id = await ReportedAsync(scene, ("Input.Subtypes", "radicalisation"));
        var page = (await scene.Lead.OpenAsync($"concerns/{id}")).ShouldSay("Notice, check, share").ShouldSay("Prevent duty guidance");
        Assert.NotNull(page.Document.QuerySelector("main .govuk-inset-text a[href^='https://www.gov.uk']"));
        var other = await ReportedAsync(scene, ("Input.Subtypes", "racism"));
        (await scene.Lead.OpenAsync($"concerns/{other}")).ShouldNotSay("Prevent duty guidance");
    }

    private static async Task<TestPage> FormAsync(ConcernScene scene, string? place = null)
    {
        var page = await (await scene.Teacher.OpenAsync("concerns/report")).PressAsync("Start a report");
        page = await page.PressAsync("Continue", ("Input.Account", "She showed me a message."));
        page = await page.PressAsync("Find", ("Input.Search", "Ottoline Feath"));
        page = await page.PressAsync("Add the children I chose", ("Input.Found", scene.Pupil.Id.ToString()));
        page = await page.PressAsync("Continue");
        return place is null ? await page.PressAsync("Continue", ("Input.When", "Today")) : await page.PressAsync("Continue", ("Input.When", "Today"), ("Input.Place", place));
    }

    internal static Task<Guid> ReportedAsync(ConcernScene scene, params (string, string)[] fields) => ReportedAsync(scene, null, fields);

    internal static async Task<Guid> ReportedAsync(ConcernScene scene, string? place, params (string, string)[] fields)
    {
        var page = await (await FormAsync(scene, place)).PressAsync("Continue", [("Input.Risks", "Content"), .. fields]);
        page = await page.ShouldSay("Check your report").PressAsync("Send the report");
        return Guid.Parse(page.ShouldSay("Report sent").Address.Segments[^1]);
    }

    private static async Task<List<string>> OfferedAsync(ConcernScene scene, Guid id)
    {
        var page = await scene.Lead.OpenAsync($"concerns/{id}");
        return [.. page.Document.QuerySelectorAll("aside a").Select(a => a.GetAttribute("href")!.Split('/')[^1])];
    }
}
