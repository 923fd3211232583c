using Npgsql;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Platform.Audit;

/// <summary>Counts refusals a day and process, in a transaction of its own because the handler's was rolled back. It is the live
/// evidence that a rule refuses.</summary>
public sealed class RefusalCount(NpgsqlDataSource source, SchoolScope scope, TimeProvider clock)
{
    public async Task CountAsync(Process? process)
    {
        if (process is null) return;
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("""
            with scope as (select set_config('tutela.school_id', $1::text, true))
            insert into school.refusals (school_id, day, process, count)
            select $1, $2, $3, 1 from scope
            on conflict (school_id, day, process) do update set count = refusals.count + 1
            """, connection, transaction);
        command.Parameters.Add(new() { Value = scope.SchoolId });
        command.Parameters.Add(new() { Value = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime) });
        command.Parameters.Add(new() { Value = process.Code });
        await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }
}
