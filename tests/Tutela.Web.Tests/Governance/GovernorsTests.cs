using System.Net;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.Governance;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Tests.Agreements;
using Tutela.Web.Tests.Concerns;

namespace Tutela.Web.Tests.Governance;

public sealed class GovernorsTests(TestHost host)
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "fewer than 5")]
    [InlineData(4, "fewer than 5")]
    [InlineData(5, "5")]
    [InlineData(1234, "1,234")]
    public void Small_counts_are_not_told(long count, string text)
    {
        Assert.Equal(text, FewerThanFive.Text(count));
        Assert.Equal(text == FewerThanFive.Words, FewerThanFive.Value(count) is null);
    }

    [Fact, Shows("WED-3.1a")]
    public async Task Governor_sees_the_state_of_the_policy_and_what_is_overdue_read_only_without_a_name()
    {
        var school = await host.SchoolAsync();
        using var scene = await BoardScene.AtAsync(school);
        await scene.PlanAsync(Web.Modules.Governance.MeetingKind.Board, inDays: -2);
        await BoardScene.GiveAsync(scene.Head, "", scene.Ict.Person, "Mend the tablets");
        await scene.DaysPassAsync(20);
        await school.RunJobAsync<Web.Platform.Controls.ControlRun>();
        var page = await scene.Governor.OpenAsync("governors");
        page.ShouldSay("State of the policy by section").ShouldSay("Duties that are overdue or at risk").ShouldSay("This school year's online safety risk assessment is done");
        Assert.Contains(Rows(page, "Duties that are overdue"), r => r is ["A governor is named for online safety", "Not met", "Chair of governors", _]);
        Assert.Equal(["1", "1", "0", "0"], page.Document.QuerySelectorAll(".t-cards").First().QuerySelectorAll(".t-stat__value").Select(v => v.TextContent.Trim()));
        foreach (var person in new[] { scene.Head, scene.Lead, scene.Ict }) page.ShouldNotSay(person.Person.Name);
        // Nothing on it can be changed.
        Assert.Empty(page.Document.QuerySelectorAll("main form"));
        using var teacher = await school.AsAsync(Role.Teacher);
        (await teacher.OpenAsync("governors")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Governor_sees_figures_of_the_whole_school_without_a_name()
    {
        var school = await host.SchoolAsync();
        using var scene = await ConcernScene.AtAsync(school);
        using var governor = await school.AsAsync(Role.Governor);
        for (var i = 0; i < 5; i++) await scene.ReportedAsync(account: "Something seen online.", risk: "Contact");
        await scene.ReportedAsync(account: "Something else seen.", risk: "Conduct");
        await school.AskedAsync();
        await governor.SignOwnAsync();
        await RefusedAsync(school, "gambling", 321);
        await RefusedAsync(school, "self-harm", 3);
        var page = await governor.OpenAsync("governors");
        page.ShouldBe(HttpStatusCode.OK).ShouldSay("State of the policy by section");

        var concerns = Rows(page, "Concerns by kind and month").Last();
        // Content, Contact, Conduct, Commerce of the newest month.
        Assert.Equal(["0", "5", "fewer than 5", "0"], concerns[1..]);
        Assert.Contains(Rows(page, "What the filter refused"), r => r is ["Gambling", "321"]);
        Assert.Contains(Rows(page, "What the filter refused"), r => r is ["Self-harm", "fewer than 5"]);
        // One governor, who signed: the count itself is too small to tell.
        Assert.Contains(Rows(page, "Agreements signed"), r => r[1..] is ["Governors", "fewer than 5", "not told", "0", "All signed"]);
        Assert.Contains(Rows(page, "Agreements signed"), r => r[1..] is ["Staff", "fewer than 5", "not told", "fewer than 5", "Some missing"]);
        foreach (var name in await school.QueryAsync(db => db.Set<Person>().Where(p => p.Id != governor.Person.Id).Select(p => p.FamilyName).ToListAsync()))
            if (name != "administrator") page.ShouldNotSay(name);
    }

    [Fact]
    public async Task Print_layout_says_the_same_without_the_menu()
    {
        var school = await host.SchoolAsync();
        using var chair = await school.AsAsync(Role.ChairOfGovernors);
        var page = await chair.OpenAsync("governors?print=true");
        page.ShouldSay("State of the policy by section").ShouldSay("No concerns this year").ShouldSay("Nothing was refused this year");
        Assert.Null(page.Document.QuerySelector(".govuk-service-navigation"));
    }

    [Theory]
    [InlineData(Role.Headteacher, HttpStatusCode.OK)]
    [InlineData(Role.DesignatedSafeguardingLead, HttpStatusCode.OK)]
    [InlineData(Role.DeputySafeguardingLead, HttpStatusCode.OK)]
    [InlineData(Role.Teacher, HttpStatusCode.Forbidden)]
    [InlineData(Role.ComputingLead, HttpStatusCode.Forbidden)]
    [InlineData(Role.IctSupport, HttpStatusCode.Forbidden)]
    [InlineData(Role.Administrator, HttpStatusCode.Forbidden)]
    [InlineData(Role.Pupil, HttpStatusCode.Forbidden)]
    [InlineData(Role.Parent, HttpStatusCode.Forbidden)]
    [InlineData(Role.Visitor, HttpStatusCode.Forbidden)]
    public async Task Page_is_for_governors_the_head_and_safeguarding(Role role, HttpStatusCode status)
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(role);
        (await browser.OpenAsync("governors")).ShouldBe(status);
    }

    [Fact]
    public async Task Figures_are_of_this_school_alone()
    {
        var (school, other) = (await host.SchoolAsync(), await host.SchoolAsync());
        await RefusedAsync(other, "gambling", 77);
        using var governor = await school.AsAsync(Role.Governor);
        (await governor.OpenAsync("governors")).ShouldSay("Nothing was refused this year");
        (await governor.OpenAsync(other.Href("governors"))).ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("agreements/people")]
    [InlineData("agreements/refusals")]
    [InlineData("agreements/coverage")]
    [InlineData("access")]
    [InlineData("concerns")]
    public async Task Governors_do_not_reach_lists_of_names(string path)
    {
        var school = await host.SchoolAsync();
        using var governor = await school.AsAsync(Role.Governor);
        using var chair = await school.AsAsync(Role.ChairOfGovernors);
        (await governor.OpenAsync(path)).ShouldBe(HttpStatusCode.Forbidden);
        if (path != "concerns") (await chair.OpenAsync(path)).ShouldBe(HttpStatusCode.Forbidden);
    }

    private static List<string[]> Rows(TestPage page, string caption)
    {
        var table = page.Document.QuerySelectorAll("table").Single(t => t.QuerySelector("caption")!.TextContent.Contains(caption, StringComparison.Ordinal));
        return [.. table.QuerySelectorAll("tbody tr").Select(row => row.Children.Select(cell => string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToArray())];
    }

    private static Task<int> RefusedAsync(TestSchool school, string category, int count) => school.QueryAsync(db => db.Database.ExecuteSqlAsync(
        $"insert into school.activity_days (school_id, day, group_name, category, refused, count) values ({school.School.Id}, {TimeProvider.System.Today()}, 'pupils', {category}, true, {count})"));
}
