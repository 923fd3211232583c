using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Monitoring.Alerts;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Home;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Monitoring;

/// <summary>New alerts, for those who decide them.</summary>
public sealed class MonitoringWaiting : WaitingSource
{
    public override async Task<IReadOnlyList<Waiting>> ForAsync(CurrentUser user, TutelaDb db, DateTimeOffset now)
    {
        if (!user.Is(Roles.Safeguarding)) return [];
        var grades = await db.Set<Alert>().Where(a => a.Status == AlertStatus.New && a.Kind != AlertKind.NodeSilent).Select(a => a.Grade).ToListAsync();
        if (grades.Count == 0) return [];
        return [new(grades.Count == 1 ? "1 new alert from monitoring" : $"{grades.Count} new alerts from monitoring", "monitoring/alerts",
            grades.Max() >= 4 ? WaitingRank.Urgent : WaitingRank.Due, $"The gravest is graded {AlertRules.GradeText(grades.Max())}", grades.Count)];
    }
}
