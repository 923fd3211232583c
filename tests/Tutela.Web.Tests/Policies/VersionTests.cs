using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Versions;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Tests.Policies;

public sealed class VersionTests(TestHost host)
{
    private static string Day(int ahead) => TimeProvider.System.Today().AddDays(ahead).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A version with one changed setting, sent to approval.</summary>
    private static async Task<TestBrowser> SubmittedAsync(TestSchool school, string minutes = "10")
    {
        var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        await (await lead.OpenAsync("policy/versions")).PressAsync("Begin a new version", ("Input.Reason", "Yearly review"));
        (await (await lead.OpenAsync("policy/draft/settings/sign-in")).SubmitAsync(("Values.sign-in.idle-minutes.staff", minutes))).ShouldSay("saved in the draft");
        (await (await lead.OpenAsync("policy/draft")).PressAsync("Send to approval")).ShouldSay("gone to approval");
        return lead;
    }

    /// <summary>A second version in force, whatever it changed.</summary>
    internal static async Task PublishedAsync(TestSchool school, TestBrowser head, Func<TestBrowser, Task>? change = null)
    {
        using var chair = await school.AsAsync(Role.ChairOfGovernors);
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        await (await lead.OpenAsync("policy/versions")).PressAsync("Begin a new version", ("Input.Reason", "Yearly review"));
        await (change?.Invoke(lead) ?? Task.CompletedTask);
        await (await lead.OpenAsync("policy/draft")).PressAsync("Send to approval");
        await (await head.OpenAsync("policy/draft")).PressAsync("Approve version 2");
        await (await chair.OpenAsync("policy/draft")).PressAsync("Approve version 2", ("Approval.BoardOn", Day(-1)));
        await PublicationTests.ReachableAsync(head, "dsl");
        (await (await head.OpenAsync("policy/draft")).PressAsync("Publish version 2", ("Publication.NextReview", Day(365)))).ShouldSay("Version 2 is in force");
    }

