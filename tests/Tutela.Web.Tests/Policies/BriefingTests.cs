using System.Net;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.Policies.Briefings;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Tests.Policies;

/// <summary>Access to the policy, why it matters, and the acknowledgement, of each member of staff.</summary>
public sealed class BriefingTests(TestHost host)
{
    private static string Today => TimeProvider.System.Today().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string? Missing(TestPage page, string name) => page.Document.QuerySelectorAll("main table tbody tr").Where(r => r.QuerySelector("th")?.TextContent.Trim() == name && r.QuerySelectorAll("td").Length == 5)
        .Select(r => r.QuerySelectorAll("td")[4].TextContent.Trim()).SingleOrDefault();

    [Fact, Shows("HAM-21.3")]
    public async Task All_three_are_kept_per_person_and_who_lacks_any_is_listed()
    {
        var school = await host.SchoolAsync("professional-trust");
        using var head = await school.AsAsync(await school.PersonAsync("Hilda", "Head", Role.Headteacher));
        using var teacher = await school.AsAsync(await school.PersonAsync("Tess", "Elder", Role.Teacher));
        var page = await head.OpenAsync("policy/briefings");
        Assert.Equal("access, explanation, acknowledgement", Missing(page, "Tess Elder"));
        await page.SubmitAsync(("Input.People", teacher.Person.Id.ToString()), ("Input.AccessOn", Today));
        Assert.Equal("explanation, acknowledgement", Missing(await head.OpenAsync("policy/briefings"), "Tess Elder"));
        (await (await head.OpenAsync("policy/briefings")).SubmitAsync(("Input.People", teacher.Person.Id.ToString()), ("Input.ExplainedOn", Today), ("Input.ExplainedBy", head.Person.Id.ToString()))).ShouldSay("Recorded for 1 person");
        Assert.Equal("acknowledgement", Missing(await head.OpenAsync("policy/briefings"), "Tess Elder"));
        await (await teacher.OpenAsync("policy/attest")).SubmitAsync(("Input.HasUnderstood", "true"));
        var done = await head.OpenAsync("policy/briefings");
        Assert.Null(Missing(done, "Tess Elder"));
        done.ShouldSay("1 of 3 have access").ShouldSay("All three are there").ShouldSay("Hilda Head");
        var kept = await school.QueryAsync(db => db.Set<Briefing>().SingleAsync());
        Assert.Equal((TimeProvider.System.Today(), TimeProvider.System.Today(), head.Person.Id), (kept.AccessOn, kept.ExplainedOn, kept.ExplainedById));
    }

    [Fact, Shows("HAM-21.3")]
    public async Task Wrong_input_is_said_beside_the_field_and_nothing_is_kept()
    {
        var (school, other) = (await host.SchoolAsync("professional-trust"), await host.SchoolAsync());
        using var head = await school.AsAsync(Role.Headteacher);
        var (teacher, parent, stranger) = (await school.PersonAsync(Role.Teacher), await school.PersonAsync(Role.Parent), await other.PersonAsync(Role.Teacher));
        var page = await head.OpenAsync("policy/briefings");
        (await page.SubmitAsync(("Input.AccessOn", Today))).ShouldShowError("Input.People", "Choose the people");
        foreach (var wrong in new[] { parent, stranger })
            (await page.SubmitAsync(("Input.People", wrong.Id.ToString()), ("Input.AccessOn", Today))).ShouldShowError("Input.People", "Choose from the staff");
        (await page.SubmitAsync(("Input.People", teacher.Id.ToString()))).ShouldShowError("Input.AccessOn", "Enter the day of one or the other");
        (await page.SubmitAsync(("Input.People", teacher.Id.ToString()), ("Input.AccessOn", "2199-01-01"))).ShouldShowError("Input.AccessOn", "can't be in the future");
        (await page.SubmitAsync(("Input.People", teacher.Id.ToString()), ("Input.ExplainedOn", Today), ("Input.ExplainedBy", ""))).ShouldShowError("Input.ExplainedBy", "Choose who explained it");
        (await page.SubmitAsync(("Input.People", teacher.Id.ToString()), ("Input.ExplainedOn", Today), ("Input.ExplainedBy", teacher.Id.ToString()))).ShouldShowError("Input.ExplainedBy", "Nobody explains it to themselves");
        Assert.False(await school.QueryAsync(db => db.Set<Briefing>().AnyAsync()));
    }

    [Theory]
    [InlineData(Role.Teacher)]
    [InlineData(Role.Governor)]
    [InlineData(Role.IctSupport)]
    [InlineData(Role.Parent)]
    public async Task Others_neither_see_nor_record_it(Role role)
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(role);
        (await browser.OpenAsync("policy/briefings")).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync("policy/briefings", ("Input.AccessOn", Today))).ShouldBe(HttpStatusCode.Forbidden);
    }
}
