using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Access.Checks;
using Tutela.Web.Modules.Access.Requests;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Home;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Access;

/// <summary>Requests about accounts, for those who do them, and checks of the network that are overdue: two queries.</summary>
internal sealed class AccessWaiting : WaitingSource
{
    public override async Task<IReadOnlyList<Waiting>> ForAsync(CurrentUser user, TutelaDb db, DateTimeOffset now)
    {
        if (!user.Is(AccessNeed.Run)) return [];
        var waiting = new List<Waiting>();
        if (await db.Set<AccountRequest>().CountAsync(r => r.Status == RequestStatus.Waiting) is > 0 and var requests)
            waiting.Add(new(requests == 1 ? "1 account request waits for you" : $"{requests} account requests wait for you", "access/requests", WaitingRank.Due, null, requests));
        var today = now.LondonDay();
        if (user.Is(Role.ComputingLead) && await ChecksModel.LastOfEach(db).CountAsync(c => c.NextOn < today) is > 0 and var overdue)
            waiting.Add(new(overdue == 1 ? "1 check of the network is overdue" : $"{overdue} checks of the network are overdue", "access/checks", WaitingRank.Due, null, overdue));
        return waiting;
    }
}
