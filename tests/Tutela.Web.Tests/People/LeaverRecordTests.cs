using System.Net;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.Agreements;
using Tutela.Web.Modules.People;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Tests.Agreements;

namespace Tutela.Web.Tests.People;

public sealed class LeaverRecordTests(TestHost host)
{
    private const string Term = "Keeping confidences after leaving";

    [Fact, Shows("WID-9.8")]
    public async Task Record_of_leaving_is_complete_only_with_the_signed_day_and_access_ends_at_once_all_the_same()
    {
        var school = await host.SchoolAsync("school-devices-only");
        using var head = await school.AsAsync(Role.Headteacher);
        using var assistant = await school.AsAsync(Role.SupportStaff);
        await school.AskedAsync();
        var record = $"people/{assistant.Person.Id}/leaver";
        (await head.OpenAsync(record)).ShouldSay(Term).ShouldSay("Not signed yet").ShouldNotSay("The record is complete");
        (await head.PostAsync(record)).ShouldSay("They have not left yet");
        (await (await head.OpenAsync($"people/{assistant.Person.Id}/leave")).FollowAsync("See what the policy asks of leavers")).ShouldSay(Term);

        // They leave without signing: they can no longer sign in, and the record stays open.
        await (await head.OpenAsync($"people/{assistant.Person.Id}/leave")).SubmitAsync(("Input.Reason", "Moved away"));
        Assert.Equal("/sign-in", (await assistant.OpenAsync("agreements")).Address.AbsolutePath);
        (await head.OpenAsync("")).ShouldSay("1 record of leaving is not complete");
        var page = await (await head.OpenAsync($"people/{assistant.Person.Id}")).FollowAsync("Record of leaving");
        (await page.PressAsync("The record is complete")).ShouldSay($"not complete without this: {Term}. Not signed yet");
        Assert.False(await school.QueryAsync(db => db.Set<LeaverRecord>().AnyAsync()));

        // On paper, with its day; the job does not end what a leaver still has to sign.
        page = await page.PressAsync("Make the form ready for paper");
        await school.AskedAsync();
        var paper = await (await head.OpenAsync(record)).FollowAsync("Record the signature on paper");
        (await paper.PressAsync("Record the signature", ("Input.Signer", "self"), ("Input.TypedName", assistant.Person.Name))).ShouldShowError("Input.SignedOn", "Enter the day");
        var signed = TimeProvider.System.GetUtcNow().AddDays(-1);
        await paper.PressAsync("Record the signature", ("Input.Signer", "self"), ("Input.TypedName", assistant.Person.Name), ("Input.SignedOn", signed.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        page = await head.OpenAsync(record);
        page.ShouldSay($"Signed {signed.ToString("d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture)}");
        (await page.PressAsync("The record is complete")).ShouldSay("The record is complete").ShouldSay(head.Person.Name);
        Assert.Equal(assistant.Person.Id, (await school.QueryAsync(db => db.Set<LeaverRecord>().AsNoTracking().SingleAsync())).PersonId);
        (await head.OpenAsync("")).ShouldNotSay("record of leaving");
        (await head.PostAsync(record)).ShouldSay("complete already");
    }

    [Fact]
    public async Task Leaver_is_asked_before_they_go_and_a_signature_given_then_stays_good()
    {
        var school = await host.SchoolAsync("school-devices-only");
        using var office = await school.AsAsync(Role.Administrator);
        using var teacher = await school.AsAsync(Role.Teacher);
        await school.AskedAsync();
        var record = $"people/{teacher.Person.Id}/leaver";
        (await (await office.OpenAsync(record)).PressAsync("Ask them to sign before they go")).ShouldSay("finds it under Agreements").ShouldNotSay("Ask them to sign before they go");
        Assert.True(await school.QueryAsync(db => db.Set<Notice>().AnyAsync(n => n.PersonId == teacher.Person.Id && n.Text.Contains("before you leave"))));
        var page = await (await teacher.OpenAsync("agreements")).FollowAsync(Term);
        await page.PressAsync("Sign", ("Input.HasRead", "true"), ("Input.TypedName", teacher.Person.Name));
        await (await office.OpenAsync($"people/{teacher.Person.Id}/leave")).SubmitAsync(("Input.Reason", "Retired"));
        await school.RunJobAsync<AgreementJob>();
        (await (await office.OpenAsync(record)).PressAsync("The record is complete")).ShouldSay($"The record of {teacher.Person.Name}'s leaving is complete");
    }

    [Fact]
    public async Task Where_the_policy_asks_leavers_for_nothing_the_record_needs_no_signature_and_shows_what_was_lent()
    {
        var school = await host.SchoolAsync();
        using var office = await school.AsAsync(Role.Administrator);
        var teacher = await school.PersonAsync(Role.Teacher);
        var device = await (await office.OpenAsync("equipment/add")).SubmitAsync(("Input.Name", "Laptop 9"), ("Input.Kind", "Laptop"), ("Input.Encrypted", "yes"));
        await (await office.OpenAsync($"{device.Address.AbsolutePath}?who={teacher.Name.Split(' ')[0]}")).PressAsync("Lend the device", ("Input.PersonId", teacher.Id.ToString()));
        await (await office.OpenAsync($"people/{teacher.Id}/leave")).SubmitAsync(("Input.Reason", "Moved"));
        var page = await office.OpenAsync($"people/{teacher.Id}/leaver");
        page.ShouldSay("Laptop 9, lent to them").ShouldSay("Not back yet").ShouldNotSay(Term);
        (await page.PressAsync("The record is complete")).ShouldSay("The record is complete");
    }

    [Fact]
    public async Task Record_is_for_the_office_and_the_head_and_there_is_none_for_pupils_or_another_schools_people()
    {
        var (school, other) = (await host.SchoolAsync(), await host.SchoolAsync());
        var teacher = await school.PersonAsync(Role.Teacher);
        var pupil = await school.PersonAsync(Role.Pupil);
        foreach (var role in new[] { Role.DesignatedSafeguardingLead, Role.IctSupport, Role.Teacher, Role.Pupil, Role.Parent })
        {
            using var browser = await school.AsAsync(role);
            (await browser.OpenAsync($"people/{teacher.Id}/leaver")).ShouldBe(HttpStatusCode.Forbidden);
            (await browser.PostAsync($"people/{teacher.Id}/leaver")).ShouldBe(HttpStatusCode.Forbidden);
        }
        using var office = await school.AsAsync(Role.Administrator);
        (await office.OpenAsync($"people/{pupil.Id}/leaver")).ShouldBe(HttpStatusCode.NotFound);
        using var stranger = await other.AsAsync(Role.Administrator);
        (await stranger.OpenAsync($"people/{teacher.Id}/leaver")).ShouldBe(HttpStatusCode.NotFound);
        (await stranger.PostAsync($"people/{teacher.Id}/leaver")).ShouldBe(HttpStatusCode.NotFound);
    }
}
