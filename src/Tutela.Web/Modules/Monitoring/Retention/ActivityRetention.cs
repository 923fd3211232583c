using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Monitoring.Intake;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Jobs;

namespace Tutela.Web.Modules.Monitoring.Retention;

/// <summary>Keeps raw activity and its daily counts as long as the school's pack says, and no longer. Words of the dictionaries go with the last row
/// that uses them. Makes the partitions of the days to come.</summary>
public sealed class ActivityRetention(TutelaDb db, PackInForce pack, TimeProvider clock) : SchoolJob
{
    public override async Task RunAsync(CancellationToken ct)
    {
        var settings = pack.Settings.Monitoring;
        var now = clock.GetUtcNow();
        await db.Database.ExecuteSqlAsync($"select system.keep_activity({settings.RawDays})", ct);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        for (var day = today; day <= today.AddDays(2); day = day.AddDays(1)) await db.Database.ExecuteSqlAsync($"select system.make_activity_day({day})", ct);

        var oldest = now.AddDays(-settings.RawDays);
        var gone = await db.Database.ExecuteSqlAsync($"delete from school.activity where at < {oldest}", ct);
        await db.Database.ExecuteSqlAsync($"delete from school.activity_segments where received_at < {oldest}", ct);
        var lastDay = clock.Today().AddDays(-settings.AggregateDays);
        await db.Database.ExecuteSqlAsync($"delete from school.activity_days where day < {lastDay}", ct);
        if (gone > 0) await ForgetWordsAsync(ct);
        await db.Database.ExecuteSqlAsync($"select system.drop_activity_days()", ct);
    }

    // No segment may come in meanwhile: it would count on a word that goes.
    private async Task ForgetWordsAsync(CancellationToken ct)
    {
        await db.Database.ExecuteSqlRawAsync($"select pg_advisory_xact_lock({ActivitySql.WordsLock})", ct);
        await db.Database.ExecuteSqlRawAsync("""
            delete from school.activity_names n
            where not exists (select from (select name_id as id from school.activity union select rule_id from school.activity) used where used.id = n.id)
            """, ct);
        await db.Database.ExecuteSqlRawAsync("""
            delete from school.activity_sources s
            where not exists (select from (select distinct source_id as id from school.activity) used where used.id = s.id)
            """, ct);
    }
}
