using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;
using Tutela.Web.Modules.Monitoring.Alerts;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Monitoring.Intake;

/// <summary>Takes a node's segment in, once, however often it is sent: a temporary table, one INSERT a table, the alerts that follow from it.
/// Runs in the caller's transaction. Scoped.</summary>
public sealed class ActivityIntake(TutelaDb db, SchoolScope scope, PackInForce pack, AlertRaising alerts, TimeProvider clock)
{
    /// <summary>Takes the segment; false when it was here before.</summary>
    public async Task<bool> TakeAsync(Guid segment, Guid node, Stream unpacked, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        // Two deliveries of one segment at once: the second waits here for the first, then finds it.
        var isNew = await db.Database.ExecuteSqlAsync($"""
            insert into school.activity_segments (school_id, id, node_id, received_at, rows, bad_rows)
            values ({scope.SchoolId}, {segment}, {node}, {now}, 0, 0) on conflict (school_id, id) do nothing
            """, ct);
        if (isNew == 0) return false;
        await db.Database.ExecuteSqlRawAsync(ActivitySql.Temporary, ct);
        var (rows, faults) = await CopyAsync(unpacked, now, ct);
        if (rows > 0)
        {
            foreach (var statement in ActivitySql.Statements) await db.Database.ExecuteSqlRawAsync(statement, ct);
            await alerts.LookAsync(ct);
        }
        await db.Database.ExecuteSqlRawAsync("drop table activity_in", ct);
        await db.Database.ExecuteSqlAsync($"update school.activity_segments set rows = {rows}, bad_rows = {faults.Bad}, first_fault = {faults.First} where id = {segment}", ct);
        return true;
    }

    private async Task<(int Rows, SegmentReader.Faults Faults)> CopyAsync(Stream unpacked, DateTimeOffset now, CancellationToken ct)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        // Asked before the copy begins: the connection answers nothing else until it ends.
        var oldest = now.AddDays(-pack.Settings.Monitoring.RawDays);
        await using var copy = await connection.BeginBinaryImportAsync(ActivitySql.Copy, ct);
        var rows = 0;
        var faults = await SegmentReader.ReadAsync(unpacked, oldest, now, async line =>
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(line.At.UtcDateTime, NpgsqlDbType.TimestampTz, ct);
            await copy.WriteAsync(line.At.LondonDay(), NpgsqlDbType.Date, ct);
            await copy.WriteAsync(line.Client, NpgsqlDbType.Inet, ct);
            foreach (var text in (string[])[line.Device, line.User, line.Profile, line.Group, line.Name, line.Type, line.Category, line.List, line.Rule])
                await copy.WriteAsync(text, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(line.Refused, NpgsqlDbType.Boolean, ct);
            await copy.WriteAsync(line.Count, NpgsqlDbType.Integer, ct);
            rows++;
        }, ct);
        await copy.CompleteAsync(ct);
        return (rows, faults);
    }
}
