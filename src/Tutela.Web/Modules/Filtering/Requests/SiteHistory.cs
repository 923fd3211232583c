using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Filtering.Contract;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Filtering.Requests;

/// <summary>How often a site and the names below it were refused of late, and as what: so that whoever decides knows why it is closed. One query. Scoped.</summary>
public sealed class SiteHistory(TutelaDb db, TimeProvider clock)
{
    public const int Days = 7;

    public sealed record Refusals(string Category, long Count, DateTimeOffset Last)
    {
        public string Title => FilterCategories.Title(Category);
    }

    public async Task<IReadOnlyList<Refusals>> OfAsync(string name, CancellationToken ct = default)
    {
        var (since, below) = (clock.GetUtcNow().AddDays(-Days), "." + name);
        var rows = await db.Database.SqlQuery<Row>($"""
            select r.category, sum(a.count)::bigint as count, max(a.at) as last
            from school.activity a
            join school.activity_names n on n.school_id = a.school_id and n.id = a.name_id
            join school.activity_reasons r on r.school_id = a.school_id and r.id = a.reason_id
            where a.refused and a.at >= {since} and (n.name = {name} or right(n.name, length({below})) = {below})
            group by r.category order by count desc, r.category
            """).ToListAsync(ct);
        return [.. rows.Select(r => new Refusals(r.category, r.count, r.last))];
    }

#pragma warning disable IDE1006 // the names are the query's columns
    private sealed record Row(string category, long count, DateTimeOffset last);
#pragma warning restore IDE1006
}
