using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.People.Workplaces;

/// <summary>The places at which one member of staff works. What they sign holds at each.</summary>
[For(Role.Administrator, Role.Headteacher)]
public sealed class WorkplacesModel(TutelaDb db, SchoolScope scope, AuditTrail audit, TimeProvider clock) : PageModel
{
    public static readonly Process Added = new("people.workplace-added", "A workplace was added to the record of a member of staff");
    public static readonly Process Ended = new("people.workplace-ended", "A workplace of a member of staff was ended");

    [BindProperty] public WorkplaceInput Input { get; set; } = new();

    public Person Person { get; private set; } = null!;
    public IReadOnlyList<Workplace> Rows { get; private set; } = [];
    public DateOnly Today { get; } = clock.Today();

    public sealed class WorkplaceInput
    {
        public string? Name { get; set; }
        public WorkplaceKind? Kind { get; set; }
        public DateOnly? From { get; set; }
        public DateOnly? Until { get; set; }
    }

    public static string Words(WorkplaceKind kind) => kind switch
    {
        WorkplaceKind.Permanent => "Permanent",
        WorkplaceKind.Temporary => "Temporary",
        _ => "Peripatetic: comes from another place",
    };

    public async Task OnGetAsync(Guid id)
    {
        await LoadAsync(id);
        Input.From = Today;
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await LoadAsync(id);
        audit.Begin(Added);
        if (!ModelState.IsValid) return Page();
        CheckHere();
        var row = Workplace.Give(Person, Input.Name, Input.Kind, Input.From, Input.Until, Rows, clock.GetUtcNow());
        db.Add(row);
        audit.Record(Added, nameof(Person), id, after: new { row.Name, row.Kind, row.From, row.Until }, aboutPersonId: id);
        return Done($"{row.Name} is in the record. Agreements hold there too.");
    }

    public async Task<IActionResult> OnPostEndAsync(Guid id, Guid row)
    {
        ModelState.Clear();
        await LoadAsync(id);
        audit.Begin(Ended);
        CheckHere();
        var found = await db.Set<Workplace>().SingleOrDefaultAsync(w => w.Id == row && w.PersonId == id) ?? throw new NotFound();
        found.End(Today.AddDays(-1));
        audit.Record(Ended, nameof(Person), id, after: new { found.Name, found.Until }, aboutPersonId: id);
        return Done($"{found.Name} is ended.");
    }

    private void CheckHere()
    {
        if (Person.EndedOn is not null) throw new Refused("This person has left the school.", "Input.Name");
    }

    private RedirectResult Done(string words)
    {
        TempData["Success"] = words;
        return Redirect(scope.Href($"people/{Person.Id}/workplaces"));
    }

    private async Task LoadAsync(Guid id)
    {
        Person = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.Kind == PersonKind.Staff) ?? throw new NotFound();
        Rows = await db.Set<Workplace>().AsNoTracking().Where(w => w.PersonId == id).OrderByDescending(w => w.From).ToListAsync();
    }
}
