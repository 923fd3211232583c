using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Platform.Tenancy;

/// <summary>Opens the one transaction of a handler or a job, with the school set in it for row-level security, and reads the policy version in force and whether the school is live.
/// Costs one round trip. The caller commits; disposing without that rolls back.</summary>
public sealed class SchoolTransaction(TutelaDb db, SchoolScope scope)
{
    public async Task<IDbContextTransaction> BeginAsync(CancellationToken ct = default)
    {
        var transaction = await db.Database.BeginTransactionAsync(ct);
        var school = scope.SchoolId.ToString();
        var state = await db.Database.SqlQuery<StateRow>($"""
            select case when set_config('tutela.school_id', {school}, true) is not null then pack_version end as pack_version, is_live
            from system.schools where id = {scope.SchoolId}
            """).SingleAsync(ct);
        (scope.PackVersion, scope.IsLive) = (state.pack_version, state.is_live);
        return transaction;
    }

#pragma warning disable IDE1006 // the names are the columns
    internal sealed record StateRow(int pack_version, bool is_live);
#pragma warning restore IDE1006
}

/// <summary>Runs work for one school in a scope and transaction of its own: jobs, the command line, tests.</summary>
public sealed class SchoolWork(IServiceScopeFactory scopes)
{
    public async Task<T> RunAsync<T>(School school, Func<IServiceProvider, Task<T>> work, CancellationToken ct = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<SchoolScope>().Set(school);
        await using var transaction = await scope.ServiceProvider.GetRequiredService<SchoolTransaction>().BeginAsync(ct);
        var result = await work(scope.ServiceProvider);
        await scope.ServiceProvider.GetRequiredService<TutelaDb>().SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return result;
    }

    public Task RunAsync(School school, Func<IServiceProvider, Task> work, CancellationToken ct = default) =>
        RunAsync(school, async services => { await work(services); return true; }, ct);
}
