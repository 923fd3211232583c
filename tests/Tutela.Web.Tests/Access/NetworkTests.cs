using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.Equipment;
using Tutela.Web.Modules.Filtering.Rules;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Tests.Agreements;

namespace Tutela.Web.Tests.Access;

public sealed class NetworkTests(TestHost host)
{
    private const string Mac = "9c:5c:8e:12:34:56";

    [Fact]
    public async Task Device_and_user_name_of_a_person_without_access_stand_in_group_no_access_until_they_sign()
    {
        var school = await host.SchoolAsync();
        using var teacher = await school.AsAsync(Role.Teacher);
        await LendAsync(school, teacher.Person);
        await school.AskedAsync();
        Assert.True(await IsRefusedAsync(school, Mac));
        Assert.True(await IsRefusedAsync(school, teacher.Person.UserName.ToLowerInvariant()));
        await teacher.SignOwnAsync();
        Assert.False(await IsRefusedAsync(school, Mac));
        Assert.False(await IsRefusedAsync(school, teacher.Person.UserName.ToLowerInvariant()));
    }

    private static Task LendAsync(TestSchool school, TestPerson person) => school.WithAsync(services =>
    {
        var (db, now) = (services.GetRequiredService<TutelaDb>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
        var device = new Device { Id = Guid.CreateVersion7(now), Name = "Laptop 1", Kind = DeviceKind.Laptop, Mac = Mac, AddedAt = now };
        db.Add(device);
        db.Add(DeviceLoan.Make(device, isOut: false, new(person.Id, null, GoesHome: false), new(HomeNeedsEncryption: true), person.Id, now));
        return Task.CompletedTask;
    });

    private static Task<bool> IsRefusedAsync(TestSchool school, string deviceOrUser) => school.WithAsync(async services =>
    {
        var (rules, _) = await services.GetRequiredService<RulesDesk>().BuildAsync();
        var group = rules.Groups.SingleOrDefault(g => g.Name == "no-access");
        return group is not null && System.Text.Json.JsonSerializer.Serialize(group).Contains(deviceOrUser, StringComparison.OrdinalIgnoreCase);
    });
}
