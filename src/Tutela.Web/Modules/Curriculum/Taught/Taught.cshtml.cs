using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Curriculum.Taught;

/// <summary>A teacher writes down what the own classes were taught; the computing lead and the headteacher, any class.</summary>
[For(Role.Teacher, Role.ComputingLead, Role.Headteacher)]
public sealed class TaughtModel(TutelaDb db, PeopleDirectory people, CurrentUser user, SchoolScope scope, AuditTrail audit, TimeProvider clock) : PageModel
{
    public static readonly Role[] Teachers = [Role.Teacher, Role.ComputingLead, Role.Headteacher];
    public static readonly Process Recorded = new("curriculum.lesson", "What a class was taught about online safety was recorded");
    private const int Most = 200;

    [BindProperty] public LessonInput Input { get; set; } = new();

    public sealed class LessonInput
    {
        public Guid? Class { get; set; }
        public Strand? Strand { get; set; }
        public string? Title { get; set; }
        public DateOnly? On { get; set; }
    }

    public sealed record Row(string Class, Strand Strand, string Title, DateOnly On);

    public IReadOnlyList<SelectListItem> Choices { get; private set; } = [];
    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (Input.On, Input.Class) = (clock.Today(), Choices.Count == 1 ? Guid.Parse(Choices[0].Value) : null);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        audit.Begin(Recorded);
        if (!ModelState.IsValid) return Page();
        if (Input.Class is not { } chosen) throw new Refused("Choose the class", "Input.Class");
        // A class of another teacher, or of another school, is not there to be chosen.
        if (Choices.All(c => c.Value != chosen.ToString())) throw new NotFound();
        var lesson = Lesson.Record(chosen, Input.Strand, Input.Title, Input.On, user.PersonId, clock.GetUtcNow());
        db.Add(lesson);
        audit.Record(Recorded, nameof(Lesson), lesson.Id, after: new { lesson.ClassId, strand = lesson.Strand.ToString(), lesson.Title, lesson.TaughtOn });
        TempData["Success"] = $"“{lesson.Title}” is recorded.";
        return Redirect(scope.Href("curriculum"));
    }

    private async Task LoadAsync()
    {
        var classes = user.Is(Role.ComputingLead, Role.Headteacher) ? await people.OpenClassesAsync() : await people.ClassesOfTeacherAsync(user.PersonId);
        Choices = [.. classes.Select(c => new SelectListItem(c.Title, c.Id.ToString()))];
        var (ids, from) = (classes.ConvertAll(c => c.Id), new DateOnly(clock.Today().AcademicYear(), 9, 1));
        var titles = classes.ToDictionary(c => c.Id, c => c.Title);
        Rows = [.. (await db.Set<Lesson>().AsNoTracking().Where(l => ids.Contains(l.ClassId) && l.TaughtOn >= from).OrderByDescending(l => l.TaughtOn).ThenByDescending(l => l.At).Take(Most).ToListAsync())
            .Select(l => new Row(titles[l.ClassId], l.Strand, l.Title, l.TaughtOn))];
    }
}
