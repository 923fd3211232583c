using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Engine.Policy;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Equipment.Add;

[For(Role.IctSupport, Role.ComputingLead, Role.Administrator)]
public sealed class AddModel(TutelaDb db, SchoolScope scope, AuditTrail audit, TimeProvider clock) : PageModel
{
    [BindProperty] public DeviceInput Input { get; set; } = new();

    public sealed class DeviceInput
    {
        [Required(ErrorMessage = "Enter what people call the device"), StringLength(Device.NameMaxLength, ErrorMessage = "Keep the name to 100 characters")]
        public string? Name { get; set; }

        [Required(ErrorMessage = "Choose what kind of device it is")]
        public DeviceKind? Kind { get; set; }

        [StringLength(Device.AssetNumberMaxLength, ErrorMessage = "Keep the asset number to 40 characters")]
        public string? AssetNumber { get; set; }

        public string? Mac { get; set; }
        public string? Address { get; set; }

        [Required(ErrorMessage = "Say whether its drive is encrypted, or that nobody has checked")]
        public string? Encrypted { get; set; }
    }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync()
    {
        audit.Begin(EquipmentModule.Added);
        if (Device.MacFault(Input.Mac) is { } macFault) ModelState.AddModelError("Input.Mac", macFault);
        if (Device.AddressFault(Input.Address) is { } addressFault) ModelState.AddModelError("Input.Address", addressFault);
        if (!ModelState.IsValid) return Page();
        var now = clock.GetUtcNow();
        var device = new Device
        {
            Id = Guid.CreateVersion7(now),
            Name = Input.Name!.Trim(),
            Kind = Input.Kind!.Value,
            AssetNumber = Text(Input.AssetNumber),
            Mac = Text(Input.Mac) is { } mac ? DeviceId.Canonical(mac) : null,
            Address = Text(Input.Address) is { } address ? System.Net.IPAddress.Parse(address).ToString() : null,
            AddedAt = now,
        };
        device.MarkEncrypted(Encryption(Input.Encrypted));
        await RefuseTakenAsync(device);
        db.Add(device);
        audit.Record(EquipmentModule.Added, nameof(Device), device.Id, after: new { device.Name, device.AssetNumber, device.Mac, device.Address, device.Encrypted });
        TempData["Success"] = $"{device.Name} is on the equipment list";
        return Redirect(scope.Href($"equipment/{device.Id}"));
    }

    internal static bool? Encryption(string? answer) => answer switch { "yes" => true, "no" => false, _ => null };

    private async Task RefuseTakenAsync(Device device)
    {
        var same = await db.Set<Device>().AsNoTracking().Where(d => d.RetiredAt == null && (d.Mac == device.Mac && d.Mac != null || d.Address == device.Address && d.Address != null || d.AssetNumber == device.AssetNumber && d.AssetNumber != null)).ToListAsync();
        if (same.FirstOrDefault(d => device.Mac is not null && d.Mac == device.Mac) is { } byMac) throw new Refused($"{byMac.Name} has this MAC address already", "Input.Mac");
        if (same.FirstOrDefault(d => device.Address is not null && d.Address == device.Address) is { } byAddress) throw new Refused($"{byAddress.Name} has this address already", "Input.Address");
        if (same.Count > 0) throw new Refused($"{same[0].Name} has this asset number already", "Input.AssetNumber");
    }

    private static string? Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
