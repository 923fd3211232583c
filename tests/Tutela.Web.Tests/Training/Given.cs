using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.Training;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Tests.Training;

/// <summary>What tests of training need a school to have, through the doors that pages use.</summary>
internal static class Given
{
    public static readonly Role[] Managers =
        [Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.Headteacher, Role.SeniorLeader, Role.ComputingLead];

    public static DateOnly Today => TimeProvider.System.Today();

    public static string Iso(this DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A course with these purposes; it covers everything in the catalogue of topics, or only those named.</summary>
    public static Task<Guid> CourseAsync(this TestSchool school, string title, CoursePurpose[] purposes, string[]? topics = null, int? months = null, CourseKind kind = CourseKind.SchoolSession) =>
        school.WithAsync(services =>
        {
            var all = services.GetRequiredService<TrainingTopics>();
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            var course = new Course { Id = Guid.CreateVersion7(now), Title = "", Purposes = [], Topics = [], AddedAt = now };
            course.Describe(new CourseFacts(title, kind, "A provider", purposes, topics ?? [.. all.All.Select(t => t.Id)], months), all);
            services.GetRequiredService<TutelaDb>().Add(course);
            return Task.FromResult(course.Id);
        });

    public static Task CompletedAsync(this TestSchool school, Guid course, DateOnly on, params Guid[] people) => school.WithAsync(async services =>
    {
        var db = services.GetRequiredService<TutelaDb>();
        var found = await db.FindAsync<Course>(school.School.Id, course);
        await services.GetRequiredService<TrainingDesk>().CompleteAsync(found!, people, on, people[0]);
    });

    /// <summary>A session that runs for an hour from this long ago.</summary>
    public static Task<TrainingSession> SessionAsync(this TestSchool school, Guid course, Guid leader, TimeSpan ago) => school.WithAsync(services =>
    {
        var start = services.GetRequiredService<TimeProvider>().GetUtcNow() - ago;
        return services.GetRequiredService<SessionDesk>().PlanAsync(new SessionPlan(course, start, start.AddHours(1), "Hall", leader, null), leader);
    });

    public static Task MarkedAsync(this TestSchool school, Guid person, bool needsTraining, string? group = null) =>
        school.WithAsync(services => services.GetRequiredService<TrainingDesk>().MarkAsync(person, needsTraining, group));

    public static Task<ControlResult> EvaluateAsync<T>(this TestSchool school) where T : Control => school.WithAsync(services =>
        services.GetServices<Control>().OfType<T>().Single().EvaluateAsync(services.GetRequiredService<TutelaDb>(), services.GetRequiredService<TimeProvider>().GetUtcNow()));

    /// <summary>Moves the day on which somebody joined, which pages never do for training's sake.</summary>
    public static Task JoinedAsync(this TestSchool school, Guid person, DateOnly on) => school.WithAsync(async services =>
    {
        var found = await services.GetRequiredService<TutelaDb>().FindAsync<Person>(school.School.Id, person);
        found!.JoinedOn = on;
    });
}
