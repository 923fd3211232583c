using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform;

namespace Tutela.Web.Modules.People;

/// <summary>Ends people who leave: their roles, places in classes, links and sign-in, at once. Nobody is deleted. A fixed number of statements
/// for any number of people. Scoped.</summary>
public sealed class LeaverDesk(TutelaDb db, AccountDesk accounts, IEnumerable<LeaverWatcher> watchers, AuditTrail audit, TimeProvider clock)
{
    public static readonly Process Left = new("people.person-left", "A person left the school");

    public async Task LeaveAsync(IReadOnlyCollection<Guid> people, string reason, CancellationToken ct = default)
    {
        if (people.Count == 0) return;
        var (now, today, ids) = (clock.GetUtcNow(), clock.Today(), people.ToArray());
        await db.Database.ExecuteSqlAsync($"update school.people set ended_on = {today} where school_id = current_setting('tutela.school_id')::uuid and id = any({ids}) and ended_on is null", ct);
        await db.Database.ExecuteSqlAsync($"update school.role_holdings set until = {now} where school_id = current_setting('tutela.school_id')::uuid and person_id = any({ids}) and until is null", ct);
        await db.Database.ExecuteSqlAsync($"""update school.class_members set until = greatest({today}, "from") where school_id = current_setting('tutela.school_id')::uuid and person_id = any({ids}) and (until is null or until > {today})""", ct);
        await db.Database.ExecuteSqlAsync($"update school.links set expires_at = {now} where school_id = current_setting('tutela.school_id')::uuid and person_id = any({ids}) and used_at is null and expires_at > {now}", ct);
        await accounts.EndAllAsync(ids, ct);
        foreach (var id in ids) audit.Record(Left, nameof(Person), id, reason: reason, aboutPersonId: id);
        await db.SaveChangesAsync(ct);
        foreach (var watcher in watchers) await watcher.LeftAsync(ids, ct);
    }
}
