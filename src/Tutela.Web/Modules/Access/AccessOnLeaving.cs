using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Access.Contract;
using Tutela.Web.Modules.Access.Networks;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Access;

/// <summary>Ends access and every device's place on a network in the transaction in which somebody leaves.</summary>
internal sealed class AccessOnLeaving(TutelaDb db, AccessRegister register, AuditTrail audit, TimeProvider clock) : LeaverWatcher
{
    public override async Task LeftAsync(IReadOnlyCollection<Guid> people, CancellationToken ct)
    {
        await register.SettleAsync(people);
        foreach (var grant in await db.Set<NetworkGrant>().Where(g => people.Contains(g.PersonId) && g.EndedAt == null).ToListAsync(ct))
        {
            grant.End("Left the school", clock.GetUtcNow());
            audit.Record(AccessProcesses.NetworkEnded, nameof(NetworkGrant), grant.Id, before: new { grant.Network, grant.UserName, grant.Device }, reason: "Left the school", aboutPersonId: grant.PersonId);
        }
        await db.SaveChangesAsync(ct);
    }
}
