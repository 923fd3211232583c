using System.Net;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.Policies;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Tests.People;

namespace Tutela.Web.Tests.Policies;

/// <summary>Whom each policy asks for an acknowledgement, and what is shown of each audience.</summary>
public sealed class AudienceTests(TestHost host)
{
    private static async Task GiveAsync(TestBrowser office, Guid person, string audience) =>
        (await (await office.OpenAsync($"people/{person}/audiences")).PressAsync("Add", ("Input.Audience", audience))).ShouldBe(HttpStatusCode.OK);

    [Fact, Shows("WED-1.1")]
    public async Task Pupils_staff_volunteers_and_governors_are_asked_and_each_audience_is_shown()
    {
        var school = await host.SchoolAsync();
        using var office = await school.AsAsync(Role.Administrator);
        using var pupil = await school.AsAsync(Role.Pupil);
        using var governor = await school.AsAsync(Role.Governor);
        using var volunteer = await school.AsAsync(Role.Visitor);
        using var parent = await school.AsAsync(Role.Parent);
        await GiveAsync(office, volunteer.Person.Id, "Volunteers");
        foreach (var browser in new[] { governor, volunteer })
        {
            (await browser.OpenAsync("")).ShouldSay("Read the online safety policy");
            (await (await browser.OpenAsync("policy/attest")).SubmitAsync(Attesting.Right)).ShouldSay("It is recorded");
        }
        (await pupil.OpenAsync("")).ShouldSay("Read our online safety rules");
        (await (await pupil.OpenAsync("policy/for-pupils")).PressAsync("I have read this, or somebody read it to me")).ShouldSay("Well done").ShouldSay("You read this on");
        (await pupil.OpenAsync("")).ShouldNotSay("Read our online safety rules");
        using var head = await school.AsAsync(Role.Headteacher);
        var list = await head.OpenAsync("policy/attestations");
        Assert.Equal(["1", "1", "0"], BelongingTests.Cells(list, "Pupils"));
        Assert.Equal(["1", "1", "0"], BelongingTests.Cells(list, "Governors"));
        Assert.Equal(["1", "1", "0"], BelongingTests.Cells(list, "Volunteers"));
        Assert.Equal(["0", "0", "0"], BelongingTests.Cells(list, "Visitors"));
        Assert.Equal(["3", "0", "3"], BelongingTests.Cells(list, "Staff"));
        (await head.OpenAsync("policy/attestations?audience=Pupils")).ShouldSay(pupil.Person.Name);
        // The policy does not ask parents.
        (await parent.OpenAsync("policy/attest")).ShouldBe(HttpStatusCode.NotFound);
        (await parent.OpenAsync("policy")).ShouldNotSay("Say that you have read it");
        Assert.DoesNotContain("Parents and carers", list.Text, StringComparison.Ordinal);
    }

    [Fact, Shows("WED-1.1")]
    public async Task Pupil_who_was_not_asked_acknowledges_nothing_and_nobody_does_it_twice()
    {
        var (asked, free) = (await host.SchoolAsync(), await host.SchoolAsync("professional-trust"));
        using var pupil = await asked.AsAsync(Role.Pupil);
        await pupil.PostAsync("policy/for-pupils");
        (await pupil.PostAsync("policy/for-pupils")).ShouldSay("You read this on");
        Assert.Equal(1, await asked.QueryAsync(db => db.Set<Attestation>().CountAsync()));
        using var teacher = await asked.AsAsync(Role.Teacher);
        (await teacher.PostAsync("policy/for-pupils")).ShouldBe(HttpStatusCode.Forbidden);
        using var other = await free.AsAsync(Role.Pupil);
        (await other.OpenAsync("policy/for-pupils")).ShouldNotSay("I have read this, or");
        (await other.PostAsync("policy/for-pupils")).ShouldBe(HttpStatusCode.Forbidden);
        Assert.False(await free.QueryAsync(db => db.Set<Attestation>().AnyAsync()));
    }

