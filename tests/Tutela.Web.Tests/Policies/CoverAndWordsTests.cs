using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.Agreements;
using Tutela.Web.Modules.Policies.Versions;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Tests.Policies;

/// <summary>What stands on the pages of the policy: values, school year, issue, one word for the subject, what nobody answers for, and links that are checked.</summary>
public sealed class CoverAndWordsTests(TestHost host)
{
    private static async Task SetAsync(TestBrowser lead, string group, params (string, string)[] values) =>
        (await (await lead.OpenAsync($"policy/draft/settings/{group}")).SubmitAsync(values)).ShouldSay("saved in the draft");

    [Fact, Shows("WID-0.3")]
    public async Task Values_and_motto_stand_on_the_cover_and_on_what_pupils_agree_to()
    {
        var school = await host.SchoolAsync("school-devices-only");
        using var head = await school.AsAsync(Role.Headteacher);
        using var pupil = await school.AsAsync(Role.Pupil);
        using var teacher = await school.AsAsync(Role.Teacher);
        using var anybody = school.Anonymous();
        const string values = "respect, kindness, courage, curiosity, trust, unity";
        await (await head.OpenAsync("policy/versions")).PressAsync("Open a public page");
        (await anybody.OpenAsync("policy/public")).ShouldSay(values).ShouldSay("We learn, we expect much of one another");
        await school.WithAsync(services => services.GetRequiredService<AgreementAsking>().AskAllAsync());
        (await pupil.OpenAsync($"agreements/{await AskedAsync(school, pupil)}")).ShouldSay($"Our values: {values}").ShouldSay("We learn, we expect much of one another");
        (await pupil.OpenAsync("policy/documents/pupil-parent")).ShouldSay($"Our values: {values}");
        (await teacher.OpenAsync($"agreements/{await AskedAsync(school, teacher)}")).ShouldNotSay("Our values:");

        await VersionTests.PublishedAsync(school, head, lead => SetAsync(lead, "identity", ("Values.identity.values", "care\n<b>wonder</b>"), ("Values.identity.motto", "Onward")));
        (await anybody.OpenAsync("policy/public")).ShouldSay("care, <b>wonder</b>").ShouldSay("Onward").ShouldNotSay("curiosity, trust");
        (await pupil.OpenAsync($"agreements/{await AskedAsync(school, pupil)}")).ShouldSay("Our values: care, <b>wonder</b>").ShouldSay("Onward");
    }

    [Fact, Shows("WID-0.3")]
    public async Task A_school_without_values_prints_none()
    {
        var school = await host.SchoolAsync();
        using var pupil = await school.AsAsync(Role.Pupil);
        (await pupil.OpenAsync("policy/documents/pupil-parent")).ShouldBe(HttpStatusCode.OK).ShouldNotSay("Our values");
    }

    private static Task<Guid> AskedAsync(TestSchool school, TestBrowser browser) =>
        school.QueryAsync(db => db.Set<AgreementAssignment>().Where(a => a.PersonId == browser.Person.Id && a.Status != Modules.Agreements.Contract.AgreementStatus.Ended && !a.Optional).Select(a => a.Id).FirstAsync());

