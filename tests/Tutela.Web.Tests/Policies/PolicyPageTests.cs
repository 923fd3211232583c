using System.Net;
using Tutela.Testing;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Tests.Policies;

public sealed class PolicyPageTests(TestHost host)
{
    [Fact]
    public async Task Staff_see_each_clause_with_its_state()
    {
        var school = await host.SchoolAsync();
        await school.PersonAsync(Role.Governor);
        await school.RunJobAsync<ControlRun>();
        using var teacher = await school.AsAsync(Role.Teacher);
        var page = (await teacher.OpenAsync("policy")).ShouldBe(HttpStatusCode.OK);
        Assert.Contains("Not met", page.Document.GetElementById("WED-3.1m")!.TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("0 of 1 governors", page.Document.GetElementById("WED-3.1m")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Not built", page.Document.GetElementById("WED-9.4")!.TextContent, StringComparison.Ordinal);
    }

    [Fact, Shows("WEN-2.2d")]
    public async Task Text_on_social_media_links_the_equality_policy_in_the_register()
    {
        var school = await host.SchoolAsync("community-respect");
        using var teacher = await school.AsAsync(Role.Teacher);
        using var parent = await school.AsAsync(Role.Parent);
        var clause = (await teacher.OpenAsync("policy")).Document.GetElementById("WEN-2.2d")!;
        var link = clause.QuerySelector("a[href*='policy/linked']")!.GetAttribute("href")!;
        var register = await teacher.OpenAsync(link);
        Assert.Contains("quality", register.Document.GetElementById(link.Split('#')[1])!.TextContent, StringComparison.Ordinal);
        // The register is for those who work here: a family reads the words alone.
        Assert.Null((await parent.OpenAsync("policy")).Document.GetElementById("WEN-2.2d")!.QuerySelector("a[href*='policy/linked']"));
        (await parent.OpenAsync("policy/linked")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Parents_read_the_text_without_states()
    {
        var school = await host.SchoolAsync();
        using var parent = await school.AsAsync(Role.Parent);
        var page = (await parent.OpenAsync("policy")).ShouldBe(HttpStatusCode.OK);
        Assert.Empty(page.Document.QuerySelectorAll(".t-clause__standing"));
    }

    [Fact]
    public async Task Names_of_posts_come_from_the_role_register()
    {
        var school = await host.SchoolAsync();
        await school.PersonAsync("Ada", "Quill", Role.DesignatedSafeguardingLead);
        using var teacher = await school.AsAsync(Role.Teacher);
        (await teacher.OpenAsync("policy")).ShouldSay("Ada Quill");
    }

    [Fact]
    public async Task Document_is_shown_and_an_unknown_one_is_not_found()
    {
        var school = await host.SchoolAsync();
        using var teacher = await school.AsAsync(Role.Teacher);
        (await teacher.OpenAsync("policy/documents/staff")).ShouldBe(HttpStatusCode.OK);
        (await teacher.OpenAsync("policy/documents/nothing")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_rules_in_pictures_are_shown_with_their_pictures()
    {
        var school = await host.SchoolAsync();
        using var teacher = await school.AsAsync(Role.Teacher);
        var page = (await teacher.OpenAsync("policy/documents/pupil-easy")).ShouldBe(HttpStatusCode.OK);

        Assert.Equal(
            Packs.Shipped.WholeSchoolDuty.Agreement("pupil-easy")!.Terms.Select(rule => $"/assets/pictures/{rule.Picture}.svg"),
            page.Document.QuerySelectorAll("li img.t-picture").Select(picture => picture.GetAttribute("src")));
    }

    [Theory]
    [InlineData(Role.Teacher, HttpStatusCode.Forbidden)]
    [InlineData(Role.Governor, HttpStatusCode.Forbidden)]
    [InlineData(Role.Parent, HttpStatusCode.Forbidden)]
    [InlineData(Role.Headteacher, HttpStatusCode.OK)]
    [InlineData(Role.ComputingLead, HttpStatusCode.OK)]
    public async Task Controls_are_for_those_who_answer_for_them(Role role, HttpStatusCode expected)
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(role);
        (await browser.OpenAsync("policy/controls")).ShouldBe(expected);
        (await browser.PostAsync("policy/controls")).ShouldBe(expected);
    }
}
