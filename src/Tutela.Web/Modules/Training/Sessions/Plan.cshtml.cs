using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Training.Sessions;

[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.Headteacher, Role.SeniorLeader, Role.ComputingLead)]
public sealed class PlanModel(TutelaDb db, CurrentUser user, SessionDesk desk, SchoolScope scope) : PageModel
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    [BindProperty] public PlanInput Input { get; set; } = new();

    public sealed class PlanInput
    {
        [Required(ErrorMessage = "Choose a course")] public Guid? CourseId { get; set; }
        [Required(ErrorMessage = "Enter the day"), Display(Name = "Day")] public DateOnly? Day { get; set; }
        [Required(ErrorMessage = "Enter when it starts"), Display(Name = "Start")] public TimeOnly? Starts { get; set; }
        [Required(ErrorMessage = "Enter when it ends"), Display(Name = "End")] public TimeOnly? Ends { get; set; }
        public string? Place { get; set; }
        public Guid? Leader { get; set; }
        public string? LedBy { get; set; }
    }

    public IReadOnlyList<SelectListItem> Courses { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Leaders { get; private set; } = [];

    public async Task OnGetAsync(Guid? course)
    {
        await LoadAsync();
        Input.CourseId = course;
        Input.Leader = user.PersonId;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (!ModelState.IsValid) return Page();
        var session = await desk.PlanAsync(new SessionPlan(Input.CourseId!.Value, At(Input.Starts!.Value), At(Input.Ends!.Value), Input.Place, Input.Leader, Input.LedBy), user.PersonId);
        TempData["Success"] = "The session is planned";
        return Redirect(scope.Href($"training/sessions/{session.Id}"));
    }

    private DateTimeOffset At(TimeOnly time)
    {
        var local = Input.Day!.Value.ToDateTime(time);
        return new DateTimeOffset(local, London.GetUtcOffset(local)).ToUniversalTime();
    }

    private async Task LoadAsync()
    {
        Courses = [.. (await db.Set<Course>().AsNoTracking().Where(c => c.RetiredOn == null).OrderBy(c => c.Title).ToListAsync()).Select(c => new SelectListItem(c.Title, c.Id.ToString()))];
        Leaders = [.. (await db.Set<Person>().AsNoTracking().Where(p => p.EndedOn == null && p.Kind == PersonKind.Staff).OrderBy(p => p.FamilyName).ThenBy(p => p.GivenName).ToListAsync())
            .Select(p => new SelectListItem(p.Name, p.Id.ToString()))];
    }
}
