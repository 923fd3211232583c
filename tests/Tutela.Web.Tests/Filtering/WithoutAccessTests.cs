using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Engine.Policy;
using Tutela.Testing;
using Tutela.Web.Modules.Access;
using Tutela.Web.Modules.Equipment;
using Tutela.Web.Modules.Filtering.Rules;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Tests.Filtering;

public sealed class WithoutAccessTests(TestHost host)
{
    [Fact]
    public async Task Devices_and_users_of_people_without_access_are_refused_and_others_devices_go_to_their_own_group()
    {
        var school = await host.SchoolAsync();
        var (without, nobodysDevice, pupil, teacher) = (await school.PersonAsync(Role.Pupil), await school.PersonAsync(Role.Pupil), await school.PersonAsync(Role.Pupil), await school.PersonAsync(Role.Teacher));
        await school.WithAsync(services =>
        {
            foreach (var person in new[] { pupil, teacher }) Grant(services, person.Id);
            Lend(services, "10.1.0.1", "9c:5c:8e:00:00:01", without.Id);
            Lend(services, "10.1.0.2", null, pupil.Id);
            Lend(services, "10.1.0.3", null, teacher.Id);
            Lend(services, "10.1.0.4", null, null);
            return Task.CompletedTask;
        });
        var (document, reach) = await school.WithAsync(services => services.GetRequiredService<RulesDesk>().BuildAsync());
        // The two pupils and the school's administrator; of these the network knows the device of one.
        Assert.Equal(new RulesDesk.Reach(3, 1), reach);
        Assert.True(RuleSet.TryRead(document.ToJson(), out var rules, out var faults), string.Join("; ", faults));
        string GroupOf(string address, string? device = null, string? user = null) => rules.GroupOf(new Client(ClientAddress.From(IPAddress.Parse(address)), device, user)).Name;
        Assert.Equal("no-access", GroupOf("10.1.0.1"));
        Assert.Equal("no-access", GroupOf("10.9.9.9", device: "9C:5C:8E:00:00:01"));
        Assert.Equal("no-access", GroupOf("10.9.9.9", user: without.UserName));
        Assert.Equal("pupils", GroupOf("10.1.0.2"));
        Assert.Equal("staff", GroupOf("10.1.0.3"));
        Assert.Equal("pupils", GroupOf("10.1.0.4"));
        Assert.Equal("no-access", GroupOf("10.9.9.9", user: nobodysDevice.UserName));
        Assert.NotEqual("no-access", GroupOf("10.9.9.9", user: pupil.UserName));
    }

    private static void Grant(IServiceProvider services, Guid person)
    {
        var now = TimeProvider.System.GetUtcNow();
        var entry = new AccessEntry { Id = Guid.CreateVersion7(now), PersonId = person };
        entry.Settle(new AccessEntry.Standing(true, false, false, true), now);
        services.GetRequiredService<TutelaDb>().Add(entry);
    }

    private static void Lend(IServiceProvider services, string address, string? mac, Guid? person)
    {
        var db = services.GetRequiredService<TutelaDb>();
        var now = TimeProvider.System.GetUtcNow();
        var device = new Device { Id = Guid.CreateVersion7(now), Name = $"Device {address}", Address = address, Mac = mac, AddedAt = now };
        db.Add(device);
        db.Add(DeviceLoan.Make(device, false, new(person, person is null ? "4B" : null, false), new(true), Guid.Empty, now));
    }
}
