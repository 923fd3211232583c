using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Platform;

namespace Tutela.Web.Modules.People.Add;

/// <summary>Adds one person by hand. No import touches them.</summary>
[For(Role.Administrator, Role.Headteacher)]
public sealed class AddModel(TutelaDb db, RoleDesk roles, CurrentUser user, SchoolScope scope, AuditTrail audit, TimeProvider clock) : PageModel
{
    [BindProperty] public AddInput Input { get; set; } = new();

    public sealed class AddInput
    {
        [Required(ErrorMessage = "Choose what the person is")] public PersonKind? Kind { get; set; }
        [Required(ErrorMessage = "Enter a first name"), MaxLength(Person.NameMaxLength, ErrorMessage = "A first name has at most 100 characters")] public string GivenName { get; set; } = "";
        [Required(ErrorMessage = "Enter a last name"), MaxLength(Person.NameMaxLength, ErrorMessage = "A last name has at most 100 characters")] public string FamilyName { get; set; } = "";
        [MaxLength(EmailRule.MaxLength, ErrorMessage = "An e-mail address has at most 254 characters")] public string? Email { get; set; }
        public int? YearGroup { get; set; }
        public Guid? Class { get; set; }
        public List<Audience> Audiences { get; set; } = [];
        public DateOnly? Until { get; set; }
    }

    public List<SelectListItem> Classes { get; private set; } = [];

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        var (given, family, email) = (NameRule.Clean(Input.GivenName), NameRule.Clean(Input.FamilyName), Input.Email?.Trim());
        if (Input.GivenName is { Length: > 0 } && given.Length == 0) ModelState.AddModelError("Input.GivenName", "Enter a first name");
        if (Input.FamilyName is { Length: > 0 } && family.Length == 0) ModelState.AddModelError("Input.FamilyName", "Enter a last name");
        if (Input.Kind == PersonKind.Pupil && Input.YearGroup is null) ModelState.AddModelError("Input.YearGroup", "Choose the pupil's year");
        if (Input.YearGroup is < -1 or > 6) ModelState.AddModelError("Input.YearGroup", "Choose a year from Nursery to Year 6");
        if (Input.Kind is not (null or PersonKind.Pupil) && email is { Length: > 0 } && !EmailRule.Accepts(email)) ModelState.AddModelError("Input.Email", EmailRule.Advice);
        // Whatever somebody from outside is, the policy has to know it: a volunteer is asked for another document than a visitor.
        if (Input.Kind == PersonKind.Visitor && Input.Audiences.Count == 0) ModelState.AddModelError("Input.Audiences", "Choose what they are to the policy");
        if (Input.Kind == PersonKind.Pupil && Input.Audiences.Count > 0) ModelState.AddModelError("Input.Audiences", "A pupil is none of these");
        if (Input.Class is { } wanted && Classes.TrueForAll(c => c.Value != wanted.ToString())) ModelState.AddModelError("Input.Class", "Choose one of the classes");
        if (!ModelState.IsValid) return Page();
        var kind = Input.Kind!.Value;
        var pupil = kind == PersonKind.Pupil;
        Role[] first = kind switch { PersonKind.Pupil => [Role.Pupil], PersonKind.Parent => [Role.Parent], PersonKind.Staff => [Role.SupportStaff], PersonKind.Governor => [Role.Governor], _ => [Role.Visitor] };
        var person = roles.Add(kind, given, family, pupil || string.IsNullOrEmpty(email) ? null : email, pupil ? Input.YearGroup : null, first);
        if (pupil && Input.Class is { } inClass)
            db.Add(new ClassMember { Id = Guid.CreateVersion7(clock.GetUtcNow()), ClassId = inClass, PersonId = person.Id, Role = ClassRole.Pupil, From = clock.Today() });
        var besides = new List<AudienceMembership>();
        foreach (var audience in Input.Audiences.Distinct())
            besides.Add(AudienceMembership.Give(person, audience, clock.Today(), Input.Until, besides, user.PersonId, clock.GetUtcNow()));
        foreach (var one in besides)
        {
            db.Add(one);
            audit.Record(Belonging.BelongingModel.Given, nameof(Person), person.Id, after: new { one.Audience, one.From, one.Until }, aboutPersonId: person.Id);
        }
        TempData["Success"] = $"{person.Name} was added.";
        return Redirect(scope.Href($"people/{person.Id}"));
    }

    private async Task LoadAsync() => Classes = await db.Set<SchoolClass>().Where(c => c.EndedOn == null && c.Kind == ClassKind.Registration).OrderBy(c => c.YearGroup).ThenBy(c => c.Title)
        .Select(c => new SelectListItem(c.Title, c.Id.ToString())).ToListAsync();
}
