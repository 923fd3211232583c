using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Governance.Meetings;

/// <summary>What shows how one point stands, and what was found.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Role.Headteacher, Role.SeniorLeader, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead)]
public sealed class PointModel(TutelaDb db, SchoolScope scope, AuditTrail audit, TimeProvider clock) : MeetingPage(db, scope, clock)
{
    private readonly TutelaDb _db = db;

    [BindProperty] public AnswerInput Input { get; set; } = new();

    public sealed class AnswerInput
    {
        [Required(ErrorMessage = "Say what shows it"), MaxLength(ReviewPoint.AnswerMaxLength, ErrorMessage = "Use at most 2,000 characters")] public string? Evidence { get; set; }
        [Required(ErrorMessage = "Say what was found"), MaxLength(ReviewPoint.AnswerMaxLength, ErrorMessage = "Use at most 2,000 characters")] public string? Finding { get; set; }
    }

    public ReviewPoint Point { get; private set; } = null!;

    public async Task OnGetAsync(Guid id, Guid point)
    {
        await LoadAsync(id, point);
        (Input.Evidence, Input.Finding) = (Point.Evidence, Point.Finding);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid point)
    {
        await LoadAsync(id, point);
        if (!ModelState.IsValid) return Page();
        audit.Begin(GovernanceProcesses.PointAnswered);
        var before = new { Point.Evidence, Point.Finding };
        Point.Answer(Meeting, Input.Evidence!.Trim(), Input.Finding!.Trim());
        audit.Record(GovernanceProcesses.PointAnswered, nameof(Meeting), id, before, new { Point.Evidence, Point.Finding });
        return Redirect(Href);
    }

    private async Task LoadAsync(Guid id, Guid point)
    {
        await LoadMeetingAsync(id);
        Point = await _db.Set<ReviewPoint>().SingleOrDefaultAsync(p => p.Id == point && p.MeetingId == id) ?? throw new NotFound();
    }
}
