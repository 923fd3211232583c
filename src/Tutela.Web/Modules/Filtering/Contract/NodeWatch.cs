using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Filtering.Nodes;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Filtering.Contract;

/// <summary>A node as other modules see it.</summary>
public sealed record KnownNode(Guid Id, string Name, DateTimeOffset? HeardAt, bool IsSilent, bool? IllegalContentList, long Lost);

/// <summary>Which nodes the school has and whether they speak. One query. Scoped.</summary>
public sealed class NodeWatch(TutelaDb db, TimeProvider clock)
{
    /// <summary>After this long without a word a node is silent.</summary>
    public static readonly TimeSpan SilentAfter = FilterNode.SilentAfter;

    /// <summary>The nodes in use. A node that has never been heard is not silent: it has not been set up yet.</summary>
    public async Task<IReadOnlyList<KnownNode>> NodesAsync(CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        var nodes = await db.Set<FilterNode>().AsNoTracking().Where(n => n.EndedAt == null).OrderBy(n => n.Name).ToListAsync(ct);
        return [.. nodes.Select(n => new KnownNode(n.Id, n.Name, n.HeardAt, n.StateAt(now) == NodeState.Silent, n.SealedInstalled, n.Lost))];
    }
}
