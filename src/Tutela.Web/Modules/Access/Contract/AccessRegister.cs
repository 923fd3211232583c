using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Access.Contract;

/// <summary>The register of who has internet access. Parents and carers stand outside it. Scoped.</summary>
public sealed class AccessRegister(TutelaDb db, AgreementStandings standings, AuditTrail audit, TimeProvider clock)
{
    public static readonly Process Changed = new("access.changed", "Internet access was granted, refused, withdrawn or ended");

    /// <summary>People who may not use the internet now: refused, withdrawn, ended, or not entered yet. Leavers and visits that are
    /// over count at once, before any job has run. One query.</summary>
    public async Task<List<Guid>> WithoutAccessAsync(CancellationToken ct = default)
    {
        var today = clock.Today();
        return await db.Set<Person>().Where(p => p.Kind != PersonKind.Parent
            && (p.EndedOn != null || !db.Set<AccessEntry>().Any(e => e.PersonId == p.Id && e.State == AccessState.Granted && (e.EndsOn == null || e.EndsOn >= today))))
            .Select(p => p.Id).ToListAsync(ct);
    }

    /// <summary>Brings the register in line with agreements, leavers and visits, for these people or for all. Safe to repeat; returns how
    /// many changed.</summary>
    public async Task<int> SettleAsync(IReadOnlyCollection<Guid>? only = null)
    {
        var now = clock.GetUtcNow();
        var people = await db.Set<Person>().Where(p => p.Kind != PersonKind.Parent && (only == null || only.Contains(p.Id))).Select(p => new { p.Id, p.Kind, p.EndedOn }).ToListAsync();
        var entries = await db.Set<AccessEntry>().Where(e => only == null || only.Contains(e.PersonId)).ToDictionaryAsync(e => e.PersonId);
        var unmet = await standings.WithoutAccessAgreementAsync(only);
        var changed = 0;
        foreach (var person in people)
        {
            var isNew = !entries.TryGetValue(person.Id, out var entry);
            if (isNew && person.EndedOn is not null) continue;
            entry ??= new AccessEntry { Id = Guid.CreateVersion7(now), PersonId = person.Id };
            if (isNew) db.Add(entry);
            var before = new { entry.State, entry.Reason };
            if (!entry.Settle(StandingOf(person.Id, person.Kind, person.EndedOn, unmet), now)) continue;
            changed++;
            audit.Record(Changed, nameof(AccessEntry), person.Id, isNew ? null : before, new { entry.State, entry.Reason }, aboutPersonId: person.Id);
        }
        await db.SaveChangesAsync();
        return changed;
    }

    internal async Task<AccessEntry.Standing> StandingAsync(Person person) =>
        StandingOf(person.Id, person.Kind, person.EndedOn, await standings.WithoutAccessAgreementAsync([person.Id]));

    private AccessEntry.Standing StandingOf(Guid id, PersonKind kind, DateOnly? endedOn, HashSet<Guid> unmet) =>
        new(endedOn is null, kind == PersonKind.Visitor, standings.AsksForAccess(kind), !unmet.Contains(id));
}
