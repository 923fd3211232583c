using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Filtering.Contract;

/// <summary>Refusals of one category in one month.</summary>
public sealed record RefusalFigure(DateOnly Month, string Category, string Title, long Count);

/// <summary>How much filtering refuses, without a name, a device or a site: for governors and reports. One query each. Scoped.</summary>
public sealed class FilteringFigures(TutelaDb db)
{
    /// <summary>Refusals by category and month between two days, both in; oldest month first. What pages ask for by themselves (advertising,
    /// tracking) is left out: nobody chose it.</summary>
    public async Task<IReadOnlyList<RefusalFigure>> RefusalsAsync(DateOnly from, DateOnly until, CancellationToken ct = default)
    {
        var rows = await db.Database.SqlQuery<Row>($"""
            select date_trunc('month', day)::date as month, category, sum(count)::bigint as count from school.activity_days
            where refused and day between {from} and {until} group by 1, 2 order by 1, 2
            """).ToListAsync(ct);
        return [.. rows.Where(r => FilterCategories.KindOf(r.category) != CategoryKind.Background).Select(r => new RefusalFigure(r.month, r.category, FilterCategories.Title(r.category), r.count))];
    }

#pragma warning disable IDE1006 // the names are the query's columns
    private sealed record Row(DateOnly month, string category, long count);
#pragma warning restore IDE1006
}
