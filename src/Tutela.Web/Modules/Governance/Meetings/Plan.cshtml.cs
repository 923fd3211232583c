using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Governance.Meetings;

[For(Role.Governor, Role.ChairOfGovernors, Role.Headteacher, Role.SeniorLeader, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead)]
public sealed class PlanModel(MeetingDesk desk, CurrentUser user, SchoolScope scope, AuditTrail audit) : PageModel
{
    [BindProperty] public PlanInput Input { get; set; } = new();

    public sealed class PlanInput
    {
        [Required(ErrorMessage = "Choose what kind of meeting it is")] public MeetingKind? Kind { get; set; }
        [MaxLength(Meeting.TitleMaxLength, ErrorMessage = "Use at most 200 characters")] public string? Title { get; set; }
        [Required(ErrorMessage = "Enter the day"), Display(Name = "The day")] public DateOnly? PlannedOn { get; set; }
        [MaxLength(Meeting.AgendaMaxLength, ErrorMessage = "Use at most 5,000 characters")] public string? Agenda { get; set; }
    }

    public void OnGet(MeetingKind? kind) => Input.Kind = kind;

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid) return Page();
        audit.Begin(GovernanceProcesses.Planned);
        var meeting = await desk.PlanAsync(Input.Kind!.Value, Input.Title, Input.PlannedOn!.Value, Input.Agenda, user.PersonId);
        TempData["Success"] = "It is planned.";
        return Redirect(scope.Href($"governors/meetings/{meeting.Id}"));
    }
}
