using Microsoft.EntityFrameworkCore;
using Npgsql;
using Quartz;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Platform.Jobs;

/// <summary>Runs one kind of <see cref="SchoolJob"/> for every school. A school that another process is working on is passed over; a
/// job that fails at one school is logged and the others go on.</summary>
[DisallowConcurrentExecution]
public sealed class JobRunner<T>(TutelaDb schools, SchoolWork work, ILogger<JobRunner<T>> log) : IJob where T : SchoolJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await RunAllAsync(cancellationToken);

    public async Task RunAllAsync(CancellationToken ct)
    {
        foreach (var school in await schools.Set<School>().AsNoTracking().ToListAsync(ct))
        {
            try
            {
                await RunForAsync(school, ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "{Job} failed at school {School}", typeof(T).Name, school.Slug);
            }
        }
    }

    public Task RunForAsync(School school, CancellationToken ct) => work.RunAsync(school, services => RunOneAsync(services, school, ct), ct);

    private static async Task RunOneAsync(IServiceProvider services, School school, CancellationToken ct)
    {
        var db = services.GetRequiredService<TutelaDb>();
        var key = $"{typeof(T).Name}:{school.Id}";
        var mine = await db.Database.SqlQuery<bool>($"select pg_try_advisory_xact_lock(hashtextextended({key}, 0)) as \"Value\"").SingleAsync(ct);
        var job = services.GetRequiredService<T>();
        if (mine && (services.GetRequiredService<SchoolScope>().IsLive || !job.OnlyWhenLive)) await job.RunAsync(ct);
    }
}
