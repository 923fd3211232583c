using System.Net;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.Equipment.Own;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Tests.Agreements;

namespace Tutela.Web.Tests.Equipment;

public sealed class OwnEquipmentTests(TestHost host)
{
    [Fact]
    [Shows("HAM-13.1b")]
    public async Task Leave_for_own_equipment_is_given_only_while_the_agreement_is_in_force()
    {
        var school = await host.SchoolAsync("professional-trust");
        using var senior = await school.AsAsync(Role.SeniorLeader);
        var teacher = await school.PersonAsync("Una", "Borrower", Role.Teacher);
        await school.AskedAsync();
        (await senior.OpenAsync("equipment/own")).ShouldSay("with leave, and only while their agreement is in force").ShouldSay("No leave has been given yet");
        var page = await senior.OpenAsync("equipment/own/give?who=borrow");
        (string, string)[] wish = [("Input.PersonId", teacher.Id.ToString()), ("Input.Device", "camera"), ("Input.Purpose", "Pictures for the website")];
        var title = PackCatalogue.Load().Get("professional-trust").Agreement("staff")!.Title;
        var refused = await page.PressAsync("Give leave", wish);
        refused.ShouldShowError("Input.PersonId", $"“{title}” is not in force for Una Borrower");
        Assert.Contains("value=\"camera\"", refused.Source, StringComparison.Ordinal);
        (await refused.FollowAsync($"Read “{title}”")).ShouldBe(HttpStatusCode.OK);
        Assert.False(await school.QueryAsync(db => db.Set<OwnEquipmentPermission>().AnyAsync()));

        using (var own = await school.AsAsync(teacher)) await own.SignOwnAsync();
        (await page.PressAsync("Give leave", wish[0], wish[2])).ShouldShowError("Input.Device", "Say which equipment");
        (await page.PressAsync("Give leave", wish[..2])).ShouldShowError("Input.Purpose", "Say what it is used for");
        (await page.PressAsync("Give leave", wish[1..])).ShouldShowError("Input.PersonId", "Find the person");
        (await page.PressAsync("Give leave", [.. wish, ("Input.Until", "2020-01-01")])).ShouldShowError("Input.Until", "can't be in the past");
        var list = await page.PressAsync("Give leave", wish);
        list.ShouldSay("Una Borrower").ShouldSay("Pictures for the website").ShouldSay(senior.Person.Name);
        Assert.True(await school.QueryAsync(db => db.Set<Notice>().AnyAsync(n => n.PersonId == teacher.Id && n.Text.Contains("camera"))));
        (await list.PressAsync("End it for Una Borrower")).ShouldSay("The leave has ended").ShouldNotSay("End it for");

        await school.NewVersionAsync();
        (await page.PressAsync("Give leave", wish)).ShouldShowError("Input.PersonId", "is not in force");
        Assert.Equal(1, await school.QueryAsync(db => db.Set<OwnEquipmentPermission>().CountAsync()));
    }

    [Fact]
    public async Task Policy_says_who_gives_leave_for_how_long_and_whether_at_all()
    {
        // Each time, by the headteacher.
        var school = await host.SchoolAsync("signed-code");
        using var head = await school.AsAsync(Role.Headteacher);
        using var senior = await school.AsAsync(Role.SeniorLeader);
        var teacher = await school.PersonAsync("Una", "Borrower", Role.Teacher);
        await school.AskedAsync();
        using (var own = await school.AsAsync(teacher)) await own.SignOwnAsync();
        (string, string)[] wish = [("Input.PersonId", teacher.Id.ToString()), ("Input.Device", "tablet"), ("Input.Purpose", "A visit")];
        (await senior.OpenAsync("equipment/own/give")).ShouldSay("has the headteacher give this leave");
        (await senior.PostAsync("equipment/own/give?who=borrow", wish)).ShouldBe(HttpStatusCode.Forbidden);
        (await (await head.OpenAsync("equipment/own/give?who=borrow")).PressAsync("Give leave", wish)).ShouldShowError("Input.Until", "each time");

        var strict = await host.SchoolAsync("community-respect");
        using var other = await strict.AsAsync(Role.Headteacher);
        var person = await strict.PersonAsync(Role.Teacher);
        (await other.OpenAsync("equipment/own")).ShouldSay("lets nobody use").ShouldNotSay("Give leave");
        (await other.PostAsync("equipment/own/give?who=a", ("Input.PersonId", person.Id.ToString()), wish[1], wish[2])).ShouldSay("lets nobody use equipment of their own");
        // Another school's person is nobody here.
        (await other.PostAsync("equipment/own/give?who=a", wish)).ShouldSay("Find the person");
        Assert.False(await strict.QueryAsync(db => db.Set<OwnEquipmentPermission>().AnyAsync()));
    }

    [Theory]
    [InlineData(Role.Teacher)]
    [InlineData(Role.Pupil)]
    [InlineData(Role.Parent)]
    [InlineData(Role.Governor)]
    [InlineData(Role.DesignatedSafeguardingLead)]
    public async Task Others_may_neither_see_nor_give(Role role)
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(role);
        (await browser.OpenAsync("equipment/own")).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync("equipment/own/give", ("Input.Device", "x"))).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync("equipment/own?handler=End", ("permission", Guid.Empty.ToString()))).ShouldBe(HttpStatusCode.Forbidden);
    }
}
