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

namespace Tutela.Web.Modules.Governance.Actions;

/// <summary>Gives somebody something to do: out of a meeting, out of an aspect of the self-review, or by itself.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Role.Headteacher, Role.SeniorLeader, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead)]
public sealed class AddModel(TutelaDb db, GovernanceAccess access, MeetingDesk desk, CurrentUser user, SchoolScope scope, AuditTrail audit) : PageModel
{
    [BindProperty] public ActionInput Input { get; set; } = new();

    public sealed class ActionInput
    {
        [Required(ErrorMessage = "Say what is to be done"), MaxLength(GovernanceAction.TextMaxLength, ErrorMessage = "Use at most 500 characters")] public string? Text { get; set; }
        [Required(ErrorMessage = "Choose who does it")] public Guid? Owner { get; set; }
        [Required(ErrorMessage = "Enter the day by which it is done"), Display(Name = "The day by which it is done")] public DateOnly? DueOn { get; set; }
    }

    public List<SelectListItem> Adults { get; private set; } = [];
    public string? From { get; private set; }
    public string BackHref { get; private set; } = "";

    public Task OnGetAsync(Guid? meeting, Guid? review, string? aspect) => LoadAsync(meeting, review, aspect);

    public async Task<IActionResult> OnPostAsync(Guid? meeting, Guid? review, string? aspect)
    {
        await LoadAsync(meeting, review, aspect);
        if (!ModelState.IsValid) return Page();
        audit.Begin(GovernanceProcesses.ActionAdded);
        if (Adults.Find(a => a.Value == Input.Owner.ToString()) is not { } owner) throw new Refused("Choose somebody from the list", "Input.Owner");
        await desk.GiveAsync(Input.Text!, Input.Owner!.Value, Input.DueOn!.Value, user.PersonId, meeting, review, review is null ? null : aspect);
        TempData["Success"] = $"{owner.Text} has it on their list.";
        return Redirect(BackHref);
    }

    private async Task LoadAsync(Guid? meeting, Guid? review, string? aspect)
    {
        BackHref = scope.Href("governors/actions");
        if (meeting is { } id)
        {
            From = await db.Set<Meeting>().Where(m => m.Id == id && m.CancelledAt == null).Select(m => m.Title).SingleOrDefaultAsync() ?? throw new NotFound();
            BackHref = scope.Href($"governors/meetings/{id}");
        }
        else if (review is { } one)
        {
            if (!access.MayJudge) throw new Forbidden();
            From = Aspect.Find(aspect ?? "")?.Title ?? throw new NotFound();
            if (!await db.Set<SelfReviewAspect>().AnyAsync(a => a.ReviewId == one && a.Aspect == aspect)) throw new NotFound();
            BackHref = scope.Href($"governors/self-review/{one}");
        }
        Adults = await access.AdultsAsync();
    }
}
