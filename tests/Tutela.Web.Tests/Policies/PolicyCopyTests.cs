using System.Net;
using Tutela.Testing;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Tests.Policies;

public sealed class PolicyCopyTests(TestHost host)
{
    private static string Day(int ahead) => TimeProvider.System.Today().AddDays(ahead).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<HttpStatusCode> StatusAsync(TestBrowser browser, string path) => (await browser.OpenAsync(path)).Status;

    [Fact]
    public async Task Members_read_the_policy_in_force_as_a_file_with_every_section_and_agreement()
    {
        var school = await host.SchoolAsync();
        await school.PersonAsync("Ada", "Oakley", Role.Headteacher);
        foreach (var role in (Role[])[Role.Teacher, Role.Parent, Role.Pupil, Role.Governor])
        {
            using var person = await school.AsAsync(role);
            (await person.OpenAsync("policy")).ShouldSay("the policy as a PDF");
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(person, "policy/policy.pdf"));
        }
        using var teacher = await school.AsAsync(Role.Teacher);
        var pdf = await TestPdf.GetAsync(teacher, "policy/policy.pdf");
        var pack = PackCatalogue.Load().Get(TestSchool.DefaultPack);
        Assert.Contains(school.School.Name, pdf.Pages[0], StringComparison.Ordinal);
        Assert.Contains("Version 1", pdf.Pages[0], StringComparison.Ordinal);
        Assert.Contains("Ada Oakley", pdf.Pages[0], StringComparison.Ordinal);
        Assert.All(pdf.Pages.Skip(1), page => Assert.Contains("Version 1, school year ", page, StringComparison.Ordinal));
        foreach (var part in pack.Sections.Where(s => s.Number.Length > 0)) pdf.ShouldSay($"{part.Number} {part.Title}");
        foreach (var agreement in pack.Agreements) pdf.ShouldSay($": {agreement.Title}");
        // The contents say where the last section and the last appendix are.
        var last = $"Appendix {(char)('A' + pack.Agreements.Count - 1)}: {pack.Agreements[^1].Title}";
        Assert.Contains($"{last} {pdf.PageWith(last, after: 5)} ", string.Join(' ', pdf.Pages.Take(5)), StringComparison.Ordinal);
        Assert.DoesNotContain("{{", pdf.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("**", pdf.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("WED-", pdf.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_published_version_keeps_its_file_with_who_approved_it_and_a_draft_has_none()
    {
        var school = await host.SchoolAsync();
        var ada = await school.PersonAsync("Ada", "Oakley", Role.Headteacher);
        using var head = await school.AsAsync(ada);
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        using var chair = await school.AsAsync(Role.ChairOfGovernors);
        using var parent = await school.AsAsync(Role.Parent);
        using var stranger = await (await host.SchoolAsync()).AsAsync(Role.Headteacher);
        await (await lead.OpenAsync("policy/versions")).PressAsync("Begin a new version", ("Input.Reason", "Cover"));
        (await (await lead.OpenAsync("policy/draft/settings/identity")).SubmitAsync(("Values.identity.motto", "Grow together"))).ShouldSay("saved in the draft");
        foreach (var browser in (TestBrowser[])[lead, head, parent, stranger]) Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(browser, school.Href("policy/versions/2/policy.pdf")));

        await PublicationTests.ReachableAsync(head, "dsl");
        await (await lead.OpenAsync("policy/draft")).PressAsync("Send to approval");
        await (await head.OpenAsync("policy/draft")).PressAsync("Approve version 2");
        await (await chair.OpenAsync("policy/draft")).PressAsync("Approve version 2", ("Approval.BoardOn", Day(-1)));
        (await (await head.OpenAsync("policy/draft")).PressAsync("Publish version 2", ("Publication.NextReview", Day(300)))).ShouldSay("Version 2 is in force");

        (await parent.OpenAsync("policy/versions/2")).ShouldSay("This version as a PDF");
        var second = await TestPdf.GetAsync(parent, "policy/versions/2/policy.pdf");
        Assert.Contains("Grow together", second.Pages[0], StringComparison.Ordinal);
        Assert.Contains("Governing board, meeting of", second.Pages[0], StringComparison.Ordinal);
        Assert.Contains("Version 2, school year", second.Pages[^1], StringComparison.Ordinal);
        var first = await TestPdf.GetAsync(parent, "policy/versions/1/policy.pdf");
        Assert.Contains("In force until", first.Pages[0], StringComparison.Ordinal);
        first.ShouldNotSay("Grow together");
        Assert.DoesNotContain("Ada Oakley", first.Pages[0], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(stranger, school.Href("policy/versions/2/policy.pdf")));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(stranger, school.Href("policy/policy.pdf")));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(parent, "policy/versions/9/policy.pdf"));
    }

    [Fact]
    public async Task Anybody_gets_the_file_only_while_the_school_has_opened_its_page()
    {
        var school = await host.SchoolAsync();
        using var head = await school.AsAsync(Role.Headteacher);
        using var anybody = school.Anonymous();
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(anybody, "policy/public/policy.pdf"));
        Assert.Equal("/sign-in", (await anybody.OpenAsync("policy/policy.pdf")).Address.AbsolutePath);
        await (await head.OpenAsync("policy/versions")).PressAsync("Open a public page");
        (await anybody.OpenAsync("policy/public")).ShouldSay("The policy as a PDF");
        (await TestPdf.GetAsync(anybody, "policy/public/policy.pdf")).ShouldSay(school.School.Name).ShouldSay("1 What we aim for");
        await (await head.OpenAsync("policy/versions")).PressAsync("Close the public page");
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(anybody, "policy/public/policy.pdf"));
    }

    [Theory, InlineData("community-respect"), InlineData("school-devices-only"), InlineData("signed-code"), InlineData("professional-trust")]
    public async Task Every_pack_prints(string pack)
    {
        var school = await host.SchoolAsync(pack);
        using var teacher = await school.AsAsync(Role.Teacher);
        var pdf = await TestPdf.GetAsync(teacher, "policy/policy.pdf");
        foreach (var part in PackCatalogue.Load().Get(pack).Sections.Where(s => s.Number.Length > 0)) pdf.ShouldSay(part.Number);
        Assert.DoesNotContain("{{", pdf.Text, StringComparison.Ordinal);
    }
}
