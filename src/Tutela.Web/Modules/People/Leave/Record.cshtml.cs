using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.People.Leave;

/// <summary>The record of a leaver: what is done, what is open, and that it is complete.</summary>
[For(Role.Administrator, Role.Headteacher)]
public sealed class RecordModel(TutelaDb db, IEnumerable<LeaverChecklist> checklists, Notifier notifier, CurrentUser user, SchoolScope scope, AuditTrail audit, TimeProvider clock) : PageModel
{
    public static readonly Process Asked = new("people.leaver-asked", "A leaver was asked for what the policy asks of leavers");
    public static readonly Process Completed = new("people.leaver-record-completed", "The record of somebody's leaving was complete");

    public Person Person { get; private set; } = null!;
    public IReadOnlyList<LeaverLine> Lines { get; private set; } = [];
    public LeaverRecord? Complete { get; private set; }
    public string? CompletedBy { get; private set; }
    public bool MayAsk => Lines.Any(l => l.MayBeAsked);

    public Task OnGetAsync(Guid id) => LoadAsync(id);

    public async Task<IActionResult> OnPostAskAsync(Guid id)
    {
        await db.LockAsync<Person>(id);
        await LoadAsync(id);
        audit.Begin(Asked);
        foreach (var checklist in checklists) await checklist.AskAsync(Person);
        audit.Record(Asked, nameof(Person), id, aboutPersonId: id);
        if (Person is { EndedOn: null, AccountId: not null }) await notifier.TellAsync([id], "Please read and sign an agreement before you leave", "agreements");
        TempData["Success"] = Person.EndedOn is null ? $"{Person.Name} finds it under Agreements." : "The form is ready to be signed on paper.";
        return Redirect(scope.Href($"people/{id}/leaver"));
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await db.LockAsync<Person>(id);
        await LoadAsync(id);
        audit.Begin(Completed);
        var record = LeaverRecord.Complete(Person, Lines, Complete is not null, user.PersonId, clock.GetUtcNow());
        db.Add(record);
        audit.Record(Completed, nameof(LeaverRecord), record.Id, aboutPersonId: id);
        TempData["Success"] = $"The record of {Person.Name}'s leaving is complete.";
        return Redirect(scope.Href($"people/{id}/leaver"));
    }

    private async Task LoadAsync(Guid id)
    {
        Person = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.Kind != PersonKind.Pupil && p.Kind != PersonKind.Parent) ?? throw new NotFound();
        var lines = new List<LeaverLine> { new("They can no longer sign in, and their roles and classes have ended", Person.EndedOn, Person.EndedOn is null ? "Not left yet" : "Done", IsNeeded: true) };
        foreach (var checklist in checklists) lines.AddRange(await checklist.ForAsync(Person));
        Lines = lines;
        Complete = await db.Set<LeaverRecord>().AsNoTracking().SingleOrDefaultAsync(r => r.PersonId == id);
        if (Complete is { } done) CompletedBy = await db.Set<Person>().Where(p => p.Id == done.CompletedById).Select(p => p.GivenName + " " + p.FamilyName).SingleAsync();
    }
}
