using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.Agreements;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Tests.People;

/// <summary>What somebody is to the policy, apart from the kind of person that signs in.</summary>
public sealed class BelongingTests(TestHost host)
{
    private static async Task GiveAsync(TestBrowser office, Guid person, string audience, params (string, string)[] more) =>
        (await (await office.OpenAsync($"people/{person}/audiences")).PressAsync("Add", [("Input.Audience", audience), .. more])).ShouldBe(HttpStatusCode.OK);

    private static Task<List<string>> AskedAsync(TestSchool school, Guid person) => school.WithAsync(async services =>
    {
        var asking = services.GetRequiredService<AgreementAsking>();
        await asking.EndPastAsync();
        await asking.AskAllAsync();
        var db = services.GetRequiredService<Web.Platform.Database.TutelaDb>();
        return await db.Set<AgreementAssignment>().Where(a => a.PersonId == person && a.Status != Modules.Agreements.Contract.AgreementStatus.Ended).Select(a => a.Document).OrderBy(d => d).ToListAsync();
    });

    [Fact]
    public async Task Volunteer_is_not_asked_for_the_visitors_document_nor_a_visitor_for_the_volunteers()
    {
        var school = await host.SchoolAsync("community-respect");
        using var office = await school.AsAsync(Role.Administrator);
        var (volunteer, visitor) = (await school.PersonAsync(Role.Visitor), await school.PersonAsync(Role.Visitor));
        Assert.Equal(["visitor"], await AskedAsync(school, volunteer.Id));
        await GiveAsync(office, volunteer.Id, "Volunteers");
        Assert.Equal(["staff"], await AskedAsync(school, volunteer.Id));
        Assert.Equal(["visitor"], await AskedAsync(school, visitor.Id));
        (await office.OpenAsync($"people/{volunteer.Id}")).ShouldSay("For documents").ShouldSay("Volunteer");
        // A parent who helps is asked as both; the document that parents are offered stays with them.
        var parent = await school.PersonAsync(Role.Parent);
        await GiveAsync(office, parent.Id, "Volunteers");
        Assert.Equal(["parent", "staff"], await AskedAsync(school, parent.Id));
        var coverage = await office.OpenAsync("agreements/coverage");
        coverage.ShouldSay("Volunteers").ShouldSay("Visitors");
        var people = await coverage.FollowAsync("Acceptable use agreement for staff, governors and volunteers");
        people.ShouldBe(HttpStatusCode.OK);
        (await office.OpenAsync("agreements/people?document=staff&who=Volunteers")).ShouldSay(volunteer.Name).ShouldSay(parent.Name).ShouldNotSay(visitor.Name);
    }

    [Fact]
    public async Task Being_a_volunteer_ends_and_begins_with_its_days()
    {
        var school = await host.SchoolAsync("community-respect");
        using var office = await school.AsAsync(Role.Administrator);
        var person = await school.PersonAsync(Role.Visitor);
        var next = TimeProvider.System.GetUtcNow().AddDays(30).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await GiveAsync(office, person.Id, "Contractors", ("Input.From", next), ("Input.From.Day", ""), ("Input.From.Month", ""), ("Input.From.Year", ""));
        Assert.Equal(["visitor"], await AskedAsync(school, person.Id));
        (await office.OpenAsync($"people/{person.Id}/audiences")).ShouldSay("To come");
        await GiveAsync(office, person.Id, "Volunteers");
        var page = await office.OpenAsync($"people/{person.Id}/audiences");
        page.ShouldSay("Today");
        (await page.PressAsync("Add", ("Input.Audience", "Volunteers"))).ShouldShowError("Input.Audience", "is that already in these days");
        (await (await office.OpenAsync($"people/{person.Id}/audiences")).PressAsync("End Volunteer")).ShouldSay("is no longer volunteer");
        Assert.Equal(["visitor"], await AskedAsync(school, person.Id));
    }

    [Fact]
    public async Task Wrong_input_is_said_beside_the_field_and_kept()
    {
        var school = await host.SchoolAsync();
        using var office = await school.AsAsync(Role.Administrator);
        var (person, pupil) = (await school.PersonAsync(Role.Visitor), await school.PersonAsync(Role.Pupil));
        var page = await office.OpenAsync($"people/{person.Id}/audiences");
        page.ShouldSay("Nothing besides");
        (await page.SubmitAsync()).ShouldShowError("Input.Audience", "Choose what this person is");
        (await page.SubmitAsync(("Input.Audience", "Pupils"))).ShouldShowError("Input.Audience", "Choose what this person is");
        var wrong = await page.SubmitAsync(("Input.Audience", "Volunteers"), ("Input.Until", "2020-01-02"));
        wrong.ShouldShowError("Input.Until", "can't be before the first");
        Assert.NotNull(wrong.Document.QuerySelector("input[value=Volunteers][checked]"));
        (await office.PostAsync($"people/{pupil.Id}/audiences", ("Input.Audience", "Volunteers"), ("Input.From", "2026-01-05"))).ShouldSay("A pupil is asked what pupils are asked");
        Assert.False(await school.QueryAsync(db => db.Set<AudienceMembership>().AnyAsync()));
    }

