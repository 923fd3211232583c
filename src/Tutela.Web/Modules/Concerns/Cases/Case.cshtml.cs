using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Concerns.Cases;

/// <summary>One concern: what was said, where it stands, the next thing to do, and everything that was done.</summary>
[For(Staff = true)]
[CaseFile]
public sealed class CaseModel(CaseDesk desk, ConcernPolicy policy, TutelaDb db, TimeProvider clock) : PageModel
{
    private const int MostReadings = 20;

    public sealed record Reading(string Name, DateTimeOffset At);

    public Concern Concern { get; private set; } = null!;
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();
    public IReadOnlyList<Reading> Readings { get; private set; } = [];
    public DateOnly Today { get; private set; }
    public string RecordSystem => policy.RecordSystem;
    public Policies.Contract.Packs.GuidanceEntry? Prevent => Concern.CurrentKinds.Any(k => k.Subtype is "radicalisation" or "extremism") ? policy.PreventGuidance : null;
    public CaseAct? Next => CaseActs.Next(Concern);
    public bool May(CaseAct act) => Steps.Find(CaseRole.Handler, Concern.Status, act) is not null;
    public string NameOf(Guid? id) => id is { } person && Names.TryGetValue(person, out var name) ? name : "Tutela";

    public async Task OnGetAsync(Guid id)
    {
        Concern = await desk.FindAsync(id);
        await desk.ReadAsync(Concern);
        Today = clock.Today();
        Guid?[] people = [Concern.ReadById, Concern.DecidedById, Concern.ScopeDecidedById, Concern.IntervenedById, Concern.EscalatedById, Concern.ClosedById, Concern.RecordEnteredById, .. Concern.Actions.Select(a => a.DoneById)];
        var ids = people.OfType<Guid>().Distinct().ToList();
        Names = await db.Set<Person>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.GivenName + " " + p.FamilyName);
        Readings = await db.Set<AuditEvent>().AsNoTracking().Where(e => e.SubjectKind == nameof(Concern) && e.SubjectId == id && e.Process == ConcernProcesses.Read.Code)
            .OrderByDescending(e => e.At).Take(MostReadings).Select(e => new Reading(e.ActorName, e.At)).ToListAsync();
    }

    /// <summary>From when the school knew, which is when it was written, to when the police were told.</summary>
    public string? HoursToPolice => Concern.PoliceToldAt is { } told ? $"{Math.Round(Math.Max(0, (told - Concern.WrittenAt).TotalHours), 1)} hours after the school knew" : null;
}
