using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Concerns.Child;

/// <summary>One child's chronology: every concern that they are in or linked to and that the reader may see, with everything done, in order.</summary>
public abstract class ChronologyPage(ConcernsAccess access, TutelaDb db, AuditTrail audit, Process process) : PageModel
{
    private const int Most = 200;

    public Person Child { get; private set; } = null!;
    public IReadOnlyList<Concern> Concerns { get; private set; } = [];
    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public sealed record Line(DateTimeOffset At, Concern Concern, ConcernEntry Entry);

    public async Task OnGetAsync(Guid person)
    {
        Concerns = await access.Handled.Where(c => c.People.Any(p => p.PersonId == person && p.EndedAt == null)).OrderByDescending(c => c.WrittenAt).Take(Most)
            .Include(c => c.Kinds).Include(c => c.People.Where(p => p.EndedAt == null)).ThenInclude(p => p.Person).Include(c => c.Reporter)
            .Include(c => c.Entries).Include(c => c.Actions).ThenInclude(a => a.Owner).AsSplitQuery().AsNoTracking().ToListAsync();
        // A child of whom the reader may see nothing is not there for them.
        if (Concerns.Count == 0) throw new NotFound();
        Child = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == person);
        Lines = [.. Concerns.SelectMany(c => c.Entries.Select(e => new Line(e.At, c, e))).OrderBy(l => l.At).ThenBy(l => l.Entry.Id)];
        audit.Record(process, nameof(Person), person, aboutPersonId: person);
    }

    public Part PartIn(Concern concern) => concern.People.First(p => p.PersonId == Child.Id).Part;
}

[For(Staff = true)]
[CaseFile]
public sealed class ChronologyModel(ConcernsAccess access, TutelaDb db, AuditTrail audit) : ChronologyPage(access, db, audit, ConcernProcesses.ChronologyRead);
