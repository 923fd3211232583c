using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Access.Checks;
using Tutela.Web.Modules.Access.Requests;
using Tutela.Web.Modules.Access.Suspicious;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Home;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Access;

/// <summary>Requests about accounts, suspicious messages, and checks of the network that are overdue, for those who do them: three queries.</summary>
internal sealed class AccessWaiting : WaitingSource
{
    public override async Task<IReadOnlyList<Waiting>> ForAsync(CurrentUser user, TutelaDb db, DateTimeOffset now)
    {
        if (!user.Is(AccessNeed.Run)) return [];
        var waiting = new List<Waiting>();
        if (await db.Set<AccountRequest>().CountAsync(r => r.Status == RequestStatus.Waiting) is > 0 and var requests)
            waiting.Add(new(requests == 1 ? "1 account request waits for you" : $"{requests} account requests wait for you", "access/requests", WaitingRank.Due, null, requests));
        var messages = await db.Set<SuspiciousMessage>().Where(m => m.DealtWithAt == null).GroupBy(m => m.Opened).Select(g => new { g.Key, Count = g.Count() }).ToListAsync();
        if (messages.Sum(m => m.Count) is > 0 and var suspicious)
            waiting.Add(new(suspicious == 1 ? "1 suspicious message to look at" : $"{suspicious} suspicious messages to look at", "suspicious-messages",
                messages.Any(m => m.Key.IsUrgent()) ? WaitingRank.Urgent : WaitingRank.Due, null, suspicious));
        var today = now.LondonDay();
        if (user.Is(Role.ComputingLead) && await ChecksModel.LastOfEach(db).CountAsync(c => c.NextOn < today) is > 0 and var overdue)
            waiting.Add(new(overdue == 1 ? "1 check of the network is overdue" : $"{overdue} checks of the network are overdue", "access/checks", WaitingRank.Due, null, overdue));
        return waiting;
    }
}
