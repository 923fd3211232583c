using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Monitoring.Alerts;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Monitoring.Controls;

/// <summary>Alerts of the two highest grades are decided within a day.</summary>
internal sealed class HighRiskSameDay : Control
{
    private const int High = 4, Days = 180;
    private static readonly TimeSpan Soon = TimeSpan.FromDays(1);

    public override string Id => "monitoring.high-risk";
    public override string Title => "Alerts of high risk are dealt with at once";
    public override IReadOnlyList<string> Clauses => [];
    public override Role Owner => Role.DesignatedSafeguardingLead;

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        const string evidence = "monitoring";
        var (since, before) = (now.AddDays(-Days), now - Soon);
        var all = db.Set<Alert>().Where(a => a.Grade >= High && a.FirstAt >= since && a.Kind != AlertKind.NodeSilent);
        var count = await all.CountAsync();
        if (count == 0) return new(ControlState.NoEvidenceYet, "There has been no alert of high risk.", 0, 0, evidence);
        var open = await all.CountAsync(a => a.Status == AlertStatus.New);
        var late = await all.CountAsync(a => a.Status == AlertStatus.New && a.FirstAt < before);
        return new(late > 0 ? ControlState.NotMet : open > 0 ? ControlState.AtRisk : ControlState.Met, $"{count - open} of {count} alerts of high risk have been decided.", count - open, count, evidence);
    }
}
