using System.Net;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Web.Modules.Equipment;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Tests.Agreements;

namespace Tutela.Web.Tests.Equipment;

public sealed class EquipmentTests(TestHost host)
{
    public static TheoryData<Role> Others => [.. Enum.GetValues<Role>().Except([Role.IctSupport, Role.ComputingLead, Role.Administrator])];

    [Theory, MemberData(nameof(Others))]
    public async Task Equipment_is_closed_to_other_roles(Role role)
    {
        var school = await host.SchoolAsync();
        var id = await AddAsync(school);
        using var browser = await school.AsAsync(role);
        foreach (var path in new[] { "equipment", "equipment/add", $"equipment/{id}" }) (await browser.OpenAsync(path)).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync(school.Href($"equipment/{id}?handler=Lend"), ("Input.ClassName", "4B"))).ShouldBe(HttpStatusCode.Forbidden);
        Assert.Equal(0, await school.QueryAsync(db => db.Set<DeviceLoan>().CountAsync()));
    }

    [Theory]
    [InlineData("Input.Name", "", "Enter what people call the device")]
    [InlineData("Input.Mac", "12:34", "Enter a MAC address")]
    [InlineData("Input.Mac", "<script>", "Enter a MAC address")]
    [InlineData("Input.Address", "10.1.0.0/16", "Enter one address")]
    [InlineData("Input.Address", "10.1", "Enter one address")]
    [InlineData("Input.Encrypted", "", "Say whether its drive is encrypted")]
    public async Task Wrong_input_is_told_beside_its_field(string field, string value, string words)
    {
        var school = await host.SchoolAsync();
        using var support = await school.AsAsync(Role.IctSupport);
        var page = await support.OpenAsync("equipment/add");
        (string, string)[] right = [("Input.Name", "Tablet 14"), ("Input.Kind", "Tablet"), ("Input.Encrypted", "no")];
        (await page.PressAsync("Add the device", [.. right.Where(f => f.Item1 != field), (field, value)])).ShouldShowError(field, words).ShouldNotSay("<script>");
        Assert.Equal(0, await school.QueryAsync(db => db.Set<Device>().CountAsync()));
    }

    [Fact]
    public async Task Device_is_added_found_lent_to_a_class_and_taken_back()
    {
        var school = await host.SchoolAsync();
        using var support = await school.AsAsync(Role.IctSupport);
        (await support.OpenAsync("equipment")).ShouldSay("No devices yet");
        var add = await support.OpenAsync("equipment/add");
        var device = await add.PressAsync("Add the device", ("Input.Name", "Tablet <14>"), ("Input.Kind", "Tablet"), ("Input.AssetNumber", "T14"), ("Input.Mac", "9C-5C-8E-12-34-56"), ("Input.Address", "10.1.4.20"), ("Input.Encrypted", "yes"));
        device.ShouldSay("Tablet <14>").ShouldSay("9c:5c:8e:12:34:56, 10.1.4.20");
        (await add.PressAsync("Add the device", ("Input.Name", "Other"), ("Input.Kind", "Tablet"), ("Input.Mac", "9c5c8e123456"), ("Input.Encrypted", "yes"))).ShouldShowError("Input.Mac", "has this MAC address already");
        (await support.OpenAsync("equipment?q=t14")).ShouldSay("Tablet <14>");
        (await support.OpenAsync("equipment?q=%25%00'")).ShouldSay("No device is called that");
        (await device.PressAsync("Lend the device")).ShouldSay("Choose one person, or name a class, not both");
        var lent = await device.PressAsync("Lend the device", ("Input.ClassName", "4B"));
        lent.ShouldSay("Class 4B").ShouldNotSay("Take it out of use");
        (await device.PressAsync("Lend the device", ("Input.ClassName", "5A"))).ShouldSay("on loan already");
        (await lent.PressAsync("Take it back")).ShouldSay("in school, lent to nobody");
        (await lent.PressAsync("Take it back")).ShouldSay("This device is not on loan");
    }

    [Fact]
    [Shows("WED-10.2")]
    public async Task Encryption_is_recorded_and_a_home_loan_of_an_unencrypted_device_is_refused()
    {
        var school = await host.SchoolAsync();
        var teacher = await school.PersonAsync("Una", "Borrower", Role.Teacher);
        var id = await AddAsync(school);
        using var support = await school.AsAsync(Role.IctSupport);
        var page = await support.OpenAsync($"equipment/{id}?who=borrow");
        (string, string)[] home = [("Input.PersonId", teacher.Id.ToString()), ("Input.GoesHome", "true")];
        (await page.PressAsync("Lend the device", home)).ShouldShowError("Input.GoesHome", "Nobody has recorded whether this device's drive is encrypted");
        (await page.PressAsync("Record", ("Input.Encrypted", "no"))).ShouldSay("Recorded");
        Assert.Contains((await support.OpenAsync("equipment")).Document.QuerySelectorAll("td"), cell => cell.TextContent.Trim().EndsWith("No", StringComparison.Ordinal));
        (await page.PressAsync("Lend the device", home)).ShouldShowError("Input.GoesHome", "not encrypted, so it must not go home");
        Assert.Equal(0, await school.QueryAsync(db => db.Set<DeviceLoan>().CountAsync()));
        await page.PressAsync("Record", ("Input.Encrypted", "yes"));
        await SignedAsync(school, teacher);
        (await page.PressAsync("Lend the device", [.. home, ("Input.DueOn", In(30))])).ShouldSay("Una Borrower, and it goes home");
    }

    [Fact]
    [Shows("WED-10.7")]
    public async Task Device_goes_home_only_with_somebody_whose_agreement_is_in_force()
    {
        var school = await host.SchoolAsync();
        var teacher = await school.PersonAsync("Una", "Borrower", Role.Teacher);
        var parent = await school.PersonAsync("Ugo", "Border", Role.Parent);
        var id = await AddAsync(school);
        using var support = await school.AsAsync(Role.IctSupport);
        await school.AskedAsync();
        var page = await support.OpenAsync($"equipment/{id}?who=bor");
        await page.PressAsync("Record", ("Input.Encrypted", "yes"));
        (string, string)[] home = [("Input.PersonId", teacher.Id.ToString()), ("Input.GoesHome", "true"), ("Input.DueOn", In(30))];
        var title = PackCatalogue.Load().Get(TestSchool.DefaultPack).Agreement("staff")!.Title;
        var refused = await page.PressAsync("Lend the device", home);
        refused.ShouldShowError("Input.GoesHome", $"“{title}” is not in force for Una Borrower");
        (await refused.FollowAsync($"Read “{title}”")).ShouldSay(title).ShouldBe(HttpStatusCode.OK);
        // Somebody whom no agreement binds does not take one home either.
        (await page.PressAsync("Lend the device", [("Input.PersonId", parent.Id.ToString()), .. home[1..]])).ShouldShowError("Input.GoesHome", "has no agreement for Ugo Border to sign");
        Assert.Equal(0, await school.QueryAsync(db => db.Set<DeviceLoan>().CountAsync()));
        // In school it may be lent all the same.
        var lent = await page.PressAsync("Lend the device", home[0]);
        await lent.ShouldSay("Una Borrower").PressAsync("Take it back");
        await SignedAsync(school, teacher);
        (await page.PressAsync("Lend the device", home)).ShouldSay("Una Borrower, and it goes home").ShouldSay("Comes back");
        // A new version is asked: what was signed before is no longer current.
        await (await support.OpenAsync($"equipment/{id}")).PressAsync("Take it back");
        await school.NewVersionAsync();
        (await page.PressAsync("Lend the device", home)).ShouldShowError("Input.GoesHome", "is not in force");
    }

    [Fact]
    public async Task Home_loan_has_a_day_to_come_back_and_is_late_after_it()
    {
        var clock = new TestClock(new(2026, 10, 5, 9, 0, 0, TimeSpan.Zero));
        await using var app = await host.StartAsync(clock);
        var school = await host.SchoolAsync(app: app);
        var teacher = await school.PersonAsync("Una", "Borrower", Role.Teacher);
        var id = await AddAsync(school);
        await SignedAsync(school, teacher);
        using (var support = await school.AsAsync(Role.IctSupport))
        {
            var page = await support.OpenAsync($"equipment/{id}?who=borrow");
            await page.PressAsync("Record", ("Input.Encrypted", "yes"));
            (string, string)[] home = [("Input.PersonId", teacher.Id.ToString()), ("Input.GoesHome", "true")];
            (await page.PressAsync("Lend the device", home)).ShouldShowError("Input.DueOn", "Enter the day when it comes back");
            (await page.PressAsync("Lend the device", [.. home, ("Input.DueOn", "2026-10-04")])).ShouldShowError("Input.DueOn", "can't be in the past");
            (await page.PressAsync("Lend the device", [.. home, ("Input.DueOn", "2028-01-01")])).ShouldShowError("Input.DueOn", "a year at most");
            (await page.PressAsync("Lend the device", [.. home, ("Input.DueOn", "2026-10-09")])).ShouldSay("Comes back").ShouldSay("9 October 2026").ShouldNotSay("Late");
            (await support.OpenAsync("equipment")).ShouldSay("goes home, back by 9 October 2026").ShouldNotSay("late from home");
        }
        clock.Set(new(2026, 10, 10, 9, 0, 0, TimeSpan.Zero));
        using var later = await school.AsAsync(Role.IctSupport);
        (await (await later.OpenAsync("equipment")).FollowAsync("1 device late from home")).ShouldSay("Late").ShouldSay("Laptop 1");
        await (await later.OpenAsync($"equipment/{id}")).PressAsync("Take it back");
        (await later.OpenAsync("equipment")).ShouldNotSay("late from home");
    }

    [Fact]
    public async Task Unencrypted_device_may_be_lent_within_school_and_people_of_another_school_are_not_there()
    {
        var (one, two) = (await host.SchoolAsync(), await host.SchoolAsync());
        var stranger = await two.PersonAsync("Ulla", "Elsewhere", Role.Teacher);
        var teacher = await one.PersonAsync("Ulf", "Here", Role.Teacher);
        var id = await AddAsync(one);
        using var support = await one.AsAsync(Role.IctSupport);
        var page = await support.OpenAsync($"equipment/{id}?who=U");
        page.ShouldSay("Ulf Here").ShouldNotSay("Elsewhere");
        (await page.PressAsync("Lend the device", ("Input.PersonId", stranger.Id.ToString()))).ShouldSay("Choose somebody who is at the school");
        (await page.PressAsync("Lend the device", ("Input.PersonId", teacher.Id.ToString()), ("Input.ClassName", "4B"))).ShouldSay("not both");
        (await page.PressAsync("Lend the device", ("Input.PersonId", teacher.Id.ToString()))).ShouldSay("Ulf Here");
        using var other = await two.AsAsync(Role.IctSupport);
        (await other.OpenAsync(two.Href($"equipment/{id}"))).ShouldBe(HttpStatusCode.NotFound);
        (await other.PostAsync(two.Href($"equipment/{id}?handler=Return"))).ShouldBe(HttpStatusCode.NotFound);
    }

    private static string In(int days) => TimeProvider.System.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task SignedAsync(TestSchool school, TestPerson person)
    {
        await school.AskedAsync();
        using var browser = await school.AsAsync(person);
        await browser.SignOwnAsync();
    }

    private static async Task<Guid> AddAsync(TestSchool school)
    {
        using var support = await school.AsAsync(Role.IctSupport);
        var page = await (await support.OpenAsync("equipment/add")).PressAsync("Add the device", ("Input.Name", "Laptop 1"), ("Input.Kind", "Laptop"), ("Input.Encrypted", "unknown"));
        return Guid.Parse(page.Address.Segments[^1]);
    }
}
