using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Monitoring.Alerts;

/// <summary>Looks at a segment that was just taken in and raises the alerts that follow. Runs in the intake's transaction, with its temporary
/// table still there. Scoped.</summary>
public sealed class AlertRaising(TutelaDb db, SchoolScope scope, PackInForce pack, AlertTelling telling, TimeProvider clock)
{
    // Of those who have no alert yet a window holds few attempts; this only keeps memory bounded.
    private const int RowsMost = 50_000;

    /// <summary>Who asked, as finely as the network knows: user, else device, else address. Never a child.</summary>
    internal const string SubjectSql = "case when s.user_name <> '' then 'user:' || s.user_name when s.device <> '' then 'device:' || s.device else 'address:' || host(s.client) end";

    public async Task LookAsync(CancellationToken ct)
    {
        var settings = pack.Settings.Monitoring.Alerts;
        var window = TimeSpan.FromMinutes(settings.WindowMinutes);
        var fresh = await FreshAsync(ct);
        if (fresh.Count == 0) return;
        // Alerts of a school are raised one after the other, so that two segments never make two of one.
        var key = $"alerts:{scope.SchoolId}";
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({key}, 0))", ct);
        var subjects = fresh.Select(r => r.Subject).Distinct().ToArray();
        var from = fresh.Min(r => r.At) - window;
        var known = await db.Set<Alert>().Where(a => subjects.Contains(a.Subject) && (a.Status == AlertStatus.New || a.LastAt >= from)).ToListAsync(ct);
        foreach (var (kind, finding) in AlertRules.AtOnce(fresh, settings))
            await PutAsync(kind, finding, known.Find(a => a.Kind == kind && a.Status == AlertStatus.New && a.Subject == finding.Subject && a.Category == finding.Category));
        await RepeatedAsync(fresh, known, from, ct);
    }

    private async Task RepeatedAsync(List<Refusal> fresh, List<Alert> known, DateTimeOffset from, CancellationToken ct)
    {
        var settings = pack.Settings.Monitoring.Alerts;
        var repeated = known.Where(a => a.Kind == AlertKind.RepeatedAttempts).ToLookup(a => a.Subject);
        var unknown = new Dictionary<string, DateTimeOffset>();
        foreach (var attempts in fresh.Where(r => AlertRules.CountsAsAttempt(r.Category, settings)).GroupBy(r => r.Subject))
        {
            if (repeated[attempts.Key].FirstOrDefault(a => a.Status == AlertStatus.New) is { } open)
                open.Add(new(open.Grade, open.Subject, open.GroupName, open.Category, attempts.MaxBy(r => r.At)!.SourceId, null,
                    [.. attempts.Select(r => r.Name).Distinct()], AlertRules.Attempts(attempts), attempts.Min(r => r.At), attempts.Max(r => r.At)));
            // What was decided once is not counted again.
            else unknown[attempts.Key] = repeated[attempts.Key].Select(a => (DateTimeOffset?)a.LastAt).Max() is { } decided && decided >= from ? decided : from.AddMilliseconds(-1);
        }
        if (unknown.Count == 0) return;
        foreach (var attempts in (await WindowAsync(unknown, fresh.Max(r => r.At), ct)).GroupBy(r => r.Subject))
            if (AlertRules.Repeated([.. attempts], settings) is { } found) await PutAsync(AlertKind.RepeatedAttempts, found, null);
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

    // What the segment brought.
    private async Task<List<Refusal>> FreshAsync(CancellationToken ct)
    {
#pragma warning disable EF1002 // the subject is a constant of this class
        var rows = await db.Database.SqlQueryRaw<Sql>($"""
            select {SubjectSql} as subject, s.id as source_id, s.group_name, i.name, i.category, i.type, i.count, i.at
            from activity_in i join school.activity_sources s on (s.client, s.device, s.user_name, s.profile, s.group_name) = (i.client, i.device, i.user_name, i.profile, i.group_name)
            where i.refused order by i.at
            """).ToListAsync(ct);
#pragma warning restore EF1002
        return [.. rows.Select(ToRefusal)];
    }

    // All attempts of some subjects, each since its own moment. Those who have an alert are not asked for, nor is what
    // pages ask for by themselves, so that a segment costs what is in it and not what ten minutes held.
    private async Task<List<Refusal>> WindowAsync(Dictionary<string, DateTimeOffset> since, DateTimeOffset last, CancellationToken ct)
    {
        var settings = pack.Settings.Monitoring.Alerts;
        var categories = (await db.Database.SqlQuery<string>($"""select distinct category as "Value" from school.activity_reasons where refused""").ToListAsync(ct)).Where(c => AlertRules.CountsAsAttempt(c, settings)).ToArray();
#pragma warning disable EF1002 // the subject is a constant of this class
        var rows = await db.Database.SqlQueryRaw<Sql>($$"""
            with asked as (select s.id, {{SubjectSql}} as subject, s.group_name, f.since from school.activity_sources s join unnest({0}, {1}) as f (subject, since) on f.subject = {{SubjectSql}})
            select q.subject, q.id as source_id, q.group_name, n.name, w.category, w.type, a.count, a.at
            from asked q join school.activity a on a.source_id = q.id and a.refused and a.at > q.since
            join school.activity_names n on n.school_id = a.school_id and n.id = a.name_id
            join school.activity_reasons w on w.school_id = a.school_id and w.id = a.reason_id and w.category = any ({2})
            where a.at > {3} and a.at <= {4}
            order by a.at limit {{RowsMost}}
            """, since.Keys.ToArray(), since.Values.Select(at => at.UtcDateTime).ToArray(), categories, since.Values.Min(), last).ToListAsync(ct);
#pragma warning restore EF1002
        return [.. rows.Select(ToRefusal)];
    }

    private static Refusal ToRefusal(Sql row) => new(row.subject, row.source_id, row.group_name, row.name, row.category, row.type, row.count, row.at);

#pragma warning disable IDE1006 // the names are the query's columns
    private sealed record Sql(string subject, long source_id, string group_name, string name, string category, string type, int count, DateTimeOffset at);
#pragma warning restore IDE1006
}
