using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Training.Courses;

/// <summary>A new course, or one that is changed.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.Headteacher, Role.SeniorLeader, Role.ComputingLead)]
public sealed class EditModel(TutelaDb db, TrainingTopics topics, AuditTrail audit, SchoolScope scope, TimeProvider clock) : PageModel
{
    [BindProperty] public CourseInput Input { get; set; } = new();

    public sealed class CourseInput
    {
        public string? Title { get; set; }
        public CourseKind? Kind { get; set; }
        public string? Provider { get; set; }
        public List<CoursePurpose> Purposes { get; set; } = [];
        public List<string> Topics { get; set; } = [];
        [System.ComponentModel.DataAnnotations.Display(Name = "How long it holds")] public int? MonthsValid { get; set; }
    }

    public Course? Course { get; private set; }
    public IReadOnlyList<Topic> Topics => topics.All;

    public async Task OnGetAsync(Guid? id)
    {
        await LoadAsync(id);
        if (Course is not { } course) return;
        Input = new CourseInput
        {
            Title = course.Title,
            Kind = course.Kind,
            Provider = course.Provider,
            MonthsValid = course.MonthsValid,
            Topics = [.. course.Topics],
            Purposes = [.. Enum.GetValues<CoursePurpose>().Where(course.Is)],
        };
    }

    public async Task<IActionResult> OnPostAsync(Guid? id)
    {
        await LoadAsync(id);
        audit.Begin(id is null ? TrainingProcesses.CourseAdded : TrainingProcesses.CourseChanged);
        if (!ModelState.IsValid) return Page();
        var now = clock.GetUtcNow();
        var course = Course ?? new Course { Id = Guid.CreateVersion7(now), Title = "", Purposes = [], Topics = [], AddedAt = now };
        var before = id is null ? null : Snapshot(course);
        course.Describe(new CourseFacts(Input.Title, Input.Kind, Input.Provider, Input.Purposes, Input.Topics, Input.MonthsValid), topics);
        if (id is null) db.Add(course);
        audit.Record(id is null ? TrainingProcesses.CourseAdded : TrainingProcesses.CourseChanged, nameof(Course), course.Id, before, Snapshot(course));
        TempData["Success"] = id is null ? $"{course.Title} is in the catalogue" : "Saved. What people completed before stays as it was.";
        return Redirect(scope.Href("training/courses"));
    }

    public async Task<IActionResult> OnPostRetireAsync(Guid id)
    {
        await LoadAsync(id);
        audit.Begin(TrainingProcesses.CourseChanged);
        Course!.Retire(clock.Today());
        audit.Record(TrainingProcesses.CourseChanged, nameof(Course), id, after: new { Course.RetiredOn });
        TempData["Success"] = $"{Course.Title} is out of the catalogue";
        return Redirect(scope.Href("training/courses"));
    }

    private async Task LoadAsync(Guid? id)
    {
        if (id is not null) Course = await db.Set<Course>().SingleOrDefaultAsync(c => c.Id == id) ?? throw new NotFound();
    }

    private static string Snapshot(Course course) =>
        $"{course.Title}; {course.Kind}; {course.Provider}; {string.Join(' ', course.Purposes)}; {string.Join(' ', course.Topics)}; {course.MonthsValid}";
}
