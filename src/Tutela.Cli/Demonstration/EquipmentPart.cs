using Tutela.Web.Modules.Equipment;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Identity;

namespace Tutela.Cli.Demonstration;

/// <summary>Tablets that classes share, staff's laptops that go home, and the few devices that one child has.</summary>
internal static class EquipmentPart
{
    public const int Tablets = 28;
    public const int Laptops = 16;
    private const int LoanDays = 300;

    /// <summary>In the demonstration this network is the pupils'; .2 is the staff's.</summary>
    public static string TabletAddress(int number) => $"127.0.1.{100 + number}";
    public static string LaptopAddress(int number) => $"127.0.2.{100 + number}";

    public static void Plan(Timeline timeline, Cast cast)
    {
        var ict = cast["ict-support"];
        for (var i = 1; i <= Tablets; i++)
        {
            var number = i;
            timeline.Add(Timeline.At(timeline.Days[0], 9, i), acting => AddAsync(acting, ict, new Wanted($"Tablet {number:00}", DeviceKind.Tablet, $"TAB-{number:000}", Mac(1, number), TabletAddress(number), true),
                number <= 14 ? new(null, cast.Classes[number - 1].Title, false) : null));
        }
        var staff = cast.Of(PersonKind.Staff).Where(p => p.Roles.Any(r => r.Role is Role.Teacher or Role.Headteacher or Role.SeniorLeader)).Take(Laptops - 1).ToList();
        for (var i = 1; i <= Laptops; i++)
        {
            var number = i;
            timeline.Add(Timeline.At(timeline.Days[1], 9, i), acting => AddAsync(acting, ict, new Wanted($"Laptop {number:00}", DeviceKind.Laptop, $"LAP-{number:000}", Mac(2, number), LaptopAddress(number), number == Laptops ? null : true),
                number <= staff.Count ? new(staff[number - 1].Id, null, number % 3 != 0) : null));
        }
        timeline.Add(Timeline.At(timeline.Days[1], 10, 0), acting => AddAsync(acting, ict, new Wanted("Library forwarder", DeviceKind.Gateway, "NET-001", null, "127.0.1.2", null), null));
        // One of these two children has not signed: the network then treats the tablet as having no access.
        timeline.Add(Timeline.At(timeline.Ago(30), 9, 5), acting => LendAsync(acting, ict, "TAB-020", new(cast["pupil"].Id, null, false)));
        timeline.Add(Timeline.At(timeline.Ago(28), 9, 5), acting => LendAsync(acting, ict, "TAB-021", new(cast[InventedPeople.PupilId(6, 0, 4)].Id, null, true)));
        timeline.Add(Timeline.At(timeline.Ago(9), 15, 40), async acting =>
        {
            acting.As(ict);
            var (device, loan) = Find(acting, "TAB-021");
            loan!.Return(acting.Clock.GetUtcNow());
            acting.Get<AuditTrail>().Record(EquipmentModule.Returned, nameof(Device), device.Id, before: new { loan.PersonId, loan.ClassName }, aboutPersonId: loan.PersonId);
            await Task.CompletedTask;
        });
    }

    private sealed record Wanted(string Name, DeviceKind Kind, string Asset, string? Mac, string Address, bool? Encrypted);

    private static Task AddAsync(Acting acting, Person by, Wanted wanted, DeviceLoan.Wish? loan)
    {
        acting.As(by);
        var now = acting.Clock.GetUtcNow();
        var device = new Device { Id = Guid.CreateVersion7(now), Name = wanted.Name, Kind = wanted.Kind, AssetNumber = wanted.Asset, Mac = wanted.Mac, Address = wanted.Address, AddedAt = now };
        device.MarkEncrypted(wanted.Encrypted);
        acting.Db.Add(device);
        acting.Get<AuditTrail>().Record(EquipmentModule.Added, nameof(Device), device.Id, after: new { device.Name, device.AssetNumber, device.Mac, device.Address, device.Encrypted });
        if (loan is not null) Lend(acting, by, device, loan, isOut: false);
        return Task.CompletedTask;
    }

    private static Task LendAsync(Acting acting, Person by, string asset, DeviceLoan.Wish wish)
    {
        acting.As(by);
        var (device, loan) = Find(acting, asset);
        Lend(acting, by, device, wish, loan is not null);
        return Task.CompletedTask;
    }

    private static (Device Device, DeviceLoan? Out) Find(Acting acting, string asset)
    {
        var device = acting.Db.Set<Device>().Single(d => d.AssetNumber == asset);
        return (device, acting.Db.Set<DeviceLoan>().SingleOrDefault(l => l.DeviceId == device.Id && l.Until == null));
    }

    private static void Lend(Acting acting, Person by, Device device, DeviceLoan.Wish wish, bool isOut)
    {
        var now = acting.Clock.GetUtcNow();
        var loan = DeviceLoan.Make(device, isOut, wish.GoesHome ? wish with { DueOn = now.LondonDay().AddDays(LoanDays) } : wish, new(HomeNeedsEncryption: true), by.Id, now);
        acting.Db.Add(loan);
        acting.Get<AuditTrail>().Record(EquipmentModule.Lent, nameof(Device), device.Id, after: new { loan.PersonId, loan.ClassName, loan.GoesHome }, aboutPersonId: loan.PersonId);
    }

    private static string Mac(int kind, int number) => $"02:00:5e:00:{kind:x2}:{number:x2}";
}
