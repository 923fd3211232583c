using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Tutela.Web.Modules.Equipment.Contract;
using Tutela.Web.Modules.Equipment.Own;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Equipment;

public sealed class EquipmentModule : TutelaModule
{
    public static readonly Process Added = new("device.added", "A device was added to the equipment list");
    public static readonly Process Changed = new("device.changed", "What is known of a device was changed");
    public static readonly Process Retired = new("device.retired", "A device was taken out of use");
    public static readonly Process Lent = new("device.lent", "A device was lent");
    public static readonly Process Returned = new("device.returned", "A device came back");

    public static readonly Process OwnPermitted = new("own-equipment.permitted", "Somebody was given leave to use equipment of their own");
    public static readonly Process OwnEnded = new("own-equipment.ended", "Leave to use own equipment was ended");

    public override string Name => "Equipment";

    public override void AddServices(IServiceCollection services) =>
        services.AddScoped<DeviceRegister>().AddScoped<LeaverChecklist, LoansReturned>();

    public override void ConfigureModel(ModelBuilder model)
    {
        model.Entity<Device>().ToTable("devices");
        model.Entity<DeviceLoan>().ToTable("device_loans");
        model.Entity<OwnEquipmentPermission>().ToTable("own_equipment_permissions");
    }

    public override IEnumerable<NavigationEntry> Navigation =>
    [
        new("Equipment", "equipment", 60, Role.IctSupport, Role.ComputingLead, Role.Administrator),
        new("Own equipment", "equipment/own", 62, Role.Headteacher, Role.SeniorLeader, Role.IctSupport, Role.ComputingLead, Role.Administrator) { Under = "people" },
    ];

    public override IEnumerable<Behaviour> Behaviours =>
        [
            new("WED-10.1", "Whether a password protects it is recorded for each device, those without are listed, and a weak password of staff is refused with the rule", Changed, AccountDesk.PasswordSet),
            new("WED-10.2", "Encryption is recorded for each device, and a home loan of an unencrypted one is refused", Changed, Lent),
            new("WED-10.7", "A device goes home only with somebody whose agreement is in force; the refusal names the agreement", Lent),
            new("HAM-13.1b", "Leave to use own equipment is given only to somebody whose agreement is in force; the refusal names the agreement", OwnPermitted),
        ];
}

[DbContext(typeof(TutelaDb)), Migration("0116_home_loans")] public sealed class Migration0116 : SqlMigration;
