using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.Equipment.Contract;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Training.Contract;

namespace Tutela.Web.Modules.Access.Networks;

/// <summary>Lets one device of one person on a network, under that person's own user name; ends it.</summary>
[For(Role.ComputingLead, Role.IctSupport, Role.Administrator)]
public sealed class GrantModel(TutelaDb db, CurrentUser user, DeviceRegister devices, PackInForce pack, AudienceRegister audiences, TrainingGate training, AgreementGate agreements, AuditTrail audit, SchoolScope scope, TimeProvider clock) : PageModel
{
    [BindProperty] public GrantInput Input { get; set; } = new();

    public Person Person { get; private set; } = null!;
    public AccessEntry Entry { get; private set; } = null!;
    public IReadOnlyList<NetworkGrant> Open { get; private set; } = [];
    /// <summary>The agreement that keeps an own device of this person off the network.</summary>
    public AgreementLack? Lack { get; private set; }
    public bool TermsAccepted { get; private set; }
    public bool SchoolDeviceOnly => Person.Kind == PersonKind.Pupil && pack.Settings.Access.PupilsOnSchoolDevicesOnly;
    public string OwnDeviceName => pack.Settings.OwnDeviceNetwork.Name;

    public sealed class GrantInput
    {
        public SchoolNetwork? Network { get; set; }
        public string? UserName { get; set; }
        public string? Device { get; set; }
        public Guid Grant { get; set; }
        public string? Reason { get; set; }
    }

    public Task OnGetAsync(Guid id) => LoadAsync(id);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await LoadAsync(id);
        audit.Begin(AccessProcesses.NetworkGranted);
        if (!ModelState.IsValid) return Page();
        var inAudience = (await audiences.OfAsync(id)).Overlaps(pack.Settings.OwnDeviceNetwork.Audiences);
        if (Input.Network == SchoolNetwork.OwnDevice && inAudience && (Lack = await agreements.WhyNotAsync(id)) is { } lack) throw new Refused(lack.Sentence, "Input.Network");
        if (Input.Network == SchoolNetwork.OwnDevice && inAudience && await training.WhyNoOwnDeviceAsync(id) is { } lacking) throw new Refused(lacking, "Input.Network");
        var device = string.IsNullOrWhiteSpace(Input.Device) ? null : await devices.FindByAssetAsync(Input.Device.Trim());
        var grant = NetworkGrant.Make(id, new(Person.Kind, Input.Network, Input.UserName, Input.Device, device?.Id, await NetworkNames.HolderAsync(db, Input.UserName, id), Entry.NetworkId,
            inAudience, TermsAccepted, Entry.State == AccessState.Granted, SchoolDeviceOnly), user.PersonId, clock.GetUtcNow());
        db.Add(grant);
        audit.Record(AccessProcesses.NetworkGranted, nameof(NetworkGrant), grant.Id, after: new { grant.Network, grant.UserName, grant.Device }, aboutPersonId: id);
        TempData["Success"] = "The device is on the network.";
        return Redirect(scope.Href($"access/{id}"));
    }

    public async Task<IActionResult> OnPostEndAsync(Guid id)
    {
        await LoadAsync(id);
        audit.Begin(AccessProcesses.NetworkEnded);
        var grant = await db.Set<NetworkGrant>().SingleOrDefaultAsync(g => g.Id == Input.Grant && g.PersonId == id) ?? throw new NotFound();
        grant.End(Input.Reason ?? "", clock.GetUtcNow());
        audit.Record(AccessProcesses.NetworkEnded, nameof(NetworkGrant), grant.Id, before: new { grant.Network, grant.UserName, grant.Device }, reason: grant.EndReason, aboutPersonId: id);
        TempData["Success"] = "The device is off the network.";
        return Redirect(scope.Href($"access/{id}"));
    }

    private async Task LoadAsync(Guid id)
    {
        Person = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.EndedOn == null) ?? throw new NotFound();
        Entry = await db.Set<AccessEntry>().AsNoTracking().SingleOrDefaultAsync(e => e.PersonId == id) ?? throw new NotFound();
        Open = await db.Set<NetworkGrant>().AsNoTracking().Where(g => g.PersonId == id && g.EndedAt == null).OrderBy(g => g.GrantedAt).ToListAsync();
        var digest = OwnDeviceAcceptance.Digest(pack.Settings.Access.OwnDeviceTerms);
        TermsAccepted = await db.Set<OwnDeviceAcceptance>().AnyAsync(a => a.PersonId == id && a.TermsDigest == digest);
    }
}
