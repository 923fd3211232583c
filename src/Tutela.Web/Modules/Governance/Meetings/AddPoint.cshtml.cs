using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Concerns.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Governance.Meetings;

/// <summary>A further question of a review or, in a risk assessment, a hazard.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Role.Headteacher, Role.SeniorLeader, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead)]
public sealed class AddPointModel(TutelaDb db, SchoolScope scope, AuditTrail audit, TimeProvider clock) : MeetingPage(db, scope, clock)
{
    private const int Most = 60;
    private readonly TutelaDb _db = db;
    private readonly TimeProvider _clock = clock;

    [BindProperty] public PointInput Input { get; set; } = new();

    public sealed class PointInput
    {
        public OnlineRisk? Risk { get; set; }
        [Required(ErrorMessage = "Write it down in one sentence"), MaxLength(ReviewPoint.QuestionMaxLength, ErrorMessage = "Use at most 500 characters")] public string? Question { get; set; }
    }

    public bool IsHazard => Meeting.Kind == MeetingKind.RiskAssessment;

    public Task OnGetAsync(Guid id) => LoadAsync(id);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await LoadAsync(id);
        if (!ModelState.IsValid) return Page();
        audit.Begin(GovernanceProcesses.PointAdded);
        if (Status is MeetingStatus.SignedOff or MeetingStatus.Cancelled) throw new Refused("This review is closed. Nothing is added to it.", "Input.Question");
        if (IsHazard && (Input.Risk is not { } risk || !Enum.IsDefined(risk))) throw new Refused("Choose the kind of risk", "Input.Risk");
        var count = await _db.Set<ReviewPoint>().CountAsync(p => p.MeetingId == id);
        if (count >= Most) throw new Refused($"A review has at most {Most} points", "Input.Question");
        var point = new ReviewPoint { Id = Guid.CreateVersion7(_clock.GetUtcNow()), MeetingId = id, Risk = IsHazard ? Input.Risk : null, Question = Input.Question!.Trim(), Position = count };
        _db.Add(point);
        audit.Record(GovernanceProcesses.PointAdded, nameof(Meeting), id, after: new { point.Id, point.Risk });
        return Redirect($"{Href}/points/{point.Id}");
    }

    private async Task LoadAsync(Guid id)
    {
        await LoadMeetingAsync(id);
        if (!Meeting.Kind.IsReview()) throw new NotFound();
    }
}
