using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;

namespace Tutela.Web.Modules.Concerns;

/// <summary>Loads a concern for the person who asks, and keeps what they did: the entry, the audit event, the notices. Scoped.</summary>
public sealed class CaseDesk(TutelaDb db, ConcernsAccess access, CurrentUser user, AuditTrail audit, Notifier notifier, TimeProvider clock)
{
    public Doer Doer => new(user.PersonId, user.Name, clock.GetUtcNow());

    /// <summary>The whole case, to be shown. <see cref="NotFound"/> when it is absent or not theirs to see.</summary>
    public async Task<Concern> FindAsync(Guid id) => await Whole(access.Handled).SingleOrDefaultAsync(c => c.Id == id) ?? throw new NotFound();

    /// <summary>The same, locked until the transaction ends, so that two people who decide at once are decided one after the other.</summary>
    public async Task<Concern> FindForChangeAsync(Guid id, CaseAct act)
    {
        await db.LockAsync<Concern>(id);
        audit.Begin(ConcernProcesses.Of(act));
        return await FindAsync(id);
    }

    /// <summary>Marks the first reading, and records every one.</summary>
    public async Task ReadAsync(Concern concern)
    {
        if (concern.ReadAt is null)
        {
            await db.LockAsync<Concern>(concern.Id);
            await db.Entry(concern).ReloadAsync();
            if (concern.Read(Doer) is { } entry) db.Add(entry);
        }
        audit.Read(ConcernProcesses.Read, nameof(Concern), concern.Id);
    }

    /// <summary>Records what was done. Rows that the rules added to the concern are found by the context itself.</summary>
    public void Done(CaseAct act, Concern concern, ConcernStatus before, string? reason = null, object? after = null) =>
        audit.Record(ConcernProcesses.Of(act), nameof(Concern), concern.Id, new { status = before }, after ?? new { status = concern.Status, entries = concern.Entries.Count }, reason);

    public Task TellAsync(Guid person, string text, string path) => notifier.TellAsync([person], text, path);

    /// <summary>Staff who can be given an action or a case.</summary>
    public async Task<List<StaffChoice>> StaffAsync() => await (
        from person in db.Set<Person>().AsNoTracking()
        where person.Kind == PersonKind.Staff && person.EndedOn == null
        orderby person.FamilyName, person.GivenName
        select new StaffChoice(person.Id, person.GivenName + " " + person.FamilyName)).ToListAsync();

    private static IQueryable<Concern> Whole(IQueryable<Concern> concerns) => concerns
        .Include(c => c.Reporter).Include(c => c.Owner).Include(c => c.Kinds)
        .Include(c => c.People).ThenInclude(p => p.Person)
        .Include(c => c.Recipients).ThenInclude(r => r.Person)
        .Include(c => c.Entries).Include(c => c.Actions).ThenInclude(a => a.Owner).Include(c => c.Contacts)
        .AsSplitQuery();
}

public sealed record StaffChoice(Guid Id, string Name);