    [Fact, Shows("WID-0.5")]
    public async Task School_year_of_the_version_stands_on_every_page_and_a_typed_year_that_disagrees_is_warned_of()
    {
        var school = await host.SchoolAsync("school-devices-only");
        using var head = await school.AsAsync(Role.Headteacher);
        using var teacher = await school.AsAsync(Role.Teacher);
        using var anybody = school.Anonymous();
        await (await head.OpenAsync("policy/versions")).PressAsync("Open a public page");
        // The example in the pack was agreed in January 2026.
        foreach (var page in new[] { "policy", "policy/documents/staff", "policy/for-pupils", "policy/versions/1" }) Assert.Equal("2025-26", YearOn(await teacher.OpenAsync(page)));
        Assert.Equal("2025-26", YearOn(await anybody.OpenAsync("policy/public")));
        (await head.OpenAsync("policy")).ShouldNotSay("The year in the text");

        await VersionTests.PublishedAsync(school, head, async lead =>
        {
            await SetAsync(lead, "vocabulary", ("Values.vocabulary.policy-title", "E-safety policy 2023/24"));
            (await lead.OpenAsync("policy/draft")).ShouldSay("the text says school year 2023-24");
        });
        var right = Web.Modules.Policies.Contract.RunningLine.YearOf(TimeProvider.System.Today().AddDays(-1));
        foreach (var page in new[] { "policy", "policy/documents/staff", "policy/for-pupils" }) Assert.Equal(right, YearOn(await teacher.OpenAsync(page)));
        Assert.Equal("2025-26", YearOn(await teacher.OpenAsync("policy/versions/1")));
        (await head.OpenAsync("policy")).ShouldSay("the text says school year 2023-24").ShouldSay($"the dates of this version say {right}").ShouldSay($"the settings say school year 2025-26 and its dates say {right}");
        (await teacher.OpenAsync("policy")).ShouldNotSay("The year in the text");
    }

    private static string YearOn(TestPage page) => page.Document.QuerySelector(".t-running")?.TextContent.Trim() is { } line ? line[^7..] : $"none: {page.Text}";

    [Fact, Shows("CRO-0.1")]
    public async Task Title_and_issue_stand_apart_from_the_body_whose_words_are_listed_and_made_one()
    {
        var school = await host.SchoolAsync("signed-code");
        using var head = await school.AsAsync(Role.Headteacher);
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        var shown = await lead.OpenAsync("policy/subject");
        shown.ShouldSay("E-safety policy").ShouldSay("February 2026").ShouldSay("begin a new version");
        var before = Count(shown, "online safety");
        Assert.True(before > 0);
        (await lead.PostAsync("policy/subject", ("Input.Term", "e-safety"))).ShouldSay("Begin a new version first");
        await (await lead.OpenAsync("policy/versions")).PressAsync("Begin a new version", ("Input.Reason", "One word"));
        await SetAsync(lead, "identity", ("Values.identity.issue-month", "2026-09"));
        var page = await lead.OpenAsync("policy/subject");
        page.ShouldSay("September 2026");
        (await page.SubmitAsync(("Input.Term", "net wisdom"))).ShouldShowError("Input.Term", "Choose a word");
        var one = await page.SubmitAsync(("Input.Term", "e-safety"));
        one.ShouldSay("The draft says “e-safety” throughout").ShouldSay("E-safety policy");
        Assert.True(Count(one, "e-safety") >= before);
        Assert.Equal(0, Count(one, "online safety"));
        // The title on the cover is not the body's matter.
        await SetAsync(lead, "vocabulary", ("Values.vocabulary.policy-title", "Safe on the net"));
        (await lead.OpenAsync("policy/subject")).ShouldSay("Safe on the net");
        Assert.Equal(Count(one, "e-safety"), Count(await lead.OpenAsync("policy/subject"), "e-safety"));
    }

    private static int Count(TestPage page, string term) => page.Document.QuerySelectorAll("main table tbody tr").Where(r => r.QuerySelector("th")!.TextContent.Trim() == term)
        .Select(r => int.Parse(r.QuerySelector("td")!.TextContent.Trim(), System.Globalization.CultureInfo.InvariantCulture)).SingleOrDefault();

