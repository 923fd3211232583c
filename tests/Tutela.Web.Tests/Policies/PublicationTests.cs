using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.Policies.Versions;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Tests.Policies;

public sealed class PublicationTests(TestHost host)
{
    private static string Day(int ahead) => TimeProvider.System.Today().AddDays(ahead).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    internal static async Task SetAsync(TestBrowser lead, string group, params (string, string)[] values) =>
        (await (await lead.OpenAsync($"policy/draft/settings/{group}")).SubmitAsync(values)).ShouldSay("saved in the draft");

    internal static async Task ReachableAsync(TestBrowser head, string post) =>
        await (await head.OpenAsync($"people/roles/{post}/contact")).SubmitAsync(("Input.Phone", "01632 960 001"));

    internal static async Task<TestPage> PublishAsync(TestBrowser lead, TestBrowser head, TestBrowser chair, int number, int next = 365)
    {
        await ReachableAsync(head, "dsl");
        (await (await lead.OpenAsync("policy/draft")).PressAsync("Send to approval")).ShouldSay("gone to approval");
        (await (await head.OpenAsync("policy/draft")).PressAsync($"Approve version {number}")).ShouldSay("recorded");
        (await (await chair.OpenAsync("policy/draft")).PressAsync($"Approve version {number}", ("Approval.BoardOn", Day(-1)))).ShouldSay("recorded");
        return await (await head.OpenAsync("policy/draft")).PressAsync($"Publish version {number}", ("Publication.NextReview", Day(next)));
    }

    [Fact, Shows("WED-0.1"), Shows("HAM-0.1"), Shows("WEN-0.1"), Shows("WID-0.4"), Shows("HAM-0.2")]
    public async Task Cover_prints_what_the_settings_hold_and_the_head_of_the_day()
    {
        var school = await host.SchoolAsync();
        var ada = await school.PersonAsync("Ada", "Oakley", Role.Headteacher);
        using var head = await school.AsAsync(ada);
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        using var chair = await school.AsAsync(Role.ChairOfGovernors);
        using var anybody = school.Anonymous();
        await (await head.OpenAsync("policy/versions")).PressAsync("Open a public page");
        Assert.Empty((await anybody.OpenAsync("policy/public")).Document.QuerySelectorAll("main .govuk-inset-text"));

        await (await lead.OpenAsync("policy/versions")).PressAsync("Begin a new version", ("Input.Reason", "Cover"));
        await SetAsync(lead, "identity", ("Values.identity.motto", "Love & <i>learn</i>"), ("Values.identity.vision", "Everyone thrives"),
            ("Values.identity.ethos", "A school at the heart of its place"), ("Values.identity.contact", "1 Long Lane, 01234 567890"));
        await SetAsync(lead, "vocabulary", ("Values.vocabulary.policy-title", "Online safety policy 2021"));
        (await lead.OpenAsync("policy/draft")).ShouldSay("the title says 2021");
        // Twenty months to the next review.
        (await PublishAsync(lead, head, chair, 2, 610)).ShouldSay("Version 2 is in force");
        // The text may say some of it again; the cover is what stands before the contents.
        var page = await anybody.OpenAsync("policy/public");
        var cover = page.Text.Split("Contents")[0];
        foreach (var words in new[] { "Love & <i>learn</i>", "Everyone thrives", "A school at the heart of its place" }) Assert.Contains(words, cover, StringComparison.Ordinal);
        var rows = page.Document.QuerySelectorAll("main .govuk-summary-list__row").ToDictionary(r => r.Children[0].TextContent.Trim(), r => r.Children[1].TextContent.Trim());
        Assert.Equal(("1 Long Lane, 01234 567890", "Ada Oakley", DateText.Day(TimeProvider.System.Today().AddDays(-1)), DateText.Day(TimeProvider.System.Today().AddDays(610))),
            (rows.GetValueOrDefault("Contact"), rows.GetValueOrDefault("Headteacher"), rows.GetValueOrDefault("Agreed"), rows.GetValueOrDefault("Next review")));

        await school.WithAsync(async services =>
        {
            var db = services.GetRequiredService<TutelaDb>();
            services.GetRequiredService<RoleDesk>().End(await db.Set<Person>().Include(p => p.Roles).SingleAsync(p => p.Id == ada.Id), Role.Headteacher);
        });
        await school.PersonAsync("Bea", "Ashe", Role.Headteacher);
        (await anybody.OpenAsync("policy/public")).ShouldSay("Bea Ashe").ShouldNotSay("Ada Oakley");
    }

