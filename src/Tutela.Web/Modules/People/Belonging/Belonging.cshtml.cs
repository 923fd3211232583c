using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.People.Belonging;

/// <summary>What one person is at the school besides their kind, from when until when: it decides which documents they are asked for.</summary>
[For(Role.Administrator, Role.Headteacher)]
public sealed class BelongingModel(TutelaDb db, CurrentUser user, SchoolScope scope, AuditTrail audit, TimeProvider clock) : PageModel
{
    public static readonly Process Given = new("people.audience-given", "A person was put into an audience of the policy's documents");
    public static readonly Process Ended = new("people.audience-ended", "A person's time in an audience was ended");

    [BindProperty] public AudienceInput Input { get; set; } = new();

    public Person Person { get; private set; } = null!;
    public IReadOnlyList<AudienceMembership> Rows { get; private set; } = [];
    public DateOnly Today { get; } = clock.Today();
    public bool MayGive => Person.EndedOn is null && Person.Kind != PersonKind.Pupil;

    public sealed class AudienceInput
    {
        public Audience? Audience { get; set; }
        public DateOnly? From { get; set; }
        public DateOnly? Until { get; set; }
    }

    public async Task OnGetAsync(Guid id)
    {
        await LoadAsync(id);
        Input.From = Today;
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await LoadAsync(id);
        audit.Begin(Given);
        if (!ModelState.IsValid) return Page();
        CheckHere();
        var row = AudienceMembership.Give(Person, Input.Audience, Input.From, Input.Until, Rows, user.PersonId, clock.GetUtcNow());
        db.Add(row);
        audit.Record(Given, nameof(Person), id, after: new { row.Audience, row.From, row.Until }, aboutPersonId: id);
        return Done($"{Person.Name}: {row.Audience.One().ToLowerInvariant()}.");
    }

    public async Task<IActionResult> OnPostEndAsync(Guid id, Guid row)
    {
        ModelState.Clear();
        await LoadAsync(id);
        audit.Begin(Ended);
        CheckHere();
        var found = await db.Set<AudienceMembership>().SingleOrDefaultAsync(m => m.Id == row && m.PersonId == id) ?? throw new NotFound();
        found.End(Today.AddDays(-1));
        audit.Record(Ended, nameof(Person), id, after: new { found.Audience, found.Until }, aboutPersonId: id);
        return Done($"{Person.Name} is no longer {found.Audience.One().ToLowerInvariant()}.");
    }

    private void CheckHere()
    {
        if (Person.EndedOn is not null) throw new Refused("This person has left the school.", "Input.Audience");
    }

    private RedirectResult Done(string words)
    {
        TempData["Success"] = words;
        return Redirect(scope.Href($"people/{Person.Id}/audiences"));
    }

    private async Task LoadAsync(Guid id)
    {
        Person = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id) ?? throw new NotFound();
        Rows = await db.Set<AudienceMembership>().AsNoTracking().Where(m => m.PersonId == id).OrderByDescending(m => m.From).ToListAsync();
    }
}
