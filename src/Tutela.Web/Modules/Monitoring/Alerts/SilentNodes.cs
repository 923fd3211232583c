using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Filtering.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Jobs;

namespace Tutela.Web.Modules.Monitoring.Alerts;

/// <summary>Raises an alert when a node falls silent, and ends it when the node is heard again.</summary>
public sealed class SilentNodes(TutelaDb db, NodeWatch watch, AlertTelling telling, PackInForce pack, TimeProvider clock) : SchoolJob
{
    public override async Task RunAsync(CancellationToken ct)
    {
        var nodes = await watch.NodesAsync(ct);
        var open = await db.Set<Alert>().Where(a => a.Kind == AlertKind.NodeSilent && a.Status == AlertStatus.New).ToListAsync(ct);
        var now = clock.GetUtcNow();
        foreach (var alert in open.Where(a => !nodes.Any(n => n.Id == a.NodeId && n.IsSilent)))
            alert.Take(AlertSteps.Of(AlertAction.HeardAgain), null, null, now);
        foreach (var node in nodes.Where(n => n.IsSilent && open.All(a => a.NodeId != n.Id)))
        {
            var grade = AlertRules.Grade(AlertKind.NodeSilent, "", pack.Settings.Monitoring.Alerts);
            db.Add(Alert.Raise(AlertKind.NodeSilent, new(grade, $"node:{node.Id}", "", "", null, node.Id, [node.Name], 1, node.HeardAt!.Value, now), now));
            await telling.NodeAsync();
        }
    }
}