    [Theory]
    [InlineData(Role.Teacher)]
    [InlineData(Role.Governor)]
    [InlineData(Role.Parent)]
    public async Task Others_do_not_choose_the_word(Role role)
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(role);
        (await browser.OpenAsync("policy/subject")).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync("policy/subject", ("Input.Term", "e-safety"))).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact, Shows("HAM-19.1")]
    public async Task Authority_of_the_settings_stands_in_the_disclaimer_of_policy_and_agreements()
    {
        var school = await host.SchoolAsync("professional-trust");
        using var head = await school.AsAsync(Role.Headteacher);
        using var teacher = await school.AsAsync(Role.Teacher);
        await school.WithAsync(services => services.GetRequiredService<AgreementAsking>().AskAllAsync());
        await school.PersonAsync(Role.OnlineSafetyCoordinator);
        await PublicationTests.ReachableAsync(head, "online-safety-coordinator");
        await SaysAsync("the local authority");
        await VersionTests.PublishedAsync(school, head, lead => SetAsync(lead, "vocabulary", ("Values.vocabulary.authority", "Nether & <i>Upper</i> Council")));
        await SaysAsync("Nether & <i>Upper</i> Council");

        async Task SaysAsync(string authority)
        {
            var words = $"Neither the school nor {authority} is liable for material that is reached over the internet.";
            foreach (var page in new[] { "policy", "policy/documents/staff", "policy/documents/pupil", $"agreements/{await AskedAsync(school, teacher)}" }) (await teacher.OpenAsync(page)).ShouldSay(words);
        }
    }

    [Fact, Shows("HAM-19.1")]
    public async Task Disclaimer_stands_only_where_the_settings_put_it()
    {
        var school = await host.SchoolAsync();
        using var parent = await school.AsAsync(Role.Parent);
        (await parent.OpenAsync("policy/documents/phone")).ShouldSay("The school does not pay for a phone that is lost");
        (await parent.OpenAsync("policy/documents/staff")).ShouldBe(HttpStatusCode.OK).ShouldNotSay("The school does not pay for a phone that is lost");
        (await parent.OpenAsync("policy/documents/staff")).ShouldNotSay("is liable for material");
    }

    [Fact, Shows("CRO-2.1")]
    public async Task Three_links_have_their_day_and_are_flagged_when_the_interval_is_over()
    {
        var clock = new TestClock(new DateTimeOffset(2026, 11, 26, 9, 0, 0, TimeSpan.Zero));
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync("signed-code", app);
        var person = await school.PersonAsync(Role.DesignatedSafeguardingLead);
        string[] keys = ["nspcc-online-abuse", "nspcc-bullying", "nspcc-child-protection"];
        using (var lead = await school.AsAsync(person))
        {
            var page = await lead.OpenAsync("policy/guidance");
            Assert.All(keys, key => Assert.Equal(("21 November 2026", "Current"), Row(page, key)));
            Assert.All(keys, key => Assert.StartsWith("https://learning.nspcc.org.uk/", page.Document.GetElementById(key)!.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal));
        }
        clock.Set(new DateTimeOffset(2027, 11, 23, 9, 0, 0, TimeSpan.Zero));
        using (var lead = await school.AsAsync(person))
        {
            var stale = await lead.OpenAsync("policy/guidance");
            Assert.All(keys, key => Assert.Equal("Check again", Row(stale, key).State));
            await lead.PostAsync("policy/guidance?handler=Check", ("Check.Key", keys[0]));
            var page = await lead.OpenAsync("policy/guidance");
            Assert.Equal(("23 November 2027", "Current"), Row(page, keys[0]));
            Assert.Equal("Check again", Row(page, keys[1]).State);
        }
        using var teacher = await school.AsAsync(Role.Teacher);
        (await teacher.PostAsync("policy/guidance?handler=Check", ("Check.Key", keys[1]))).ShouldBe(HttpStatusCode.Forbidden);
        Assert.Equal("Check again", Row(await teacher.OpenAsync("policy/guidance"), keys[1]).State);
    }

    private static (string Day, string State) Row(TestPage page, string key)
    {
        var cells = page.Document.GetElementById(key)!.QuerySelectorAll("td");
        return (cells[1].TextContent.Trim(), cells[2].TextContent.Trim());
    }
}
