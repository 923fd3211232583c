using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Filtering.Failures;
using Tutela.Web.Modules.Filtering.Nodes;
using Tutela.Web.Modules.Filtering.Requests;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Home;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Filtering;

/// <summary>Silent nodes for those who run filtering; failures without an answer for them and for safeguarding; sites for those who were told of them.</summary>
public sealed class FilteringWaiting : WaitingSource
{
    public override async Task<IReadOnlyList<Waiting>> ForAsync(CurrentUser user, TutelaDb db, DateTimeOffset now)
    {
        var waiting = new List<Waiting>();
        var runs = user.Is(FilteringModule.Operators);
        if (runs)
        {
            var nodes = await db.Set<FilterNode>().AsNoTracking().Where(n => n.EndedAt == null && n.HeardAt != null).ToListAsync();
            foreach (var node in nodes.Where(n => n.StateAt(now) == NodeState.Silent))
                waiting.Add(new($"Filter node {node.Name} is silent", "filtering/nodes", WaitingRank.Urgent, "Nobody knows what is asked there until it speaks again"));
        }
        if (user.Is(Roles.Staff)) await AddSitesAsync(waiting, user, db);
        if (!runs && !user.Is(Roles.Safeguarding)) return waiting;
        var failures = await db.Set<FilterFailure>().CountAsync(f => f.AnsweredAt == null);
        if (failures > 0) waiting.Add(new(failures == 1 ? "A filtering failure has no answer yet" : $"{failures} filtering failures have no answer yet", "filtering/failures", WaitingRank.Urgent, Count: failures));
        return waiting;
    }

    // For those who were told, and so are waited for; what others may read is no task of theirs.
    private static async Task AddSitesAsync(List<Waiting> waiting, CurrentUser user, TutelaDb db)
    {
        var me = user.PersonId;
        var kinds = await db.Set<SiteRequest>().Where(r => r.Status == SiteRequestStatus.Waiting && r.ToldIds.Contains(me)).Select(r => r.Kind).ToListAsync();
        var (close, open) = (kinds.Count(k => k == SiteRequestKind.Close), kinds.Count(k => k == SiteRequestKind.Open));
        if (close > 0) waiting.Add(new(close == 1 ? "An unsuitable site waits to be closed" : $"{close} unsuitable sites wait to be closed", SiteDesk.Path, WaitingRank.Urgent, Count: close));
        if (open > 0) waiting.Add(new(open == 1 ? "A site that was asked for waits for an answer" : $"{open} sites that were asked for wait for an answer", SiteDesk.Path, WaitingRank.Due, Count: open));
    }
}
