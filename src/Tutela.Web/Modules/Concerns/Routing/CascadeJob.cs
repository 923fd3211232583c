using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Jobs;

namespace Tutela.Web.Modules.Concerns.Routing;

/// <summary>Each minute: passes on what has lain unread for the pack's school time, and gives what a leaver owned to whoever holds the role now.</summary>
public sealed class CascadeJob(TutelaDb db, ConcernRouting routing, TimeProvider clock) : SchoolJob
{
    private const int Most = 100;

    public override async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var unread = await db.Set<Concern>().Include(c => c.Recipients).Include(c => c.People)
            .Where(c => c.ReadAt == null && c.Status != ConcernStatus.Closed && c.NextDue <= now)
            .OrderBy(c => c.NextDue).Take(Most).AsSplitQuery().ToListAsync(ct);
        foreach (var concern in unread) await routing.PassOnAsync(concern);
        // A concern that went to nobody is sent the moment somebody holds the role.
        var stranded = await db.Set<Concern>().Include(c => c.Recipients).Include(c => c.People)
            .Where(c => c.Status != ConcernStatus.Closed && c.CascadeLevel < 0 && c.NextDue > now).OrderBy(c => c.WrittenAt).Take(Most).AsSplitQuery().ToListAsync(ct);
        if (stranded.Count > 0 && (await routing.HoldersAsync()).Count > 0)
            foreach (var concern in stranded) await routing.SendAsync(concern);
        var holders = await routing.HoldersAsync();
        var holding = holders.Where(h => h.Role == holders[0].Role).Select(h => (Guid?)h.Id).ToList();
        var orphans = await db.Set<Concern>().Include(c => c.Recipients).Include(c => c.People)
            .Where(c => c.Status != ConcernStatus.Closed && !c.OwnerByName && c.OwnerId != null && !holding.Contains(c.OwnerId))
            .OrderBy(c => c.WrittenAt).Take(Most).AsSplitQuery().ToListAsync(ct);
        foreach (var concern in orphans) await routing.InheritAsync(concern);
        var left = await db.Set<Concern>().Include(c => c.Recipients).Include(c => c.People)
            .Where(c => c.Status != ConcernStatus.Closed && c.OwnerByName && db.Set<Person>().Any(p => p.Id == c.OwnerId && p.EndedOn != null))
            .OrderBy(c => c.WrittenAt).Take(Most).AsSplitQuery().ToListAsync(ct);
        foreach (var concern in left)
        {
            concern.OwnerLeft();
            await routing.InheritAsync(concern);
        }
    }
}