    [Theory]
    [InlineData(Role.Teacher)]
    [InlineData(Role.SeniorLeader)]
    [InlineData(Role.IctSupport)]
    [InlineData(Role.Governor)]
    [InlineData(Role.Parent)]
    [InlineData(Role.Pupil)]
    [InlineData(Role.Visitor)]
    public async Task Others_change_nobodys_audiences_nor_workplaces(Role role)
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(role);
        var person = await school.PersonAsync(Role.Teacher);
        foreach (var page in new[] { "audiences", "workplaces" })
        {
            (await browser.OpenAsync($"people/{person.Id}/{page}")).ShouldBe(HttpStatusCode.Forbidden);
            (await browser.PostAsync($"people/{person.Id}/{page}", ("Input.Audience", "Volunteers"))).ShouldBe(HttpStatusCode.Forbidden);
            (await browser.PostAsync($"people/{person.Id}/{page}?handler=End", ("row", Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString()))).ShouldBe(HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task Absent_and_another_schools_are_not_found_and_a_leaver_is_left_alone()
    {
        var (school, other) = (await host.SchoolAsync(), await host.SchoolAsync());
        using var office = await school.AsAsync(Role.Administrator);
        var (mine, theirs) = (await school.PersonAsync(Role.Teacher), await other.PersonAsync(Role.Teacher));
        foreach (var page in new[] { "audiences", "workplaces" })
        {
            (await office.OpenAsync($"people/{Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}/{page}")).ShouldBe(HttpStatusCode.NotFound);
            (await office.OpenAsync($"people/{theirs.Id}/{page}")).ShouldBe(HttpStatusCode.NotFound);
            (await office.PostAsync($"people/{theirs.Id}/{page}", ("Input.Audience", "Volunteers"), ("Input.Name", "Elsewhere"))).ShouldBe(HttpStatusCode.NotFound);
            (await office.PostAsync($"people/{mine.Id}/{page}?handler=End", ("row", Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString()))).ShouldBe(HttpStatusCode.NotFound);
        }
        await (await office.OpenAsync($"people/{mine.Id}/leave")).SubmitAsync(("Input.Reason", "Moved away"));
        (await office.PostAsync($"people/{mine.Id}/audiences", ("Input.Audience", "Volunteers"), ("Input.From", "2026-01-05"))).ShouldSay("has left the school");
        Assert.False(await school.QueryAsync(db => db.Set<AudienceMembership>().AnyAsync()));
    }

    [Fact, Shows("WID-2.1")]
    public async Task Somebody_from_outside_is_added_only_with_what_they_are_to_the_policy()
    {
        var school = await host.SchoolAsync("school-devices-only");
        using var office = await school.AsAsync(Role.Administrator);
        var page = await office.OpenAsync("people/add");
        (string, string)[] ada = [("Input.Kind", "Visitor"), ("Input.GivenName", "Ada"), ("Input.FamilyName", "Quill")];
        (await page.SubmitAsync(ada)).ShouldShowError("Input.Audiences", "Choose what they are to the policy");
        (await page.SubmitAsync([("Input.Kind", "Pupil"), ("Input.YearGroup", "3"), ("Input.GivenName", "Ben"), ("Input.FamilyName", "Ash"), ("Input.Audiences", "Volunteers")])).ShouldShowError("Input.Audiences", "A pupil is none of these");
        (await page.SubmitAsync([.. ada, ("Input.Audiences", "CommunityUsers")])).ShouldSay("Ada Quill was added").ShouldSay("Community user of the school's ICT");
        // The acknowledgement of the policy goes by the type.
        using var head = await school.AsAsync(Role.Headteacher);
        var list = await head.OpenAsync("policy/attestations");
        list.ShouldSay("Ada Quill").ShouldSay("Community users of the school's ICT");
        Assert.Equal(["1", "0", "1"], Cells(list, "Community users of the school's ICT"));
        Assert.Equal(["0", "0", "0"], Cells(list, "Volunteers"));
        (await head.OpenAsync("policy/attestations?audience=Volunteers")).ShouldNotSay("Ada Quill");
    }

    internal static string[] Cells(TestPage page, string head) =>
        [.. page.Document.QuerySelectorAll("main table tr").First(r => r.QuerySelector("th")?.TextContent.Trim() == head).QuerySelectorAll("td").Select(c => c.TextContent.Trim())];

    [Fact]
    public void One_rule_says_what_somebody_is()
    {
        Assert.Equal([Audience.Visitors], AudienceRegister.Of(PersonKind.Visitor, false, false, []));
        Assert.Equal([Audience.Volunteers], AudienceRegister.Of(PersonKind.Visitor, false, false, [Audience.Volunteers]));
        Assert.Equal([Audience.Staff, Audience.AgencyStaff], AudienceRegister.Of(PersonKind.Staff, false, false, [Audience.AgencyStaff]).Order());
        Assert.Equal([Audience.Governors, Audience.Parents], AudienceRegister.Of(PersonKind.Parent, true, false, []).Order());
        Assert.Empty(AudienceRegister.Of(PersonKind.Visitor, false, true, []));
    }
}
