using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Access.Consents;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.Filtering.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Access.Contract;

/// <summary>The register of who has internet access. Parents and carers stand outside it. Scoped.</summary>
public sealed class AccessRegister(TutelaDb db, AgreementStandings standings, PackInForce pack, FilterProfiles profiles, AuditTrail audit, TimeProvider clock)
{
    public static readonly Process Changed = new("access.changed", "Internet access was granted, refused, withdrawn or ended");

    /// <summary>People who may not use the internet now: refused, withdrawn, ended, or not entered yet. Leavers and visits that are
    /// over count at once, before any job has run. One query.</summary>
    public Task<List<Guid>> WithoutAccessAsync(CancellationToken ct = default) => Without(db, clock.Today()).ToListAsync(ct);

    internal static IQueryable<Guid> Without(TutelaDb db, DateOnly today) => db.Set<Person>().Where(p => p.Kind != PersonKind.Parent
        && (p.EndedOn != null || !db.Set<AccessEntry>().Any(e => e.PersonId == p.Id && e.State == AccessState.Granted && (e.EndsOn == null || e.EndsOn >= today))))
        .Select(p => p.Id);

    /// <summary>Brings the register in line with agreements, leavers, visits and sanctions, for these people or for all. Safe to repeat; returns
    /// how many changed. A fixed number of queries.</summary>
    public async Task<int> SettleAsync(IReadOnlyCollection<Guid>? only = null)
    {
        var now = clock.GetUtcNow();
        var people = await db.Set<Person>().Where(p => p.Kind != PersonKind.Parent && (only == null || only.Contains(p.Id)))
            .Select(p => new Known(p.Id, p.Kind, p.YearGroup, p.EndedOn)).ToListAsync();
        var entries = await db.Set<AccessEntry>().Where(e => only == null || only.Contains(e.PersonId)).ToDictionaryAsync(e => e.PersonId);
        var open = await db.Set<AccessGrant>().Where(g => g.EndedAt == null && (only == null || only.Contains(g.PersonId))).ToDictionaryAsync(g => g.PersonId);
        var facts = await FactsAsync(only);
        var changed = 0;
        foreach (var person in people)
        {
            var isNew = !entries.TryGetValue(person.Id, out var entry);
            if (isNew && person.EndedOn is not null) continue;
            entry ??= new AccessEntry { Id = Guid.CreateVersion7(now), PersonId = person.Id };
            if (isNew) db.Add(entry);
            var before = new { entry.State, entry.Reason };
            var didChange = entry.Settle(StandingOf(person, entry, facts), now);
            Keep(entry, person, open.GetValueOrDefault(person.Id), now);
            if (!didChange) continue;
            changed++;
            audit.Record(Changed, nameof(AccessEntry), person.Id, isNew ? null : before, new { entry.State, entry.Reason }, aboutPersonId: person.Id);
        }
        await db.SaveChangesAsync();
        return changed;
    }

    internal async Task<AccessEntry.Standing> StandingAsync(Person person, AccessEntry entry) =>
        StandingOf(new(person.Id, person.Kind, person.YearGroup, person.EndedOn), entry, await FactsAsync([person.Id]));

    /// <summary>Writes the grant that a changed entry begins or ends.</summary>
    public async Task KeepAsync(Person person, AccessEntry entry) =>
        Keep(entry, new(person.Id, person.Kind, person.YearGroup, person.EndedOn), await db.Set<AccessGrant>().SingleOrDefaultAsync(g => g.PersonId == person.Id && g.EndedAt == null), clock.GetUtcNow());

    private void Keep(AccessEntry entry, Known person, AccessGrant? open, DateTimeOffset now)
    {
        if (entry.State != AccessState.Granted) open?.End(entry.Reason, entry.ChangedById, now);
        else if (open is null)
            db.Add(new AccessGrant
            {
                Id = Guid.CreateVersion7(now),
                PersonId = person.Id,
                Terms = entry.Terms,
                Group = AccessGrant.GroupOf(person.Kind, person.YearGroup),
                GrantedById = entry.ChangedById ?? entry.HostId ?? entry.AccountApproverId,
                GrantedAt = now,
            });
    }

    private async Task<Facts> FactsAsync(IReadOnlyCollection<Guid>? only)
    {
        var access = pack.Settings.Access;
        var consents = access.PupilsNeed.Contains(AccessRequirement.ParentalConsent)
            ? await db.Set<AccessConsent>().Where(c => only == null || only.Contains(c.PupilId)).Select(c => new { c.PupilId, c.Status }).ToListAsync() : [];
        return new(await standings.WithoutAccessAgreementAsync(only), await standings.AskedForAccessAsync(only),
            access.PupilsNeed.Contains(AccessRequirement.FilterProfile) || access.AdultsNeed.Contains(AccessRequirement.FilterProfile) ? await profiles.CoverAsync() : (_, _) => true,
            [.. consents.Where(c => c.Status == ConsentStatus.Returned).Select(c => c.PupilId)], [.. consents.Where(c => c.Status == ConsentStatus.Refused).Select(c => c.PupilId)]);
    }

    private AccessEntry.Standing StandingOf(Known person, AccessEntry entry, Facts facts) => new(person.EndedOn is null, person.Kind == PersonKind.Visitor,
        facts.Asked.Contains(person.Id), !facts.Unmet.Contains(person.Id), person.Kind == PersonKind.Staff, Lacking(person, entry, facts));

    private string? Lacking(Known person, AccessEntry entry, Facts facts)
    {
        var access = pack.Settings.Access;
        foreach (var need in person.Kind == PersonKind.Pupil ? access.PupilsNeed : access.AdultsNeed)
        {
            var lacking = need switch
            {
                AccessRequirement.SupervisionMode when person.Kind == PersonKind.Pupil && access.ModeOf(person.YearGroup) is null => "No supervision mode is set: the pupil's year group is not entered",
                AccessRequirement.FilterProfile when !facts.IsFiltered(person.Kind, person.YearGroup) => "No group of the filter covers this person",
                AccessRequirement.ParentalConsent when facts.Refusing.Contains(person.Id) => "A parent has refused consent",
                AccessRequirement.ParentalConsent when person.Kind == PersonKind.Pupil && !facts.Consented.Contains(person.Id) => "A parent's consent has not come back",
                AccessRequirement.Approval when person.Kind == PersonKind.Pupil && entry.AccountApproverId is null => "Nobody has approved the pupil's account",
                AccessRequirement.PersonalNetworkId when person.Kind == PersonKind.Staff && entry.NetworkId is null => "The person's own network ID is not entered",
                _ => null,
            };
            if (lacking is not null) return lacking;
        }
        return null;
    }

    private sealed record Known(Guid Id, PersonKind Kind, int? YearGroup, DateOnly? EndedOn);

    private sealed record Facts(HashSet<Guid> Unmet, HashSet<Guid> Asked, Func<PersonKind, int?, bool> IsFiltered, HashSet<Guid> Consented, HashSet<Guid> Refusing);
}
