using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Training.Sessions;

/// <summary>Where the session's code leads: somebody who is signed in says that they are here. Opening it does nothing; the button does.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Role.Visitor, Staff = true)]
public sealed class HereModel(TutelaDb db, CurrentUser user, SessionDesk desk, SchoolScope scope, TimeProvider clock) : PageModel
{
    public TrainingSession Session { get; private set; } = null!;
    public string Course { get; private set; } = "";
    public bool IsHere { get; private set; }
    public string Name => user.Name;
    public bool IsOpen => Session.IsOpen(clock.GetUtcNow());

    public Task OnGetAsync(string code) => LoadAsync(code);

    public async Task<IActionResult> OnPostAsync(string code)
    {
        await LoadAsync(code);
        await db.LockAsync<TrainingSession>(Session.Id);
        await desk.SignInAsync(Session, user.PersonId);
        return Redirect(scope.Href($"training/here/{code}"));
    }

    private async Task LoadAsync(string code)
    {
        Session = await db.Set<TrainingSession>().SingleOrDefaultAsync(s => s.Code == code) ?? throw new NotFound();
        Course = await db.Set<Course>().Where(c => c.Id == Session.CourseId).Select(c => c.Title).SingleAsync();
        IsHere = await db.Set<Attendance>().AnyAsync(a => a.SessionId == Session.Id && a.PersonId == user.PersonId);
    }
}
