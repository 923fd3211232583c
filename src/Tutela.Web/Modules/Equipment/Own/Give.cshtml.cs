using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Equipment.Own;

/// <summary>Gives one person leave to use equipment of their own, when their agreement is in force.</summary>
[For(Role.Headteacher, Role.SeniorLeader)]
public sealed class GiveModel(TutelaDb db, PackInForce pack, AgreementGate agreements, CurrentUser user, AuditTrail audit, Notifier notifier, SchoolScope scope, TimeProvider clock) : PageModel
{
    private const int MatchesMost = 20;

    [BindProperty] public GiveInput Input { get; set; } = new();
    [FromQuery(Name = "who")] public string? Who { get; set; }

    public sealed class GiveInput
    {
        public Guid? PersonId { get; set; }
        public string? Device { get; set; }
        public string? Purpose { get; set; }
        [System.ComponentModel.DataAnnotations.Display(Name = "Last day")] public DateOnly? Until { get; set; }
    }

    public Policies.Contract.Packs.OwnEquipmentSettings Policy => pack.Settings.OwnEquipment;
    public IReadOnlyList<SelectListItem> Matches { get; private set; } = [];
    public bool MayGive => OwnModel.MayGiveLeave(Policy, user);
    public AgreementLack? Lack { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        audit.Begin(EquipmentModule.OwnPermitted);
        if (!MayGive) throw new Forbidden();
        if (!ModelState.IsValid) return Page();
        if (Input.PersonId is not { } id || !await People().AnyAsync(p => p.Id == id)) throw new Refused("Find the person and choose them", "Input.PersonId");
        Lack = await agreements.WhyNotAsync(id);
        var permission = OwnEquipmentPermission.Give(new(id, Input.Device, Input.Purpose, Input.Until, Lack?.Sentence), Policy, user.PersonId, clock.GetUtcNow());
        db.Add(permission);
        audit.Record(EquipmentModule.OwnPermitted, nameof(OwnEquipmentPermission), permission.Id, after: new { permission.Device, permission.Purpose, permission.Until }, aboutPersonId: id);
        await notifier.TellAsync([id], $"You have leave to use equipment of your own for work: {permission.Device}", "agreements", mail: false);
        TempData["Success"] = "Leave is given and kept.";
        return Redirect(scope.Href("equipment/own"));
    }

    // Pupils' and parents' own devices are no equipment for work.
    private IQueryable<Person> People() => db.Set<Person>().AsNoTracking().Where(p => p.EndedOn == null && p.Kind != PersonKind.Pupil && p.Kind != PersonKind.Parent);

    private async Task LoadAsync()
    {
        if (string.IsNullOrWhiteSpace(Who)) return;
        var found = await People().NameHolds(Who.Replace("\0", "", StringComparison.Ordinal)).OrderBy(p => p.FamilyName).ThenBy(p => p.GivenName).Take(MatchesMost).ToListAsync();
        Matches = [.. found.Select(p => new SelectListItem(p.Name, p.Id.ToString()))];
    }
}
