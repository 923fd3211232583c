using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.People.Leave;

/// <summary>Ends somebody at the school, at once.</summary>
[For(Role.Administrator, Role.Headteacher)]
public sealed class LeaveModel(TutelaDb db, LeaverDesk leavers, PostVacancy vacancy, RoleDesk roles, CurrentUser user, SchoolScope scope, AuditTrail audit) : PageModel
{
    public const int ReasonMaxLength = 500;

    [BindProperty] public LeaveInput Input { get; set; } = new();

    public sealed class LeaveInput
    {
        [Required(ErrorMessage = "Say why, such as moved to another school"), MaxLength(ReasonMaxLength, ErrorMessage = "Use at most 500 characters")] public string Reason { get; set; } = "";
    }

    public Person Person { get; private set; } = null!;

    public Task OnGetAsync(Guid id) => LoadAsync(id);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await db.LockAsync<Person>(id);
        await LoadAsync(id);
        if (!ModelState.IsValid) return Page();
        audit.Begin(LeaverDesk.Left);
        if (id == user.PersonId) throw new Refused("You can't end your own sign-in. Ask the headteacher or another administrator.", "Input.Reason");
        if (await roles.HoldersAsync(Role.Administrator) is [var last] && last == id) throw new Refused("This is the only administrator. Make somebody else an administrator first.", "Input.Reason");
        await vacancy.CheckLeaveAsync(id, "Input.Reason");
        await leavers.LeaveAsync([id], Input.Reason.Trim());
        TempData["Success"] = $"{Person.Name} has left. They can no longer sign in.";
        return Redirect(scope.Href($"people/{id}"));
    }

    private async Task LoadAsync(Guid id) => Person = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.EndedOn == null) ?? throw new NotFound();
}
