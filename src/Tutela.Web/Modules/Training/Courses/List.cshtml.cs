using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Training.Courses;

/// <summary>The catalogue: what each course counts as, which points of the pack a safeguarding course lacks, how many have done it.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.Headteacher, Role.SeniorLeader, Role.ComputingLead)]
public sealed class ListModel(TutelaDb db, TrainingTopics topics) : PageModel
{
    public sealed record Row(Course Course, IReadOnlyList<string> Purposes, IReadOnlyList<string> Lacks, int Done);

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public IReadOnlyList<Topic> Uncovered { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var courses = await db.Set<Course>().AsNoTracking().Where(c => c.RetiredOn == null).OrderBy(c => c.Title)
            .Select(c => new { c, Done = db.Set<Completion>().Count(d => d.CourseId == c.Id && d.WithdrawnAt == null) }).ToListAsync();
        var points = topics.In(TopicList.Point);
        Rows = [.. courses.Select(r => new Row(r.c, [.. Enum.GetValues<CoursePurpose>().Where(r.c.Is).Select(p => p.Words())],
            r.c.Is(CoursePurpose.Safeguarding) ? [.. points.Where(p => !r.c.Topics.Contains(p.Id)).Select(p => p.Name)] : [], r.Done))];
        Uncovered = [.. topics.All.Where(t => !courses.Any(c => c.c.Topics.Contains(t.Id)))];
    }
}
