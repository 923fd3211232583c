using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Equipment.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Agreements.Breaches;

/// <summary>Records which term somebody broke, and what happened. It goes to safeguarding for a pupil, to the headteacher for an adult.</summary>
[For(Staff = true)]
public sealed class RecordModel(TutelaDb db, BreachDesk desk, DeviceRegister devices, PackInForce pack, CurrentUser user, SchoolScope scope) : PageModel
{
    private IReadOnlyList<KnownDevice> _lent = [];

    [BindProperty] public BreachInput Input { get; set; } = new();

    public Person About { get; private set; } = null!;
    public IReadOnlyList<CitedTerm> Terms { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Devices { get; private set; } = [];
    /// <summary>What the communications table allows in places for adults, where it goes before one of these terms.</summary>
    public string? LiftedThere { get; private set; }
    public bool IsPupil => About.Kind == PersonKind.Pupil;

    public sealed class BreachInput
    {
        public string? Term { get; set; }
        public string? Account { get; set; }
        [Display(Name = "Day on which it happened")] public DateOnly? HappenedOn { get; set; }
        public BreachPlace? Place { get; set; }
        public BreachDevice? Device { get; set; }
        public string? DeviceLabel { get; set; }
        public string? Asset { get; set; }
        public bool RaiseConcern { get; set; }
    }

    public Task OnGetAsync(Guid person) => LoadAsync(person);

    public async Task<IActionResult> OnPostAsync(Guid person)
    {
        await LoadAsync(person);
        if (!ModelState.IsValid) return Page();
        var term = Terms.FirstOrDefault(t => t.Key == Input.Term) ?? throw new Refused("Choose the term that was broken", "Input.Term");
        if (!string.IsNullOrEmpty(Input.DeviceLabel) && Devices.All(d => d.Value != Input.DeviceLabel)) throw new Refused("Choose a device from the list", "Input.DeviceLabel");
        var device = await DeviceAsync();
        await desk.RecordAsync(About, new NewBreach(term, Input.Account, Input.HappenedOn, IsPupil ? BreachPlace.InSchool : Input.Place, Input.Device ?? (device is null ? null : BreachDevice.School),
            device?.Label, IsPupil && Input.RaiseConcern, device?.Id));
        TempData["Success"] = IsPupil ? "It is recorded. The safeguarding lead has been told." : "It is recorded. It goes to the headteacher, or to the chair of governors where it is about the headteacher.";
        return Redirect(scope.Href("agreements/breaches"));
    }

    /// <summary>The device of the equipment list: one that is lent to them, or the one with the asset number.</summary>
    private async Task<KnownDevice?> DeviceAsync()
    {
        var device = string.IsNullOrWhiteSpace(Input.Asset) ? _lent.FirstOrDefault(d => d.Label == Input.DeviceLabel)
            : await devices.FindByAssetAsync(Input.Asset.Trim()) ?? throw new Refused("No device in the equipment list has this asset number", "Input.Asset");
        if (device is not null && Input.Device is not (null or BreachDevice.School)) throw new Refused("The device that you name is the school's. Choose “The school's”, or leave the device out", "Input.Device");
        return device;
    }

    private async Task LoadAsync(Guid person)
    {
        About = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == person && p.EndedOn == null && p.Kind != PersonKind.Parent) ?? throw new NotFound();
        if (About.Id == user.PersonId) throw new Forbidden();
        Terms = await desk.TermsForAsync(About);
        LiftedThere = BreachGrounds.LiftedInAdultAreas(Terms.SelectMany(t => t.Item.Clauses), pack.Settings);
        _lent = await devices.LentToAsync([person]);
        Devices = [.. _lent.Select(d => new SelectListItem(d.Label, d.Label))];
    }
}