    [Fact, Shows("WED-3.5a")]
    public async Task Contractors_and_agency_staff_are_asked_and_the_outstanding_are_listed_per_version()
    {
        var school = await host.SchoolAsync();
        using var office = await school.AsAsync(Role.Administrator);
        using var contractor = await school.AsAsync(await school.PersonAsync("Connie", "Tractor", Role.Visitor));
        var agency = await school.PersonAsync("Agnes", "Supply", Role.Visitor);
        await GiveAsync(office, contractor.Person.Id, "Contractors");
        await GiveAsync(office, agency.Id, "AgencyStaff");
        await (await contractor.OpenAsync("policy/attest")).SubmitAsync(Attesting.Right);
        using var head = await school.AsAsync(Role.Headteacher);
        var list = await head.OpenAsync("policy/attestations");
        Assert.Equal(["1", "1", "0"], BelongingTests.Cells(list, "Contractors"));
        Assert.Equal(["1", "0", "1"], BelongingTests.Cells(list, "Agency staff"));
        (await head.OpenAsync("policy/attestations?audience=AgencyStaff")).ShouldSay("Agnes Supply").ShouldNotSay("Connie Tractor");
        var first = await head.OpenAsync("policy/attestations?version=1&audience=Contractors");
        first.ShouldSay("Connie Tractor").ShouldSay("1 of 1");

        await VersionTests.PublishedAsync(school, head);
        (await contractor.OpenAsync("")).ShouldSay("Read the online safety policy");
        var second = await head.OpenAsync("policy/attestations?audience=Contractors");
        second.ShouldSay("Version 2: 0 of 1").ShouldSay("Connie Tractor").ShouldSay("Version 1");
        (await head.OpenAsync("policy/attestations?version=1&audience=Contractors")).ShouldSay("Version 1: 1 of 1");
    }

    [Fact, Shows("CRO-1.4")]
    public async Task Somebody_in_a_school_activity_is_counted_in_the_list_of_the_policy()
    {
        var school = await host.SchoolAsync("signed-code");
        using var office = await school.AsAsync(Role.Administrator);
        using var coach = await school.AsAsync(await school.PersonAsync("Cole", "Coach", Role.Visitor));
        using var head = await school.AsAsync(Role.Headteacher);
        Assert.Equal(["0", "0", "0"], BelongingTests.Cells(await head.OpenAsync("policy/attestations"), "People in school activities"));
        (await office.OpenAsync($"people/{coach.Person.Id}/audiences")).ShouldSay("club, a letting or coaching");
        await GiveAsync(office, coach.Person.Id, "Participants");
        Assert.Equal(["1", "0", "1"], BelongingTests.Cells(await head.OpenAsync("policy/attestations"), "People in school activities"));
        (await (await coach.OpenAsync("policy/attest")).SubmitAsync(("Input.HasUnderstood", "true"))).ShouldSay("It is recorded");
        Assert.Equal(["1", "1", "0"], BelongingTests.Cells(await head.OpenAsync("policy/attestations"), "People in school activities"));
        Assert.Equal(["0", "0", "0"], BelongingTests.Cells(await head.OpenAsync("policy/attestations"), "Visitors"));
    }

    [Fact, Shows("CRO-1.4")]
    public async Task A_group_that_the_policy_does_not_offer_is_refused()
    {
        var school = await host.SchoolAsync("signed-code");
        using var office = await school.AsAsync(Role.Administrator);
        var coach = await school.PersonAsync(Role.Visitor);
        (await (await office.OpenAsync($"people/{coach.Id}/audiences")).SubmitAsync(("Input.Audience", "Coaches"))).ShouldBe(HttpStatusCode.OK).ShouldNotSay("Cole");
        using var head = await school.AsAsync(Role.Headteacher);
        Assert.Equal(["0", "0", "0"], BelongingTests.Cells(await head.OpenAsync("policy/attestations"), "People in school activities"));
    }

    [Fact, Shows("WID-2.1")]
    public async Task Every_type_of_the_community_acknowledges_parents_too()
    {
        var school = await host.SchoolAsync("school-devices-only");
        using var parent = await school.AsAsync(Role.Parent);
        (await parent.OpenAsync("")).ShouldSay("Read the online safety policy");
        (await (await parent.OpenAsync("policy/attest")).SubmitAsync(("Input.HasUnderstood", "true"))).ShouldSay("It is recorded");
        using var head = await school.AsAsync(Role.Headteacher);
        var list = await head.OpenAsync("policy/attestations");
        Assert.Equal(["1", "1", "0"], BelongingTests.Cells(list, "Parents and carers"));
        foreach (var type in new[] { "Staff", "Pupils", "Volunteers", "Visitors", "Community users of the school's ICT" }) Assert.Equal(3, BelongingTests.Cells(list, type).Length);
    }
}
