using System.Net;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.Governance;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Tests.Concerns;
using static Tutela.Web.Tests.People.PostScene;

namespace Tutela.Web.Tests.Governance;

public sealed class ReportCopyTests(TestHost host)
{
    private static string Month => Months.Key(Today);

    [Fact]
    public async Task Signed_report_is_printed_as_it_was_signed_without_small_numbers_and_for_overseers_only()
    {
        var school = await host.SchoolAsync();
        using var scene = await BoardScene.AtAsync(school);
        using var concerns = await ConcernScene.AtAsync(school);
        for (var i = 0; i < 6; i++) await concerns.ReportedAsync(account: "Something seen online.", risk: "Contact");
        for (var i = 0; i < 3; i++) await concerns.ReportedAsync(account: "Something sent.", risk: "Conduct");
        await school.QueryAsync(db => db.Database.ExecuteSqlAsync($"insert into school.activity_days (school_id, day, group_name, category, refused, count) values ({school.School.Id}, {Today}, 'pupils', 'gambling', true, 3)"));
        var signed = await (await scene.Head.OpenAsync($"governors/reports/make?From={Month}&To={Month}")).PressAsync("Sign the report", ("Input.SignedName", scene.Head.Person.Name));
        var path = signed.Address.AbsolutePath;
        Assert.NotNull(signed.Document.QuerySelector($"a[href='{path}/report.pdf']"));

        var pdf = await TestPdf.GetAsync(scene.Governor, path + "/report.pdf");
        pdf.ShouldSay($"{scene.Head.Person.Name}, headteacher").ShouldSay("Report to governors").ShouldSay("Nobody is named");
        var page = await scene.Governor.OpenAsync(path);
        var digest = page.Document.QuerySelector(".govuk-inset-text .t-break")!.TextContent.Replace("Digest ", "", StringComparison.Ordinal).Trim();
        Assert.Contains(digest, pdf.Text.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var row = pdf.Pages[pdf.PageWith("Concerns by kind and month") - 1];
        Assert.Matches($"{Months.Name(Today)} 0 6 fewer (?:than 5 )?", row);
        Assert.DoesNotMatch($"{Months.Name(Today)} 0 6 3", row);
        pdf.ShouldSay("Gambling fewer than 5").ShouldNotSay("Gambling 3");
        // The same rows as on the page, cell by cell, of a table without wrapping.
        foreach (var cells in page.Document.QuerySelectorAll("table").Single(t => t.QuerySelector("caption")!.TextContent.Contains("State of the policy by section", StringComparison.Ordinal)).QuerySelectorAll("tbody tr"))
            pdf.ShouldSay(string.Join(' ', cells.QuerySelectorAll("td").Select(c => c.TextContent.Trim())));

        foreach (var role in (Role[])[Role.Teacher, Role.ComputingLead, Role.Parent, Role.Pupil])
        {
            using var other = await school.AsAsync(role);
            (await other.OpenAsync(path + "/report.pdf")).ShouldBe(HttpStatusCode.Forbidden);
        }
        using var stranger = await (await host.SchoolAsync()).AsAsync(Role.Governor);
        (await stranger.OpenAsync(path + "/report.pdf")).ShouldBe(HttpStatusCode.NotFound);
        (await stranger.OpenAsync($"governors/reports/{path.Split('/')[^1]}/report.pdf")).ShouldBe(HttpStatusCode.NotFound);
        (await scene.Governor.OpenAsync($"governors/reports/{Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}/report.pdf")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Report_that_is_not_what_was_signed_is_not_printed()
    {
        var school = await host.SchoolAsync();
        using var lead = await school.AsAsync(Role.DesignatedSafeguardingLead);
        var signed = await (await lead.OpenAsync($"governors/reports/make?From={Month}&To={Month}")).PressAsync("Sign the report", ("Input.SignedName", lead.Person.Name));
        await ReportTests.ForgeAsync(host, school);
        (await lead.OpenAsync(signed.Address.AbsolutePath + "/report.pdf")).ShouldSay("This report is not what was signed");
    }
}
