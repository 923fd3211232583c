using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Training.Rules;
using Tutela.Web.Modules.Training.SelfAudit;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Training.Mine;

/// <summary>A person's own training: what is asked, the next step, and what they have done.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Role.Visitor, Staff = true)]
public sealed class MineModel(TutelaDb db, CurrentUser user, TrainingRecords records, TrainingDesk desk, TrainingAccess access, SchoolScope scope, TimeProvider clock) : PageModel
{
    public sealed record NextSession(string Course, DateTimeOffset StartsAt, string? Place);

    public IReadOnlyList<Standing> Standings { get; private set; } = [];
    public IReadOnlyList<DoneCourse> Done { get; private set; } = [];
    public IReadOnlyList<NextSession> Coming { get; private set; } = [];
    public Guid? Sheet { get; private set; }
    public DateOnly SheetDueOn { get; private set; }
    public DateTimeOffset? ConfirmedAt { get; private set; }
    public PolicyLink? Policy { get; private set; }
    public bool IsStaff { get; private set; }
    public bool IsManager => access.IsManager;
    public bool IsGovernor => user.Is(Roles.Governors);

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostConfirmAsync()
    {
        await LoadAsync();
        if (!IsStaff) throw new Forbidden();
        await desk.ConfirmFilteringAsync(user.PersonId);
        TempData["Success"] = "Thank you. It is recorded for this school year.";
        return Redirect(scope.Href("training"));
    }

    private async Task LoadAsync()
    {
        var me = user.PersonId;
        var (now, year) = (clock.GetUtcNow(), clock.Today().AcademicYear());
        if (await records.OfAsync(me) is { } mine)
        {
            Standings = [.. mine.Standings.OrderByDescending(s => s.State)];
            Done = mine.Person.Done;
            IsStaff = mine.Person.IsStaff;
        }
        Coming = await (from session in db.Set<TrainingSession>()
                        join course in db.Set<Course>() on session.CourseId equals course.Id
                        where session.EndsAt > now && session.CancelledAt == null && session.HeldAt == null
                        orderby session.StartsAt
                        select new NextSession(course.Title, session.StartsAt, session.Place)).Take(3).ToListAsync();
        var sheet = await (from asked in db.Set<AuditSheet>()
                           join round in db.Set<AuditRound>() on asked.RoundId equals round.Id
                           where asked.PersonId == me && asked.AnsweredAt == null && round.ClosedOn == null
                           select new { asked.Id, round.DueOn }).FirstOrDefaultAsync();
        (Sheet, SheetDueOn) = (sheet?.Id, sheet?.DueOn ?? default);
        ConfirmedAt = await db.Set<FilteringConfirmation>().Where(c => c.PersonId == me && c.AcademicYear == year).Select(c => (DateTimeOffset?)c.At).SingleOrDefaultAsync();
        Policy = await db.Set<PolicyLink>().AsNoTracking().SingleOrDefaultAsync(l => l.Policy == PolicyLink.ChildProtection);
    }
}
