using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Training;

/// <summary>Plans sessions, keeps who was there, and turns a closed list into completed training. Scoped.</summary>
public sealed class SessionDesk(TutelaDb db, TrainingDesk desk, AuditTrail audit, TimeProvider clock)
{
    public async Task<TrainingSession> PlanAsync(SessionPlan plan, Guid by)
    {
        audit.Begin(TrainingProcesses.SessionPlanned);
        if (!await db.Set<Course>().AnyAsync(c => c.Id == plan.CourseId && c.RetiredOn == null)) throw new Refused("Choose a course from the catalogue", "Input.CourseId");
        if (plan.LeaderId is { } leader && !await db.Set<Person>().AnyAsync(p => p.Id == leader && p.EndedOn == null && p.Kind == PersonKind.Staff))
            throw new Refused("Choose who leads it from the list", "Input.Leader");
        var session = TrainingSession.Plan(plan, by, clock.GetUtcNow());
        db.Add(session);
        audit.Record(TrainingProcesses.SessionPlanned, nameof(TrainingSession), session.Id, after: new { session.CourseId, session.StartsAt, session.EndsAt, session.LeaderId, session.LedBy });
        return session;
    }

    /// <summary>The person says that they are here.</summary>
    public async Task SignInAsync(TrainingSession session, Guid person)
    {
        audit.Begin(TrainingProcesses.SignedIn);
        var here = await db.Set<Attendance>().AnyAsync(a => a.SessionId == session.Id && a.PersonId == person);
        var attendance = session.SignIn(person, here, clock.GetUtcNow());
        db.Add(attendance);
        audit.Record(TrainingProcesses.SignedIn, nameof(TrainingSession), session.Id, aboutPersonId: person);
    }

    /// <summary>Makes the list read as ticked: adds who is new, takes off who is not ticked any more.</summary>
    public async Task TickAsync(TrainingSession session, IReadOnlyCollection<Guid> present, Guid by)
    {
        audit.Begin(TrainingProcesses.Ticked);
        var listed = await db.Set<Attendance>().Where(a => a.SessionId == session.Id && a.PersonId != null).ToListAsync();
        var known = await TrainingRecords.Trained(db).Where(p => present.Contains(p.Id)).Select(p => p.Id).ToListAsync();
        if (known.Count != present.Distinct().Count()) throw new Refused("Choose people from the list", "Input.Present");
        var gone = listed.Where(a => !known.Contains(a.PersonId!.Value)).ToList();
        if (gone.Count > 0) session.Untick();
        db.RemoveRange(gone);
        var added = known.Except(listed.Select(a => a.PersonId!.Value)).ToList();
        foreach (var person in added) db.Add(session.Tick(person, by, clock.GetUtcNow()));
        if (gone.Count + added.Count > 0)
            audit.Record(TrainingProcesses.Ticked, nameof(TrainingSession), session.Id, after: new { added, removed = gone.Select(a => a.PersonId).ToList() });
        await db.SaveChangesAsync();
        // Somebody whom the closed list forgot: their training is recorded at once.
        if (session.State == SessionState.Held && added.Count > 0) await CompleteAsync(session, added, by);
    }

    public void AddGuest(TrainingSession session, string? name, Guid by)
    {
        audit.Begin(TrainingProcesses.Ticked);
        var guest = session.AddGuest(name, by, clock.GetUtcNow());
        db.Add(guest);
        audit.Record(TrainingProcesses.Ticked, nameof(TrainingSession), session.Id, after: new { guest = guest.GuestName });
    }

    /// <summary>Closes the list: everybody on it has completed the course. Returns how many.</summary>
    public async Task<int> HoldAsync(TrainingSession session, Guid by)
    {
        audit.Begin(TrainingProcesses.SessionHeld);
        var present = await db.Set<Attendance>().Where(a => a.SessionId == session.Id).ToListAsync();
        session.Hold(present.Count, clock.GetUtcNow());
        audit.Record(TrainingProcesses.SessionHeld, nameof(TrainingSession), session.Id, after: new { present = present.Count });
        return await CompleteAsync(session, [.. present.Where(a => a.PersonId is not null).Select(a => a.PersonId!.Value)], by);
    }

    public void Cancel(TrainingSession session)
    {
        audit.Begin(TrainingProcesses.SessionCancelled);
        session.Cancel(clock.GetUtcNow());
        audit.Record(TrainingProcesses.SessionCancelled, nameof(TrainingSession), session.Id);
    }

    private async Task<int> CompleteAsync(TrainingSession session, IReadOnlyCollection<Guid> people, Guid by)
    {
        var course = await db.Set<Course>().AsNoTracking().SingleAsync(c => c.Id == session.CourseId);
        foreach (var need in await db.Set<TrainingNeed>().Where(n => n.SessionId == session.Id && n.MetAt == null && people.Contains(n.PersonId)).ToListAsync()) need.Met(clock.GetUtcNow());
        return await desk.CompleteAsync(course, people, session.Day, by, session.Id);
    }
}
