using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Equipment.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Agreements.Breaches;

/// <summary>Records which term somebody broke, and what happened. It goes to safeguarding for a pupil, to the headteacher for an adult.</summary>
[For(Staff = true)]
public sealed class RecordModel(TutelaDb db, BreachDesk desk, DeviceRegister devices, CurrentUser user, SchoolScope scope) : PageModel
{
    [BindProperty] public BreachInput Input { get; set; } = new();

    public Person About { get; private set; } = null!;
    public IReadOnlyList<CitedTerm> Terms { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Devices { get; private set; } = [];
    public bool IsPupil => About.Kind == PersonKind.Pupil;

    public sealed class BreachInput
    {
        public string? Term { get; set; }
        public string? Account { get; set; }
        [Display(Name = "Day on which it happened")] public DateOnly? HappenedOn { get; set; }
        public BreachPlace? Place { get; set; }
        public BreachDevice? Device { get; set; }
        public string? DeviceLabel { get; set; }
        public bool RaiseConcern { get; set; }
    }

    public Task OnGetAsync(Guid person) => LoadAsync(person);

    public async Task<IActionResult> OnPostAsync(Guid person)
    {
        await LoadAsync(person);
        if (!ModelState.IsValid) return Page();
        var term = Terms.FirstOrDefault(t => t.Key == Input.Term) ?? throw new Refused("Choose the term that was broken", "Input.Term");
        if (!string.IsNullOrEmpty(Input.DeviceLabel) && Devices.All(d => d.Value != Input.DeviceLabel)) throw new Refused("Choose a device from the list", "Input.DeviceLabel");
        await desk.RecordAsync(About, new NewBreach(term, Input.Account, Input.HappenedOn, IsPupil ? BreachPlace.InSchool : Input.Place, Input.Device,
            string.IsNullOrEmpty(Input.DeviceLabel) ? null : Input.DeviceLabel, IsPupil && Input.RaiseConcern));
        TempData["Success"] = IsPupil ? "It is recorded. The safeguarding lead has been told." : "It is recorded. It goes to the headteacher, or to the chair of governors where it is about the headteacher.";
        return Redirect(scope.Href("agreements/breaches"));
    }

    private async Task LoadAsync(Guid person)
    {
        About = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == person && p.EndedOn == null && p.Kind != PersonKind.Parent) ?? throw new NotFound();
        if (About.Id == user.PersonId) throw new Forbidden();
        Terms = await desk.TermsForAsync(About);
        Devices = [.. (await devices.LentToAsync([person])).Select(d => new SelectListItem(d.Label, d.Label))];
    }
}
