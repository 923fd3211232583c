using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Training.Sessions;

/// <summary>One session for whoever leads it or manages training: who is there, and closing the list.</summary>
[For(Staff = true)]
public sealed class OneModel(TutelaDb db, CurrentUser user, SessionDesk desk, TrainingAccess access, SchoolScope scope, TimeProvider clock) : PageModel
{
    [BindProperty] public TickInput Input { get; set; } = new();
    [BindProperty] public GuestInput Guest { get; set; } = new();

    public sealed class TickInput
    {
        public List<Guid> Present { get; set; } = [];
    }

    public sealed class GuestInput
    {
        public string? Name { get; set; }
    }

    public TrainingSession Session { get; private set; } = null!;
    public Course Course { get; private set; } = null!;
    public string Leader { get; private set; } = "";
    public IReadOnlyList<Guid> Present { get; private set; } = [];
    public int ByCode { get; private set; }
    public IReadOnlyList<string> Guests { get; private set; } = [];
    public IReadOnlyList<SelectListItem> People { get; private set; } = [];
    public bool HasBegun => clock.GetUtcNow() >= Session.StartsAt - TrainingSession.Margin;

    public async Task OnGetAsync(Guid id)
    {
        await LoadAsync(id);
        Input.Present = [.. Present];
    }

    public async Task<IActionResult> OnPostTickAsync(Guid id)
    {
        await LoadForChangeAsync(id);
        await desk.TickAsync(Session, Input.Present, user.PersonId);
        return Back(id, "The list is saved");
    }

    public async Task<IActionResult> OnPostGuestAsync(Guid id)
    {
        await LoadForChangeAsync(id);
        Input.Present = [.. Present];
        desk.AddGuest(Session, Guest.Name, user.PersonId);
        return Back(id, "The name is on the list");
    }

    public async Task<IActionResult> OnPostHoldAsync(Guid id)
    {
        await LoadForChangeAsync(id);
        Input.Present = [.. Present];
        var people = await desk.HoldAsync(Session, user.PersonId);
        return Back(id, people == 1 ? "The list is closed: the training of 1 person is recorded" : $"The list is closed: the training of {people} people is recorded");
    }

    public async Task<IActionResult> OnPostCancelAsync(Guid id)
    {
        await LoadForChangeAsync(id);
        desk.Cancel(Session);
        return Back(id, "The session is called off");
    }

    private RedirectResult Back(Guid id, string done)
    {
        TempData["Success"] = done;
        return Redirect(scope.Href($"training/sessions/{id}"));
    }

    private async Task LoadForChangeAsync(Guid id)
    {
        await db.LockAsync<TrainingSession>(id);
        await LoadAsync(id);
    }

    private async Task LoadAsync(Guid id)
    {
        Session = await db.Set<TrainingSession>().SingleOrDefaultAsync(s => s.Id == id) ?? throw new NotFound();
        if (!access.MayLead(Session)) throw new Forbidden();
        Course = await db.Set<Course>().AsNoTracking().SingleAsync(c => c.Id == Session.CourseId);
        var there = await db.Set<Attendance>().AsNoTracking().Where(a => a.SessionId == id).OrderBy(a => a.At).ToListAsync();
        Present = [.. there.Where(a => a.PersonId is not null).Select(a => a.PersonId!.Value)];
        ByCode = there.Count(a => a.Way == AttendanceWay.Code);
        Guests = [.. there.Where(a => a.GuestName is not null).Select(a => a.GuestName!)];
        // Volunteers and other visitors come last: there may be many who have nothing to do with training.
        var people = await TrainingRecords.Trained(db).AsNoTracking().OrderBy(p => p.Kind == PersonKind.Visitor).ThenBy(p => p.FamilyName).ThenBy(p => p.GivenName).ToListAsync();
        People = [.. people.Select(p => new SelectListItem($"{p.Name}{Note(p)}", p.Id.ToString()))];
        Leader = Session.LedBy ?? people.FirstOrDefault(p => p.Id == Session.LeaderId)?.Name ?? "";
    }

    private static string Note(Person person) =>
        (person.Kind switch { PersonKind.Governor => ", governor", PersonKind.Visitor => ", visitor", _ => "" }) + (person.AccountId is null ? " (no sign-in)" : "");
}