    [Fact, Shows("CRO-8.2")]
    public async Task Where_head_and_chair_sign_both_must_with_the_date_and_a_draft_can_not_shorten_its_own_route()
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher);
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        using var chair = await school.AsAsync(Role.ChairOfGovernors);
        await (await lead.OpenAsync("policy/versions")).PressAsync("Begin a new version", ("Input.Reason", "Both sign"));
        await SetAsync(lead, "review", ("Values.review.approval-route", "headteacher\nchair-of-governors"));
        (await PublishAsync(lead, head, chair, 2)).ShouldSay("Version 2 is in force");

        await (await lead.OpenAsync("policy/versions")).PressAsync("Begin a new version", ("Input.Reason", "Yearly"));
        await SetAsync(lead, "review", ("Values.review.approval-route", "headteacher"));
        await (await lead.OpenAsync("policy/draft")).PressAsync("Send to approval");
        (await (await head.OpenAsync("policy/draft")).PressAsync("Approve version 3")).ShouldSay("recorded");
        (await head.PostAsync("policy/draft?handler=Publish", ("Publication.NextReview", Day(300)))).ShouldSay("This version is in approval");
        (await (await chair.OpenAsync("policy/draft")).PressAsync("Approve version 3")).ShouldSay("recorded");
        (await (await head.OpenAsync("policy/draft")).PressAsync("Publish version 3", ("Publication.NextReview", Day(300)))).ShouldSay("Version 3 is in force");
        var signed = await school.QueryAsync(db => db.Set<PolicyApproval>().Where(a => a.Approved && db.Set<PolicyVersion>().Any(v => v.Id == a.VersionId && v.Number == 3)).OrderBy(a => a.At).ToListAsync());
        Assert.Equal([("headteacher", head.Person.Id, TimeProvider.System.Today()), ("chair-of-governors", chair.Person.Id, TimeProvider.System.Today())], signed.Select(a => (a.Post, a.PersonId, a.At.LondonDay())));
    }

    [Fact, Shows("CRO-7.1")]
    public async Task Policy_is_published_with_the_coordinators_name_and_contact_and_not_without()
    {
        var school = await host.SchoolAsync("signed-code");
        using var head = await school.AsAsync(Role.Headteacher);
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        using var chair = await school.AsAsync(Role.ChairOfGovernors);
        using var anybody = school.Anonymous();
        await (await head.OpenAsync("policy/versions")).PressAsync("Open a public page");
        await (await lead.OpenAsync("policy/versions")).PressAsync("Begin a new version", ("Input.Reason", "Yearly"));
        (await PublishAsync(lead, head, chair, 2)).ShouldSay("nobody is named as online safety coordinator");
        var coordinator = await school.PersonAsync("Ida", "Marlowe", Role.OnlineSafetyCoordinator);
        (await PressAsync()).ShouldSay("no telephone number or e-mail address is published for the online safety coordinator");
        await ReachableAsync(head, "online-safety-coordinator");
        (await PressAsync()).ShouldSay("Version 2 is in force");
        (await anybody.OpenAsync("policy/public")).ShouldSay(coordinator.Name).ShouldSay("01632 960 001");

        async Task<TestPage> PressAsync() => await (await head.OpenAsync("policy/draft")).PressAsync("Publish version 2", ("Publication.NextReview", Day(365)));
    }

    [Fact, Shows("WID-0.6")]
    public async Task Section_named_in_the_text_that_no_heading_has_is_warned_of()
    {
        var school = await host.SchoolAsync("school-devices-only");
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        await (await lead.OpenAsync("policy/versions")).PressAsync("Begin a new version", ("Input.Reason", "Review"));
        // The contents are the headings of the text.
        var whole = await lead.OpenAsync("policy/versions/1");
        var contents = whole.Document.QuerySelectorAll("nav[aria-label=Contents] a").Select(a => a.TextContent.Trim()).ToList();
        Assert.Equal(10, contents.Count(c => char.IsAsciiDigit(c[0])));
        Assert.Equal(whole.Document.QuerySelectorAll("main h2.govuk-heading-l").Select(h => h.TextContent.Trim()), contents);
        var page = await lead.OpenAsync("policy/draft/text/policy/1");
        var text = ((AngleSharp.Html.Dom.IHtmlTextAreaElement)page.Document.QuerySelector("textarea[name='Input.Text']")!).Value.TrimEnd();
        await page.PressAsync("Save in the draft", ("Input.Text", text + "\n\nAs section 2 says."));
        (await lead.OpenAsync("policy/draft")).ShouldNotSay("there is no such heading");
        await (await lead.OpenAsync("policy/draft/text/policy/1")).PressAsync("Save in the draft", ("Input.Text", text + "\n\nAs section 99 says."));
        (await lead.OpenAsync("policy/draft")).ShouldSay("the text names section 99 and there is no such heading");
    }

    [Fact]
    public async Task Nobody_named_as_safeguarding_lead_stops_publication_and_changed_agreement_words_are_counted()
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher);
        using var chair = await school.AsAsync(Role.ChairOfGovernors);
        await (await head.OpenAsync("policy/versions")).PressAsync("Begin a new version", ("Input.Reason", "Words"));
        var page = await head.OpenAsync("policy/draft/text/staff/0");
        var text = ((AngleSharp.Html.Dom.IHtmlTextAreaElement)page.Document.QuerySelector("textarea[name='Input.Text']")!).Value.TrimEnd();
        (await page.PressAsync("Save in the draft", ("Input.Text", text + "\n\nThank you."))).ShouldSay("is saved");
        (await head.OpenAsync("policy/draft/difference")).ShouldSay("has new words").ShouldSay("would have to sign again");
        (await PublishAsync(head, head, chair, 2)).ShouldSay("nobody is named as designated safeguarding lead").ShouldBe(HttpStatusCode.OK);
        await school.PersonAsync(Role.DesignatedSafeguardingLead);
        (await (await head.OpenAsync("policy/draft")).PressAsync("Publish version 2", ("Publication.NextReview", Day(365)))).ShouldSay("Version 2 is in force");
        var numbers = await school.QueryAsync(async db => (await db.Set<PolicyVersion>().SingleAsync(v => v.Number == 2)).DocumentNumbers);
        Assert.Equal(2, numbers["staff"]);
        Assert.All(numbers.Where(n => n.Key != "staff"), n => Assert.Equal(1, n.Value));
    }
}
