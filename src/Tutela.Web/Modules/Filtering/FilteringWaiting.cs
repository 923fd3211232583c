using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Filtering.Failures;
using Tutela.Web.Modules.Filtering.Nodes;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Home;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Filtering;

/// <summary>Silent nodes for those who run filtering; failures without an answer for them and for safeguarding.</summary>
public sealed class FilteringWaiting : WaitingSource
{
    public override async Task<IReadOnlyList<Waiting>> ForAsync(CurrentUser user, TutelaDb db, DateTimeOffset now)
    {
        var runs = user.Is(FilteringModule.Operators);
        if (!runs && !user.Is(Roles.Safeguarding)) return [];
        var waiting = new List<Waiting>();
        if (runs)
        {
            var nodes = await db.Set<FilterNode>().AsNoTracking().Where(n => n.EndedAt == null && n.HeardAt != null).ToListAsync();
            foreach (var node in nodes.Where(n => n.StateAt(now) == NodeState.Silent))
                waiting.Add(new($"Filter node {node.Name} is silent", "filtering/nodes", WaitingRank.Urgent, "Nobody knows what is asked there until it speaks again"));
        }
        var failures = await db.Set<FilterFailure>().CountAsync(f => f.AnsweredAt == null);
        if (failures > 0) waiting.Add(new(failures == 1 ? "A filtering failure has no answer yet" : $"{failures} filtering failures have no answer yet", "filtering/failures", WaitingRank.Urgent, Count: failures));
        return waiting;
    }
}
