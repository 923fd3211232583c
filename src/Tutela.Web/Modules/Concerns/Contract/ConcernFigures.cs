using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Concerns.Contract;

/// <summary>Counts without names, for governors and heads. Two queries. Scoped.</summary>
public sealed class ConcernFigures(TutelaDb db)
{
    /// <summary>A concern of two kinds counts under each. <see cref="Month"/> is the first day of the month in which it was written, London time.</summary>
    public sealed record MonthCount(DateOnly Month, OnlineRisk Risk, int Count);

    public sealed record Totals(int All, int New, int Open, int Closed, int Urgent, int CyberBullying);

    public async Task<IReadOnlyList<MonthCount>> ByKindAndMonthAsync(DateOnly from, DateOnly to, CancellationToken ct = default)
    {
        var days = await DaysAsync(from, to, ct);
        return [.. days.GroupBy(d => (Month: new DateOnly(d.Day.Year, d.Day.Month, 1), d.Risk)).Select(g => new MonthCount(g.Key.Month, g.Key.Risk, g.Count()))
            .OrderBy(m => m.Month).ThenBy(m => m.Risk)];
    }

    /// <summary>Each concern and kind once, with the day on which it was written.</summary>
    public async Task<IReadOnlyList<(DateOnly Day, OnlineRisk Risk)>> DaysAsync(DateOnly from, DateOnly to, CancellationToken ct = default)
    {
        var (start, end) = (Words.Instant(from, default), Words.Instant(to.AddDays(1), default));
        var rows = await (from concern in db.Set<Concern>().AsNoTracking()
                          join kind in db.Set<ConcernKind>() on concern.Id equals kind.ConcernId
                          where concern.WrittenAt >= start && concern.WrittenAt < end && kind.EndedAt == null
                          select new { concern.Id, concern.WrittenAt, kind.Risk }).Distinct().ToListAsync(ct);
        return [.. rows.Select(r => (DateOnly.FromDateTime(Words.Local(r.WrittenAt).DateTime), r.Risk))];
    }

    /// <summary>Concerns by the protected characteristic that they were about, where one was recorded; a concern about two counts under each. One query.</summary>
    public async Task<IReadOnlyList<(string Trait, int Count)>> ByTraitAsync(DateOnly from, DateOnly to, CancellationToken ct = default)
    {
        var (start, end) = (Words.Instant(from, default), Words.Instant(to.AddDays(1), default));
        var rows = await db.Set<Concern>().AsNoTracking().Where(c => c.WrittenAt >= start && c.WrittenAt < end && c.Traits.Count > 0).Select(c => c.Traits).ToListAsync(ct);
        return [.. rows.SelectMany(r => r).GroupBy(t => t).OrderBy(g => g.Key).Select(g => (g.Key.Name(), g.Count()))];
    }

    public async Task<Totals> TotalsAsync(DateOnly from, DateOnly to, CancellationToken ct = default)
    {
        var (start, end) = (Words.Instant(from, default), Words.Instant(to.AddDays(1), default));
        return await db.Set<Concern>().Where(c => c.WrittenAt >= start && c.WrittenAt < end).GroupBy(_ => 1).Select(g => new Totals(
                g.Count(), g.Count(c => c.Status == ConcernStatus.Raised), g.Count(c => c.Status == ConcernStatus.Open), g.Count(c => c.Status == ConcernStatus.Closed),
                g.Count(c => c.Urgent), g.Count(c => c.IsCyberBullying == true))).SingleOrDefaultAsync(ct)
            ?? new Totals(0, 0, 0, 0, 0, 0);
    }
}
