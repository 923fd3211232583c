using System.Net;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.Policies.Arrivals;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Tests.Policies;

public sealed class ArrivalTests(TestHost host)
{
    private static async Task<string> PosterAsync(TestBrowser browser)
    {
        var page = await (await browser.OpenAsync("policy/arrivals")).SubmitAsync();
        page.ShouldBe(HttpStatusCode.OK).ShouldSay("Print this page");
        return new Uri(page.Document.QuerySelectorAll("main p").Select(p => p.TextContent.Trim()).First(t => t.StartsWith("http", StringComparison.Ordinal))).AbsolutePath;
    }

    [Fact, Shows("WED-3.7a")]
    public async Task Visitor_who_uses_our_ict_reads_the_policy_and_says_so_without_an_account()
    {
        var school = await host.SchoolAsync();
        using var office = await school.AsAsync(Role.SupportStaff);
        var path = await PosterAsync(office);
        using var visitor = school.Anonymous();
        var page = await visitor.OpenAsync(path);
        page.ShouldSay("Will you use our ICT or internet?").ShouldNotSay("I have read the policy");
        (await page.SubmitAsync(("Input.UsesIct", "true"))).ShouldShowError("Input.Name", "Enter your name");
        (await page.SubmitAsync(("Input.Name", "Sam Supply"))).ShouldShowError("Input.UsesIct", "Say whether you will use our ICT");
        (await page.SubmitAsync(("Input.Name", new string('a', 101)), ("Input.UsesIct", "false"))).ShouldShowError("Input.Name", "at most 100");
        var shown = await page.SubmitAsync(("Input.Name", "Sam <b>Supply</b>"), ("Input.Firm", "Cover & Co"), ("Input.UsesIct", "true"));
        shown.ShouldShowError("Input.HasRead", "Read the policy, then tick the box").ShouldSay("Online safety policy, version 1").ShouldSay("Contents");
        Assert.False(await school.QueryAsync(db => db.Set<Arrival>().AnyAsync()));
        var thanks = await shown.SubmitAsync(("Input.HasRead", "true"));
        thanks.ShouldSay("It is recorded that you are here");
        // A reload of the thanks sends nothing again.
        (await visitor.OpenAsync(thanks.Address.PathAndQuery)).ShouldSay("It is recorded that you are here");
        Assert.Equal(1, await school.QueryAsync(db => db.Set<Arrival>().CountAsync()));
        (await page.SubmitAsync(("Input.Name", "Pat Plumber"), ("Input.UsesIct", "false"))).ShouldSay("It is recorded that you are here");
        (await office.OpenAsync("policy/arrivals")).ShouldSay("Sam <b>Supply</b>").ShouldSay("keeps to version 1").ShouldSay("Pat Plumber").ShouldNotSay("<b>Supply</b></th>");
        Assert.Equal(1, await school.QueryAsync(db => db.Set<Arrival>().CountAsync(a => a.Version == 1)));
    }

    [Fact]
    public async Task Old_poster_and_another_schools_lead_nowhere()
    {
        var (school, other) = (await host.SchoolAsync(), await host.SchoolAsync());
        using var office = await school.AsAsync(Role.SupportStaff);
        var old = await PosterAsync(office);
        var now = await PosterAsync(office);
        using var visitor = school.Anonymous();
        (await visitor.OpenAsync(old)).ShouldBe(HttpStatusCode.NotFound);
        (await visitor.OpenAsync(now)).ShouldBe(HttpStatusCode.OK);
        (await visitor.OpenAsync(now.Replace(school.Slug, other.Slug, StringComparison.Ordinal))).ShouldBe(HttpStatusCode.NotFound);
        (await visitor.OpenAsync(school.Href("arrive/nothing"))).ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(Role.Teacher)]
    [InlineData(Role.Governor)]
    [InlineData(Role.Visitor)]
    [InlineData(Role.Pupil)]
    public async Task Others_see_no_arrivals(Role role)
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(role);
        (await browser.OpenAsync("policy/arrivals")).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync("policy/arrivals")).ShouldBe(HttpStatusCode.Forbidden);
    }
}
