using Quartz;

namespace Tutela.Web.Platform.Jobs;

public static class JobServices
{
    /// <summary>Adds a job that runs for each school at this interval.</summary>
    public static IServiceCollection AddSchoolJob<T>(this IServiceCollection services, TimeSpan every) where T : SchoolJob
    {
        services.AddScoped<T>();
        services.AddScoped<JobRunner<T>>();
        return services.AddSingleton(new JobKind(quartz => quartz.ScheduleJob<JobRunner<T>>(trigger => trigger
            .WithIdentity(typeof(T).Name)
            .WithSimpleSchedule(schedule => schedule.WithInterval(every).RepeatForever()))));
    }

    /// <summary>Starts all jobs that were added. Each takes a lock in the database for a school, so several processes may run them.</summary>
    public static IServiceCollection StartJobs(this IServiceCollection services)
    {
        var kinds = services.Where(s => s.ServiceType == typeof(JobKind)).Select(s => (JobKind)s.ImplementationInstance!).ToList();
        services.AddQuartz(quartz =>
        {
            foreach (var kind in kinds) kind.Schedule(quartz);
        });
        return services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }
}

/// <summary>How one kind of job is scheduled.</summary>
public sealed record JobKind(Action<IQuartzBuilder> Schedule);
