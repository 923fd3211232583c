using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Equipment.Contract;
using Tutela.Web.Modules.Filtering.Contract;
using Tutela.Web.Modules.Monitoring.Intake;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Monitoring.Activity;

/// <summary>What was refused, newest first. Some six queries a page, whatever it holds. Scoped.</summary>
public sealed class ActivityQuery(TutelaDb db, SchoolScope scope, DeviceRegister devices, GroupTitles groups)
{
    private const int PageRows = 200;
    private static readonly TimeSpan OneVisit = TimeSpan.FromMinutes(1);

    /// <summary>What to show. <see cref="Before"/>: the row that the page before ended with.</summary>
    public sealed record Filter(DateOnly From, DateOnly Until, string? Category = null, string? Group = null, long? Source = null, bool Background = false, (DateTimeOffset At, long Id)? Before = null);

    /// <summary>One thing that was refused to one source: requests within a minute are one line.</summary>
    public sealed record Line(DateTimeOffset At, string Name, string Category, string Group, Source Source, Sighting Sighting, int Count, string List, string Rule);

    public sealed record Page(IReadOnlyList<Line> Lines, (DateTimeOffset At, long Id)? Next);

    public async Task<Page> RefusedAsync(Filter filter, bool mayName, CancellationToken ct = default)
    {
        var (from, until) = (filter.From.Start(), filter.Until.AddDays(1).Start());
        var background = FilterCategories.All.Where(c => c.Kind == CategoryKind.Background).Select(c => c.Id).ToArray();
        var (category, group, source) = (filter.Category ?? "", filter.Group ?? "", filter.Source ?? 0);
        var (beforeAt, beforeId) = filter.Before ?? (until, long.MaxValue);
        var rows = await db.Database.SqlQuery<Row>($"""
            select a.id, a.at, n.name, s.id as source_id, host(s.client) as client, s.device, s.user_name, s.group_name, w.category, w.list, coalesce(r.name, '') as rule, a.count
            from school.activity a
            join school.activity_names n on n.school_id = a.school_id and n.id = a.name_id
            left join school.activity_names r on r.school_id = a.school_id and r.id = a.rule_id
            join school.activity_sources s on s.school_id = a.school_id and s.id = a.source_id
            join school.activity_reasons w on w.school_id = a.school_id and w.id = a.reason_id
            where a.refused and a.at >= {from} and a.at < {until} and (a.at, a.id) < ({beforeAt}, {beforeId})
                and ({category} = '' or w.category = {category}) and ({group} = '' or s.group_name = {group}) and ({source} = 0 or s.id = {source})
                and ({filter.Background} or {category} <> '' or w.category <> all ({background}))
            order by a.at desc, a.id desc limit {PageRows}
            """).ToListAsync(ct);
        var sources = rows.DistinctBy(r => r.source_id).Select(r => new Source(r.source_id, r.client, r.device, r.user_name, r.group_name)).ToDictionary(s => s.Id);
        var known = await devices.FindAsync([.. sources.Values.SelectMany(s => s.Keys)], ct);
        var titles = await groups.AllAsync(ct);
        var lines = new List<Line>();
        foreach (var row in rows)
        {
            var last = lines.FindLastIndex(l => l.Source.Id == row.source_id && l.Name == row.name && l.Category == row.category && l.At - row.at <= OneVisit);
            if (last >= 0)
            {
                lines[last] = lines[last] with { Count = lines[last].Count + row.count };
                continue;
            }
            var title = titles.GetValueOrDefault(row.group_name)?.Title ?? row.group_name;
            var asked = sources[row.source_id];
            lines.Add(new(row.at, row.name, row.category, title, asked, Sighting.Of(asked, asked.Find(known), title, row.at, mayName, scope.SchoolId), row.count, row.list, row.rule));
        }
        return new(lines, rows.Count == PageRows ? (rows[^1].at, rows[^1].id) : null);
    }

    /// <summary>Categories that were refused in these days, for the filter.</summary>
    public async Task<IReadOnlyList<string>> CategoriesAsync(DateOnly from, DateOnly until, CancellationToken ct = default) =>
        await db.Database.SqlQuery<string>($"""select distinct category as "Value" from school.activity_days where refused and day between {from} and {until}""").OrderBy(c => c).ToListAsync(ct);

    /// <summary>The source, with the device that it is, or null when it is no longer kept.</summary>
    public async Task<(Source Source, KnownDevice? Device)?> SourceAsync(long id, CancellationToken ct = default)
    {
        var row = await db.Database.SqlQuery<SourceRow>($"""
            select id, host(client) as client, device, user_name, group_name from school.activity_sources where id = {id}
            """).SingleOrDefaultAsync(ct);
        if (row is null) return null;
        var source = new Source(row.id, row.client, row.device, row.user_name, row.group_name);
        return (source, source.Find(await devices.FindAsync([.. source.Keys], ct)));
    }

    /// <summary>How many lines that nodes delivered since then could not be read, and why the last such segment's first could not.</summary>
    public async Task<(long Lines, string? Fault)> UnreadAsync(DateTimeOffset since, CancellationToken ct = default)
    {
        var faulty = await db.Set<ActivitySegment>().AsNoTracking().Where(s => s.ReceivedAt >= since && s.BadRows > 0)
            .GroupBy(_ => 1).Select(g => new { Lines = g.Sum(s => (long)s.BadRows), Fault = g.OrderByDescending(s => s.ReceivedAt).First().FirstFault }).SingleOrDefaultAsync(ct);
        return (faulty?.Lines ?? 0, faulty?.Fault);
    }

    /// <summary>Whether this source was refused something at that time (to the second).</summary>
    public async Task<bool> WasThereAsync(long source, DateTimeOffset at, CancellationToken ct = default)
    {
        var (from, until) = (at.AddSeconds(-1), at.AddSeconds(1));
        return await db.Database.SqlQuery<bool>($"""select exists (select from school.activity where source_id = {source} and refused and at between {from} and {until}) as "Value" """).SingleAsync(ct);
    }

#pragma warning disable IDE1006 // the names are the queries' columns
    private sealed record Row(long id, DateTimeOffset at, string name, long source_id, string client, string device, string user_name, string group_name, string category, string list, string rule, int count);
    private sealed record SourceRow(long id, string client, string device, string user_name, string group_name);
#pragma warning restore IDE1006
}
