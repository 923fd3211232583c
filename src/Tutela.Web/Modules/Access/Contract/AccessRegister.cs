using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Access.Contract;

/// <summary>The register of who has internet access. Scoped.</summary>
public sealed class AccessRegister(TutelaDb db, AgreementStandings standings, AuditTrail audit, TimeProvider clock)
{
    public static readonly Process Changed = new("access.changed", "Internet access was granted, refused, withdrawn or ended");

    /// <summary>People who may not use the internet now: refused, withdrawn or ended.</summary>
    public async Task<List<Guid>> WithoutAccessAsync() =>
        await db.Set<AccessEntry>().Where(e => e.State != AccessState.Granted).Select(e => e.PersonId).ToListAsync();

    /// <summary>Brings the register in line with agreements and leavers, for these people or for all. Safe to repeat; returns how many changed.</summary>
    public async Task<int> SettleAsync(IReadOnlyCollection<Guid>? only = null)
    {
        var now = clock.GetUtcNow();
        var people = await db.Set<Person>().Where(p => p.Kind != PersonKind.Parent && (only == null || only.Contains(p.Id))).Select(p => new { p.Id, p.EndedOn }).ToListAsync();
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
            if (!entry.Settle(person.EndedOn is null, !unmet.ContainsKey(person.Id), now)) continue;
            changed++;
            audit.Record(Changed, nameof(AccessEntry), person.Id, isNew ? null : before, new { entry.State, entry.Reason }, aboutPersonId: person.Id);
        }
        await db.SaveChangesAsync();
        return changed;
    }
}

/// <summary>Settles access in the transaction in which an agreement changed.</summary>
internal sealed class AccessOnAgreement(AccessRegister register) : AgreementWatcher
{
    public override Task ChangedAsync(IReadOnlyCollection<Guid> people) => register.SettleAsync(people);
}
