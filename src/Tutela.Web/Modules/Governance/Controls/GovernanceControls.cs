using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Governance.Controls;

/// <summary>The board meets staff as often as it should, each meeting has minutes and its incident log, and none was missed.</summary>
internal sealed class BoardMeets(PackInForce pack) : Control
{
    public override string Id => "governance.meetings";
    public override string Title => "Meetings on online safety are held";
    public override IReadOnlyList<string> Clauses => ["WED-3.1d"];
    public override Role Owner => Role.ChairOfGovernors;

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        const string evidence = "governors/meetings";
        var (today, every) = (now.LondonDay(), pack.Settings.Governance.MeetingEveryMonths);
        var meetings = await db.Set<Meeting>().AsNoTracking().Where(m => m.Kind == MeetingKind.Board && m.CancelledAt == null).ToListAsync();
        var held = meetings.Where(m => m.HeldOn is not null).ToList();
        var missed = meetings.Count(m => m.StatusOn(today) == MeetingStatus.Missed);
        if (meetings.Count == 0) return new(ControlState.NoEvidenceYet, "No meeting has been planned yet.", 0, 0, evidence);
        if (missed > 0) return new(ControlState.NotMet, missed == 1 ? "1 meeting was missed." : $"{missed} meetings were missed.", held.Count, held.Count + missed, evidence);
        if (held.Count == 0) return new(ControlState.NoEvidenceYet, "A meeting is planned; none has been held yet.", 0, 0, evidence);
        var last = held.Max(m => m.HeldOn!.Value);
        return last >= today.AddMonths(-every)
            ? new(ControlState.Met, $"The last meeting was held on {DateText.Day(last)}.", held.Count, held.Count, evidence)
            : new(ControlState.NotMet, $"The last meeting was held on {DateText.Day(last)}, more than {every} months ago.", held.Count, held.Count + 1, evidence);
    }
}

/// <summary>A yearly review that is signed off: red without one in the last year.</summary>
internal abstract class YearlyReview(MeetingKind kind) : Control
{
    private const int WarnDays = 30;

    public override string Rhythm => "each year";

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        var today = now.LondonDay();
        var last = await db.Set<Meeting>().Where(m => m.Kind == kind && m.SignedAt != null).MaxAsync(m => m.HeldOn);
        if (last is not { } held) return new(ControlState.NotMet, "None has been signed off yet.", 0, 1, "governors/meetings");
        var ends = held.AddYears(1);
        return ends < today ? new(ControlState.NotMet, $"The last one was held on {DateText.Day(held)}, more than a year ago.", 0, 1, "governors/meetings")
            : new(ends < today.AddDays(WarnDays) ? ControlState.AtRisk : ControlState.Met, $"Held on {DateText.Day(held)} and signed off.", 1, 1, "governors/meetings");
    }
}

internal sealed class FilteringReviewed() : YearlyReview(MeetingKind.FilteringReview)
{
    public override string Id => "governance.filtering-review";
    public override string Title => "Filtering and monitoring are reviewed each year";
    public override IReadOnlyList<string> Clauses => ["WED-3.1f"];
    public override Role Owner => Role.ChairOfGovernors;
}

/// <summary>One risk assessment a school year, with hazards of each of the four kinds (its sign-off asks for them).</summary>
internal sealed class RiskAssessed : Control
{
    public override string Id => "governance.risk-assessment";
    public override string Title => "This school year's online safety risk assessment is done";
    public override IReadOnlyList<string> Clauses => ["WED-3.3n"];
    public override Role Owner => Role.DesignatedSafeguardingLead;
    public override string Rhythm => "each school year";

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        var year = new DateOnly(now.LondonDay().AcademicYear(), 9, 1);
        var assessment = await db.Set<Meeting>().AsNoTracking().Where(m => m.Kind == MeetingKind.RiskAssessment && m.CancelledAt == null && m.PlannedOn >= year && m.PlannedOn < year.AddYears(1)).SingleOrDefaultAsync();
        return assessment is null ? new(ControlState.NotMet, "This school year has no risk assessment yet.", 0, 1, "governors/meetings")
            : assessment.SignedAt is null ? new(ControlState.AtRisk, $"It is planned for {DateText.Day(assessment.PlannedOn)} and not signed off.", 0, 1, $"governors/meetings/{assessment.Id}")
            : new(ControlState.Met, $"Held on {DateText.Day(assessment.HeldOn!.Value)} and signed off.", 1, 1, $"governors/meetings/{assessment.Id}");
    }
}

/// <summary>The headteacher and at least one other senior leader have confirmed this school year that they know what to do about a grave allegation.</summary>
internal sealed class AllegationProcedureKnown : Control
{
    public override string Id => "governance.allegation-procedure";
    public override string Title => "The head and another senior leader know the procedure for allegations";
    public override IReadOnlyList<string> Clauses => ["WID-5.2"];
    public override Role Owner => Role.Headteacher;
    public override string Rhythm => "each school year";

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        const string evidence = "staff-allegations/procedure";
        var confirmed = await Procedure.Confirmed.ThisYearAsync(db, now.LondonDay());
        var (head, others) = (confirmed.Any(c => c.IsHead), confirmed.Count(c => !c.IsHead && c.IsLeader));
        if (confirmed.Count == 0) return new(ControlState.NotMet, "Nobody has confirmed it this school year.", 0, 2, evidence);
        return head && others > 0 ? new(ControlState.Met, "The headteacher and another senior leader have confirmed it this school year.", 2, 2, evidence)
            : new(ControlState.NotMet, head ? "No senior leader besides the headteacher has confirmed it this school year." : "The headteacher has not confirmed it this school year.", 1, 2, evidence);
    }
}
