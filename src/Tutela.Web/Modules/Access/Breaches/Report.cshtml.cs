using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Modules.People.Contract;

namespace Tutela.Web.Modules.Access.Breaches;

/// <summary>Reports a breach of sign-in rules or a suspicion: whose account, what happened, who else.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Staff = true)]
public sealed class ReportModel(TutelaDb db, BreachDesk desk, AuditTrail audit, SchoolScope scope) : PageModel
{
    [BindProperty] public BreachInput Input { get; set; } = new();
    [BindProperty(SupportsGet = true)] public Guid? Person { get; set; }
    [BindProperty(SupportsGet = true)] public string? Q { get; set; }

    public sealed class BreachInput
    {
        public BreachKind? Kind { get; set; }
        public string? OtherName { get; set; }
        public Guid? Other { get; set; }
        public string? WithWhom { get; set; }
        public FileAct? Act { get; set; }
        public bool? OwnerAgreed { get; set; }
        public string? Account { get; set; }
        [System.ComponentModel.DataAnnotations.Display(Name = "Day")] public DateOnly? On { get; set; }
    }

    public Person? For { get; private set; }
    public IReadOnlyList<Person> Matches { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Others { get; private set; } = [];

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        audit.Begin(AccessProcesses.BreachReported);
        if (For is null) throw new NotFound();
        if (!ModelState.IsValid) return Page();
        if (Input.Other is null && !string.IsNullOrWhiteSpace(Input.OtherName))
        {
            // Without a script the second person is found first and chosen then.
            if (Others.Count == 0) throw new Refused("Nobody at the school has that name", "Input.OtherName");
            if (Others.Count > 1) throw new Refused("Choose which of these people it was", "Input.Other");
            Input.Other = Guid.Parse(Others[0].Value);
        }
        var other = Input.Other is { } id ? await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.EndedOn == null) ?? throw new Refused("Choose somebody who is at the school", "Input.Other") : null;
        await desk.ReportAsync(new(Input.Kind, For.Id, other?.Id, For.Kind == PersonKind.Staff, other is null ? null : other.Kind == PersonKind.Pupil, Input.WithWhom, Input.Act, Input.OwnerAgreed, Input.Account, Input.On));
        TempData["Success"] = Input.Kind!.Value.NeedsReset() ? "Thank you. The account has to get a new password, and whoever answers for passwords is told." : "Thank you. Whoever answers for passwords is told.";
        return Redirect(scope.Href());
    }

    private async Task LoadAsync()
    {
        if (Person is { } id) For = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.EndedOn == null);
        else if (!string.IsNullOrWhiteSpace(Q)) Matches = await FindAsync(Q);
        if (For is not null && !string.IsNullOrWhiteSpace(Input.OtherName))
            Others = [.. (await FindAsync(Input.OtherName)).Where(p => p.Id != For.Id).Select(p => new SelectListItem(Described(p), p.Id.ToString()))];
    }

    public static string Described(Person person) => $"{person.Name} ({(person.Kind == PersonKind.Pupil ? Platform.Identity.Person.YearGroupName(person.YearGroup) : person.Kind.ToString().ToLowerInvariant())})";

    private Task<List<Person>> FindAsync(string name) => db.Set<Person>().AsNoTracking().Where(p => p.EndedOn == null && p.Kind != PersonKind.Parent)
        .NameHolds(name.Replace("\0", "", StringComparison.Ordinal)).OrderBy(p => p.FamilyName).ThenBy(p => p.GivenName).Take(20).ToListAsync();
}
