using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Agreements;

/// <summary>Takes signatures, refusals and the decisions between them, and tells those who act on them. Scoped.</summary>
public sealed class AgreementDesk(TutelaDb db, AuditTrail audit, IEnumerable<AgreementWatcher> watchers, TimeProvider clock)
{
    public static readonly Process Signed = new("agreement.signed", "An agreement was signed");
    public static readonly Process Declined = new("agreement.refused", "An agreement was refused with a reason");
    public static readonly Process Decided = new("agreement.decided", "The school decided about an agreement over which parents differ");

    /// <summary>Takes signatures and tells those who act on them, once for all. Returns the agreements as they now are. The number of queries
    /// does not grow with the number of signatures.</summary>
    public async Task<IReadOnlyList<AgreementAssignment>> SignAsync(IReadOnlyCollection<(AgreementAssignment Assignment, AgreementWords Words)> what, Func<AgreementAssignment, NewSignature> signing)
    {
        audit.Begin(Signed);
        var words = what.ToDictionary(w => w.Assignment.Id, w => w.Words);
        var assignments = await TakeAsync([.. words.Keys]);
        var copies = new Dictionary<(AgreementWords, string, int), AgreementCopy>(CopyKeys);
        foreach (var assignment in assignments)
        {
            var key = (words[assignment.Id], assignment.Document, assignment.Version);
            if (!copies.TryGetValue(key, out var copy)) copies.Add(key, copy = await CopyAsync(key.Item1, assignment));
            var signed = signing(assignment) with { Language = key.Item1.Language };
            db.Add(assignment.Sign(signed, copy.Id, clock.GetUtcNow()));
            audit.Record(Signed, nameof(AgreementAssignment), assignment.Id, after: new { assignment.Document, assignment.Version, by = signed.By, way = signed.Way }, aboutPersonId: assignment.PersonId);
        }
        await ChangedAsync(assignments);
        return assignments;
    }

    public async Task<IReadOnlyList<AgreementAssignment>> RefuseAsync(IReadOnlyCollection<AgreementAssignment> refused, SignedAs refusedAs, Guid by, string? reason)
    {
        audit.Begin(Declined);
        var assignments = await TakeAsync([.. refused.Select(a => a.Id)]);
        foreach (var assignment in assignments)
        {
            db.Add(assignment.Refuse(refusedAs, by, reason, clock.GetUtcNow()));
            audit.Record(Declined, nameof(AgreementAssignment), assignment.Id, after: new { assignment.Document, assignment.Version }, reason: reason, aboutPersonId: assignment.PersonId);
        }
        await ChangedAsync(assignments);
        return assignments;
    }

    public async Task DecideAsync(Guid assignmentId, bool? goesAhead, string? reason, Guid by)
    {
        audit.Begin(Decided);
        var assignments = await TakeAsync([assignmentId]);
        var decision = assignments[0].Decide(goesAhead, reason, by, clock.GetUtcNow());
        db.Add(decision);
        audit.Record(Decided, nameof(AgreementAssignment), assignmentId, after: new { decision.GoesAhead, assignments[0].Status }, reason: reason, aboutPersonId: assignments[0].PersonId);
        await ChangedAsync(assignments);
    }

    // Locked first, then loaded: of two who sign or refuse at once the second sees what the first did.
    private async Task<IReadOnlyList<AgreementAssignment>> TakeAsync(IReadOnlyCollection<Guid> ids)
    {
        if (await db.LockAllAsync<AgreementAssignment>(ids) != ids.Count) throw new Platform.NotFound();
        foreach (var stale in db.ChangeTracker.Entries<AgreementAssignment>().Where(e => ids.Contains(e.Entity.Id)).ToList()) stale.State = EntityState.Detached;
        var found = await db.Set<AgreementAssignment>().Include(a => a.Refusals).Include(a => a.Signatures).AsSplitQuery().Where(a => ids.Contains(a.Id)).ToListAsync();
        return [.. ids.Select(id => found.Single(a => a.Id == id))];
    }

    private async Task<AgreementCopy> CopyAsync(AgreementWords read, AgreementAssignment assignment)
    {
        var copy = AgreementCopy.Of(read, assignment.Document, assignment.Version, clock.GetUtcNow());
        var kept = db.Set<AgreementCopy>().Local.FirstOrDefault(c => c.Digest.AsSpan().SequenceEqual(copy.Digest))
            ?? await db.Set<AgreementCopy>().FirstOrDefaultAsync(c => c.Digest == copy.Digest);
        if (kept is not null) return kept;
        db.Add(copy);
        return copy;
    }

    private async Task ChangedAsync(IReadOnlyList<AgreementAssignment> changed)
    {
        await db.SaveChangesAsync();
        var people = changed.Select(a => a.PersonId).Distinct().ToList();
        foreach (var watcher in watchers) await watcher.ChangedAsync(people);
    }

    // The same object is the same words; comparing their texts for each child of a class would be slow.
    private static readonly IEqualityComparer<(AgreementWords, string, int)> CopyKeys = EqualityComparer<(AgreementWords, string, int)>.Create(
        (a, b) => ReferenceEquals(a.Item1, b.Item1) && (a.Item2, a.Item3) == (b.Item2, b.Item3), key => HashCode.Combine(key.Item2, key.Item3));
}
