using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Monitoring.Alerts;

/// <summary>How many decided alerts were not a worry: the measure of whether alerts are worth reading.</summary>
public sealed record FalsePositives(int Decided, int NotAWorry)
{
    public int Percent => Decided == 0 ? 0 : (int)Math.Round(100.0 * NotAWorry / Decided, MidpointRounding.AwayFromZero);

    public static async Task<FalsePositives> OfAsync(TutelaDb db, CancellationToken ct = default)
    {
        var counts = await db.Set<Alert>().Where(a => a.Status == AlertStatus.ConcernRaised || a.Status == AlertStatus.NotAWorry).GroupBy(a => a.Status).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return new(counts.Sum(c => c.Count), counts.Where(c => c.Key == AlertStatus.NotAWorry).Sum(c => c.Count));
    }
}
