using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Governance.Meetings;

[For(Role.Governor, Role.ChairOfGovernors, Role.Headteacher, Role.SeniorLeader, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead)]
public sealed class CancelModel(TutelaDb db, SchoolScope scope, AuditTrail audit, TimeProvider clock) : MeetingPage(db, scope, clock)
{
    private readonly TutelaDb _db = db;
    private readonly TimeProvider _clock = clock;

    [BindProperty] public CancelInput Input { get; set; } = new();

    public sealed class CancelInput
    {
        [Required(ErrorMessage = "Say why"), MaxLength(Meeting.ReasonMaxLength, ErrorMessage = "Use at most 500 characters")] public string? Reason { get; set; }
    }

    public Task OnGetAsync(Guid id) => LoadMeetingAsync(id);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await _db.LockAsync<Meeting>(id);
        await LoadMeetingAsync(id);
        if (!ModelState.IsValid) return Page();
        audit.Begin(GovernanceProcesses.Cancelled);
        Meeting.Cancel(Input.Reason!.Trim(), _clock.GetUtcNow());
        audit.Record(GovernanceProcesses.Cancelled, nameof(Meeting), id, reason: Input.Reason);
        TempData["Success"] = "It is called off.";
        return Redirect(Href);
    }
}
