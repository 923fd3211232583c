using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Tutela.Web.Modules.Equipment.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Equipment;

public sealed class EquipmentModule : TutelaModule
{
    public static readonly Process Added = new("device.added", "A device was added to the equipment list");
    public static readonly Process Changed = new("device.changed", "What is known of a device was changed");
    public static readonly Process Retired = new("device.retired", "A device was taken out of use");
    public static readonly Process Lent = new("device.lent", "A device was lent");
    public static readonly Process Returned = new("device.returned", "A device came back");

    public override string Name => "Equipment";

    public override void AddServices(IServiceCollection services) => services.AddScoped<DeviceRegister>();

    public override void ConfigureModel(ModelBuilder model)
    {
        model.Entity<Device>().ToTable("devices");
        model.Entity<DeviceLoan>().ToTable("device_loans");
    }

    public override IEnumerable<NavigationEntry> Navigation =>
        [new("Equipment", "equipment", 60, Role.IctSupport, Role.ComputingLead, Role.Administrator)];

    public override IEnumerable<Behaviour> Behaviours =>
        [
            new("WED-10.1", "Whether a password protects it is recorded for each device, those without are listed, and a weak password of staff is refused with the rule", Changed, AccountDesk.PasswordSet),
            new("WED-10.2", "Encryption is recorded for each device, and a home loan of an unencrypted one is refused", Changed, Lent),
        ];
}