    [Fact, Shows("WED-13.3"), Shows("WEN-1.1")]
    public async Task Version_is_edited_compared_approved_in_order_and_published_and_the_old_one_stays_readable()
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher);
        using var chair = await school.AsAsync(Role.ChairOfGovernors);
        using var lead = await SubmittedAsync(school);
        (await lead.OpenAsync("policy/draft/difference")).ShouldSay("A session of staff ends after 10 instead of 15 minutes without use");

        (await lead.PostAsync("policy/draft?handler=Publish", ("Publication.NextReview", Day(300)))).ShouldSay("This version is in approval");
        (await chair.PostAsync("policy/draft?handler=Approve", ("Approval.BoardOn", Day(-1)))).ShouldBe(HttpStatusCode.Forbidden);
        (await (await head.OpenAsync("policy/draft")).PressAsync("Approve version 2")).ShouldSay("Your approval is recorded");

        var board = await chair.OpenAsync("policy/draft");
        (await board.PressAsync("Approve version 2")).ShouldShowError("Approval.BoardOn", "Enter the day of the governing board's meeting");
        (await board.PressAsync("Approve version 2", ("Approval.BoardOn", Day(1)))).ShouldShowError("Approval.BoardOn", "can't be in the future");
        (await lead.PostAsync("policy/draft?handler=Publish", ("Publication.NextReview", Day(300)))).ShouldSay("This version is in approval");
        (await board.PressAsync("Approve version 2", ("Approval.BoardOn", Day(-1)))).ShouldSay("Your approval is recorded");
        Assert.Equal(15, await MinutesAsync(school));

        await PublicationTests.ReachableAsync(head, "dsl");
        var publish = await head.OpenAsync("policy/draft");
        (await publish.PressAsync("Publish version 2", ("Publication.NextReview", Day(0)))).ShouldShowError("Publication.NextReview", "after today");
        (await publish.PressAsync("Publish version 2", ("Publication.NextReview", Day(365)))).ShouldSay("Version 2 is in force");
        Assert.Equal(10, await MinutesAsync(school));

        var list = (await head.OpenAsync("policy/versions")).ShouldSay($"board of {DateText.Day(TimeProvider.System.Today().AddDays(-1))}");
        Assert.Single(list.Document.QuerySelectorAll("main .govuk-tag"), tag => tag.TextContent.Trim() == "Current");
        (await list.FollowAsync("Version 1")).ShouldBe(HttpStatusCode.OK).ShouldSay("Version 1, archived").ShouldSay("Until");
        (await lead.OpenAsync("policy/versions/7")).ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task<int> MinutesAsync(TestSchool school) => school.WithAsync(services =>
        Task.FromResult(services.GetRequiredService<PackInForce>().Settings.SignIn.IdleMinutes[Web.Modules.Policies.Contract.Packs.Audience.Staff]));

    [Fact]
    public async Task Refusal_needs_a_reason_and_returns_the_version_and_old_approvals_do_not_count_again()
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher);
        using var chair = await school.AsAsync(Role.ChairOfGovernors);
        using var lead = await SubmittedAsync(school);
        await (await head.OpenAsync("policy/draft")).PressAsync("Approve version 2");
        var board = await chair.OpenAsync("policy/draft");
        (await board.PressAsync("Send back")).ShouldShowError("Approval.Reason", "Say what must change");
        (await board.PressAsync("Send back", ("Approval.Reason", "<b>Say more</b> about phones"))).ShouldSay("<b>Say more</b> about phones");
        (await (await lead.OpenAsync("policy/draft")).PressAsync("Send to approval")).ShouldBe(HttpStatusCode.OK);
        (await chair.OpenAsync("policy/draft")).ShouldNotSay("Your approval");
        (await head.OpenAsync("policy/draft")).ShouldSay("Your approval");
    }

    [Fact]
    public async Task Lost_clause_marker_is_an_error_until_a_reason_is_given()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        await (await lead.OpenAsync("policy/versions")).PressAsync("Begin a new version", ("Input.Reason", "Shorter"));
        var page = await PartAsync(lead, "[WED-20.1]");
        var without = Text(page).Replace("[WED-20.1] ", "", StringComparison.Ordinal);
        (await page.PressAsync("Save in the draft", ("Input.Text", without))).ShouldShowError("Input.Text", "no longer carries WED-20.1");
        var again = await lead.OpenAsync(page.Address.AbsolutePath);
        again.ShouldSay("words that you typed and did not save");
        (await again.PressAsync("Save in the draft", ("Input.Reason", "Said in the handbook"))).ShouldSay("is saved in the draft");
        (await lead.OpenAsync("policy/draft/difference")).ShouldSay("removed: [WED-20.1]");
    }

    [Fact]
    public async Task Two_editors_do_not_undo_each_other()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        using var head = await school.AsAsync(Role.Headteacher);
        await (await lead.OpenAsync("policy/versions")).PressAsync("Begin a new version", ("Input.Reason", "Review"));
        var (mine, theirs) = (await PartAsync(lead, "[WED-20.1]"), await PartAsync(head, "[WED-20.1]"));
        (await mine.PressAsync("Save in the draft", ("Input.Text", Text(mine) + "\n\nMine."))).ShouldSay("is saved");
        var refused = await theirs.PressAsync("Save in the draft", ("Input.Text", Text(theirs) + "\n\nTheirs."));
        refused.ShouldShowError("Input.Text", "Somebody else has changed this part").ShouldSay("Mine.");
        Assert.EndsWith("Theirs.", Text(refused), StringComparison.Ordinal);
        var settings = await lead.OpenAsync("policy/draft/settings/review");
        await (await head.OpenAsync("policy/draft/settings/review")).SubmitAsync(("Values.review.warn-days", "30"));
        (await settings.SubmitAsync(("Values.review.warn-days", "40"))).ShouldSay("Somebody else has changed these settings");
    }

    [Fact]
    public async Task Settings_say_beside_the_field_what_is_wrong_and_write_only_what_was_changed()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        await (await lead.OpenAsync("policy/versions")).PressAsync("Begin a new version", ("Input.Reason", "Review"));
        var page = await lead.OpenAsync("policy/draft/settings/review");
        (await page.SubmitAsync(("Values.review.warn-days", "soon"))).ShouldShowError("Values.review.warn-days", "Enter a whole number");
        (await page.SubmitAsync(("Values.review.warn-days", "0"))).ShouldShowError("Values.review.warn-days", "this is at least 1");
        (await page.SubmitAsync(("Values.review.approval-route", "headteacher\nking"))).ShouldShowError("Values.review.approval-route", "'king' is not one of the roles");
        var before = await DraftAsync(school);
        (await page.SubmitAsync(("Values.review.warn-days", "30"))).ShouldSay("saved in the draft");
        var after = await DraftAsync(school);
        Assert.Equal(before.Replace("    warn-days: 60 ", "    warn-days: 30 ", StringComparison.Ordinal), after);
        (await lead.OpenAsync("policy/draft/settings/nothing")).ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task<string> DraftAsync(TestSchool school) => school.QueryAsync(db => db.Set<PolicyVersion>().Where(v => v.Status == VersionStatus.Draft).Select(v => v.Settings).SingleAsync());

    [Fact]
    public async Task Identity_that_no_file_has_is_added_and_printed_on_the_cover()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        await (await lead.OpenAsync("policy/versions")).PressAsync("Begin a new version", ("Input.Reason", "Review"));
        (await (await lead.OpenAsync("policy/draft/settings/identity")).SubmitAsync(("Values.identity.motto", "Kind: \"and\" brave"), ("Values.identity.values", "Kindness\nCourage"))).ShouldSay("saved");
        var again = await lead.OpenAsync("policy/draft/settings/identity");
        Assert.Equal("Kind: \"and\" brave", again.Document.QuerySelector("input[name='Values.identity.motto']")!.GetAttribute("value"));
        (await again.SubmitAsync(("Values.identity.vision", "Everyone thrives"))).ShouldSay("saved");
    }

    [Fact, Shows("WED-0.3")]
    public async Task Link_that_points_to_nothing_keeps_the_policy_from_approval()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        await (await lead.OpenAsync("policy/versions")).PressAsync("Begin a new version", ("Input.Reason", "Review"));
        var page = await PartAsync(lead, "[WED-20.1]");
        var right = Text(page);
        await page.PressAsync("Save in the draft", ("Input.Text", right + "\n\nSee [the other one](doc:nowhere)."));
        var draft = await lead.OpenAsync("policy/draft");
        draft.ShouldSay("the link 'doc:nowhere' points to nothing");
        (await draft.PressAsync("Send to approval")).ShouldSay("Mend this before the policy goes to approval");
        await (await PartAsync(lead, "[WED-20.1]")).PressAsync("Save in the draft", ("Input.Text", right + "\n\n## 21 Added by us\n\nMore."));
        (await (await lead.OpenAsync("policy/draft")).PressAsync("Send to approval")).ShouldSay("gone to approval");
        (await lead.OpenAsync("policy/versions/2")).ShouldSay("21 Added by us");
        Assert.Contains((await lead.OpenAsync("policy/versions/2")).Document.QuerySelectorAll("nav[aria-label=Contents] a"), a => a.TextContent.Trim() == "21 Added by us");
    }

    [Fact, Shows("HAM-1.2")]
    public async Task Authority_that_the_settings_do_not_know_keeps_the_policy_from_approval_and_a_known_one_is_filled_in()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        await (await lead.OpenAsync("policy/versions")).PressAsync("Begin a new version", ("Input.Reason", "Review"));
        var page = await PartAsync(lead, "[WED-20.1]");
        await page.PressAsync("Save in the draft", ("Input.Text", Text(page) + "\n\nStaff of Wychshire County Council keep to this. Employed by {{setting:vocabulary.employer}}."));
        (await (await lead.OpenAsync("policy/draft")).PressAsync("Send to approval")).ShouldSay("the text names Wychshire County Council");
        await (await lead.OpenAsync("policy/draft/settings/vocabulary")).SubmitAsync(("Values.vocabulary.authority", "Wychshire County Council"), ("Values.vocabulary.employer", "Oak Trustees"));
        (await (await lead.OpenAsync("policy/draft")).PressAsync("Send to approval")).ShouldSay("gone to approval");
        (await lead.OpenAsync("policy/versions/2")).ShouldSay("Employed by Oak Trustees.");
    }

    [Theory]
    [InlineData(Role.Teacher)]
    [InlineData(Role.IctSupport)]
    [InlineData(Role.Parent)]
    [InlineData(Role.Pupil)]
    [InlineData(Role.Visitor)]
    public async Task Others_read_versions_and_neither_begin_nor_publish_one(Role role)
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(role);
        (await browser.OpenAsync("policy/versions")).ShouldSay("Current").ShouldNotSay("Begin a new version");
        (await browser.PostAsync("policy/versions", ("Input.Reason", "Mine"))).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync("policy/versions?handler=Website", ("on", "true"))).ShouldBe(HttpStatusCode.Forbidden);
        foreach (var path in new[] { "policy/draft", "policy/draft/difference", "policy/draft/settings/review", "policy/draft/text/policy/1" })
            (await browser.OpenAsync(path)).ShouldBe(HttpStatusCode.Forbidden);
        foreach (var handler in new[] { "Submit", "Approve", "Refuse", "Publish", "Withdraw", "TakeBack" })
            (await browser.PostAsync("policy/draft?handler=" + handler)).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Only_publishers_withdraw_and_only_with_a_reason_and_a_second_draft_is_refused()
    {
        var school = await host.SchoolAsync();
        using var computing = await school.AsAsync(Role.ComputingLead);
        using var head = await school.AsAsync(Role.Headteacher);
        var list = await computing.OpenAsync("policy/versions");
        (await list.PressAsync("Begin a new version")).ShouldShowError("Input.Reason", "Say why the policy is being changed");
        await list.PressAsync("Begin a new version", ("Input.Reason", "Tablets"));
        (await computing.PostAsync("policy/versions", ("Input.Reason", "Again"))).ShouldSay("being made already");
        (await computing.PostAsync("policy/draft?handler=Withdraw", ("Withdrawal.Reason", "No"))).ShouldBe(HttpStatusCode.Forbidden);
        var draft = await head.OpenAsync("policy/draft");
        (await draft.PressAsync("Withdraw version 2")).ShouldShowError("Withdrawal.Reason", "Say in a few words");
        (await draft.PressAsync("Withdraw version 2", ("Withdrawal.Reason", "Not needed"))).ShouldSay("was withdrawn");
        (await head.OpenAsync("policy/draft")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Public_page_opens_only_while_the_school_publishes_it()
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(await school.PersonAsync("Ada", "Oakley", Role.Headteacher));
        using var anybody = school.Anonymous();
        (await anybody.OpenAsync("policy/public")).ShouldBe(HttpStatusCode.NotFound);
        await (await head.OpenAsync("policy/versions")).PressAsync("Open a public page");
        (await anybody.OpenAsync("policy/public")).ShouldBe(HttpStatusCode.OK).ShouldSay("Ada Oakley").ShouldSay("Online safety policy").ShouldSay("Contents");
        await (await head.OpenAsync("policy/versions")).PressAsync("Close the public page");
        (await anybody.OpenAsync("policy/public")).ShouldBe(HttpStatusCode.NotFound);
    }

    private static string Text(TestPage page) => ((AngleSharp.Html.Dom.IHtmlTextAreaElement)page.Document.QuerySelector("textarea[name='Input.Text']")!).Value.TrimEnd();

    private static async Task<TestPage> PartAsync(TestBrowser browser, string clause)
    {
        var parts = await browser.School.QueryAsync(async db => TextParts.Of((await db.Set<PolicyVersion>().SingleAsync(v => v.Status == VersionStatus.Draft)).Texts, "policy")!);
        return await browser.OpenAsync($"policy/draft/text/policy/{parts.First(p => p.Source.Contains(clause, StringComparison.Ordinal)).Index}");
    }
}
