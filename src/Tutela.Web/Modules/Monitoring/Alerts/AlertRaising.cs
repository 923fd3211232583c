using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Monitoring.Alerts;

/// <summary>Looks at a segment that was just taken in and raises the alerts that follow. Runs in the intake's transaction, with its temporary
/// table still there. Scoped.</summary>
public sealed class AlertRaising(TutelaDb db, SchoolScope scope, PackInForce pack, AlertTelling telling, TimeProvider clock)
{
    // One subject's refusals in a window are few; a flood needs no more rows than these to be an alert.
    private const int RowsMost = 50_000;

    /// <summary>Who asked, as finely as the network knows: user, else device, else address. Never a child.</summary>
    internal const string SubjectSql = "case when s.user_name <> '' then 'user:' || s.user_name when s.device <> '' then 'device:' || s.device else 'address:' || host(s.client) end";

    public async Task LookAsync(CancellationToken ct)
    {
        var settings = pack.Settings.Monitoring.Alerts;
        var window = TimeSpan.FromMinutes(settings.WindowMinutes);
        var rows = await RefusalsAsync(window, ct);
        if (rows.Count == 0) return;
        // Alerts of a school are raised one after the other, so that two segments never make two of one.
        var key = $"alerts:{scope.SchoolId}";
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({key}, 0))", ct);
        var subjects = rows.Select(r => r.Refusal.Subject).Distinct().ToArray();
        var known = await db.Set<Alert>().Where(a => subjects.Contains(a.Subject) && (a.Status == AlertStatus.New || a.LastAt >= rows[0].Refusal.At)).ToListAsync(ct);
        foreach (var (kind, finding) in AlertRules.AtOnce(rows.Where(r => r.IsNew).Select(r => r.Refusal), settings))
            await PutAsync(kind, finding, known.Find(a => a.Kind == kind && a.Status == AlertStatus.New && a.Subject == finding.Subject && a.Category == finding.Category));
        foreach (var subject in rows.GroupBy(r => r.Refusal.Subject)) await RepeatedAsync([.. subject], known);
    }

    private async Task RepeatedAsync(IReadOnlyList<Row> rows, List<Alert> known)
    {
        var settings = pack.Settings.Monitoring.Alerts;
        var mine = known.Where(a => a.Kind == AlertKind.RepeatedAttempts && a.Subject == rows[0].Refusal.Subject).ToList();
        if (mine.Find(a => a.Status == AlertStatus.New) is { } open)
        {
            var more = rows.Where(r => r.IsNew && AlertRules.CountsAsAttempt(r.Refusal.Category, settings)).Select(r => r.Refusal).ToList();
            if (more.Count == 0) return;
            open.Add(new(open.Grade, open.Subject, open.GroupName, open.Category, more.MaxBy(r => r.At)!.SourceId, null,
                [.. more.Select(r => r.Name).Distinct()], AlertRules.Attempts(more), more.Min(r => r.At), more.Max(r => r.At)));
            return;
        }
        // What was decided once is not counted again.
        var since = mine.Select(a => (DateTimeOffset?)a.LastAt).Max();
        if (AlertRules.Repeated([.. rows.Select(r => r.Refusal).Where(r => since is null || r.At > since)], settings) is { } found) await PutAsync(AlertKind.RepeatedAttempts, found, null);
    }

    private async Task PutAsync(AlertKind kind, AlertFinding finding, Alert? open)
    {
        if (open is not null)
        {
            open.Add(finding);
            return;
        }
        var alert = Alert.Raise(kind, finding, clock.GetUtcNow());
        db.Add(alert);
        await telling.SafeguardingAsync(alert);
    }

    // The new refusals, and those of the same subjects in the window before them.
    private async Task<List<Row>> RefusalsAsync(TimeSpan window, CancellationToken ct)
    {
#pragma warning disable EF1002 // the subject is a constant of this class
        var rows = await db.Database.SqlQueryRaw<Sql>($$"""
            with span as (select min(at) as first, max(at) as last from activity_in where refused),
                 asked as (select s.id, {{SubjectSql}} as subject, s.group_name from school.activity_sources s
                           where {{SubjectSql}} in (select {{SubjectSql}} from activity_in s where s.refused))
            select q.subject, q.id as source_id, q.group_name, n.name, w.category, w.type, a.count, a.at,
                exists (select from activity_in i where i.refused and i.at = a.at and i.name = n.name) as is_new
            from span, asked q join school.activity a on a.source_id = q.id and a.refused
            join school.activity_names n on n.school_id = a.school_id and n.id = a.name_id
            join school.activity_reasons w on w.school_id = a.school_id and w.id = a.reason_id
            where a.at between span.first - {0} and span.last
            order by a.at limit {{RowsMost}}
            """, window).ToListAsync(ct);
#pragma warning restore EF1002
        return [.. rows.Select(r => new Row(new Refusal(r.subject, r.source_id, r.group_name, r.name, r.category, r.type, r.count, r.at), r.is_new))];
    }

    private sealed record Row(Refusal Refusal, bool IsNew);

#pragma warning disable IDE1006 // the names are the query's columns
    private sealed record Sql(string subject, long source_id, string group_name, string name, string category, string type, int count, DateTimeOffset at, bool is_new);
#pragma warning restore IDE1006
}
