using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Training.Board;

/// <summary>Training that was no session here: a provider's course, an online course, an assembly that a governor came to.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.Headteacher, Role.SeniorLeader, Role.ComputingLead)]
public sealed class RecordModel(TutelaDb db, CurrentUser user, TrainingDesk desk, AuditTrail audit, SchoolScope scope) : PageModel
{
    [BindProperty] public RecordInput Input { get; set; } = new();

    public sealed class RecordInput
    {
        [Required(ErrorMessage = "Choose a course")] public Guid? CourseId { get; set; }
        [Required(ErrorMessage = "Enter the day"), Display(Name = "Day")] public DateOnly? DoneOn { get; set; }
        public List<Guid> People { get; set; } = [];
    }

    public IReadOnlyList<SelectListItem> Courses { get; private set; } = [];
    public IReadOnlyList<SelectListItem> People { get; private set; } = [];

    public async Task OnGetAsync(Guid? person)
    {
        await LoadAsync();
        if (person is { } one) Input.People = [one];
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        audit.Begin(TrainingProcesses.Completed);
        if (!ModelState.IsValid) return Page();
        var course = await db.Set<Course>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == Input.CourseId && c.RetiredOn == null) ?? throw new Refused("Choose a course", "Input.CourseId");
        if (Input.People.Count == 0 || Input.People.Any(id => People.All(p => p.Value != id.ToString()))) throw new Refused("Choose who completed it", "Input.People");
        var recorded = await desk.CompleteAsync(course, Input.People, Input.DoneOn!.Value, user.PersonId);
        if (recorded == 0) throw new Refused("This is recorded for them already", "Input.People");
        TempData["Success"] = recorded == 1 ? "The training of 1 person is recorded" : $"The training of {recorded} people is recorded";
        return Redirect(scope.Href("training/board"));
    }

    private async Task LoadAsync()
    {
        Courses = [.. (await db.Set<Course>().AsNoTracking().Where(c => c.RetiredOn == null).OrderBy(c => c.Title).ToListAsync()).Select(c => new SelectListItem(c.Title, c.Id.ToString()))];
        People = [.. (await TrainingRecords.Trained(db).AsNoTracking().OrderBy(p => p.Kind == PersonKind.Visitor).ThenBy(p => p.FamilyName).ThenBy(p => p.GivenName).ToListAsync())
            .Select(p => new SelectListItem(p.Name, p.Id.ToString()))];
    }
}
