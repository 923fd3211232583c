using System.Text.Json;
using Tutela.Web.Modules.Concerns.Contract;

namespace Tutela.Web.Modules.Governance;

/// <summary>What was reported in a period, by month and kind, without names and small numbers: kept with a meeting as it was then.</summary>
public sealed record IncidentLog(DateOnly From, DateOnly To, SmallCounts Counts, string CyberBullying, string Urgent)
{
    public static async Task<IncidentLog> MakeAsync(ConcernFigures concerns, DateOnly from, DateOnly to, CancellationToken ct = default)
    {
        var counts = (await concerns.ByKindAndMonthAsync(from, to, ct)).ToLookup(c => (c.Month, c.Risk), c => c.Count);
        var totals = await concerns.TotalsAsync(from, to, ct);
        var (months, risks) = (Months.Between(from, to), Enum.GetValues<OnlineRisk>());
        return new(from, to, SmallCounts.Of([.. months.Select(Months.Name)], [.. risks.Select(r => r.ToString())], (m, r) => counts[(months[m], risks[r])].Sum()),
            FewerThanFive.Text(totals.CyberBullying), FewerThanFive.Text(totals.Urgent));
    }

    public string ToJson() => JsonSerializer.Serialize(this);

    public static IncidentLog FromJson(string json) => JsonSerializer.Deserialize<IncidentLog>(json)!;
}
