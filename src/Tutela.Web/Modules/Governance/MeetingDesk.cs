using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Concerns.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Notices;

namespace Tutela.Web.Modules.Governance;

/// <summary>Plans and minutes meetings, and gives actions. Scoped; works in the caller's transaction.</summary>
public sealed class MeetingDesk(TutelaDb db, ConcernFigures concerns, Notifier notifier, AuditTrail audit, TimeProvider clock)
{
    private const int FarthestYears = 2, MostLines = 40;

    public async Task<Meeting> PlanAsync(MeetingKind kind, string? title, DateOnly on, string? agenda, Guid by)
    {
        var now = clock.GetUtcNow();
        var today = clock.Today();
        if (on > today.AddYears(FarthestYears)) throw new Refused("Choose a day within the next two years", "Input.PlannedOn");
        if (on < today.AddYears(-1)) throw new Refused("This day is more than a year ago. Enter the day on which it is or was planned.", "Input.PlannedOn");
        if (kind == MeetingKind.RiskAssessment)
        {
            var year = new DateOnly(on.AcademicYear(), 9, 1);
            if (await db.Set<Meeting>().AnyAsync(m => m.Kind == kind && m.CancelledAt == null && m.PlannedOn >= year && m.PlannedOn < year.AddYears(1)))
                throw new Refused("This school year has its risk assessment already. Open that one, or call it off.", "Input.PlannedOn");
        }
        var lines = (agenda ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length > MostLines) throw new Refused($"An agenda has at most {MostLines} items", "Input.Agenda");
        var meeting = new Meeting
        {
            Id = Guid.CreateVersion7(now),
            Kind = kind,
            Title = title?.Trim() is { Length: > 0 } given ? given : kind.Name(),
            PlannedOn = on,
            Agenda = string.Join('\n', lines),
            PlannedById = by,
            PlannedAt = now,
        };
        db.Add(meeting);
        foreach (var (position, question) in kind.Questions().Index()) db.Add(new ReviewPoint { Id = Guid.CreateVersion7(now), MeetingId = meeting.Id, Question = question, Position = position });
        audit.Record(GovernanceProcesses.Planned, nameof(Meeting), meeting.Id, after: new { kind, meeting.PlannedOn });
        return meeting;
    }

    /// <summary>Keeps what was said and who was there and, for a meeting, the figures of the period as they are now.</summary>
    public async Task RecordAsync(Meeting meeting, DateOnly heldOn, string minutes, string? others, IReadOnlyCollection<(Guid Person, Capacity Capacity)> there, (DateOnly From, DateOnly To)? period, Guid by)
    {
        var now = clock.GetUtcNow();
        meeting.Record(heldOn, minutes, others, [.. there.Select(t => t.Capacity)], by, now);
        foreach (var (person, capacity) in there) db.Add(new MeetingAttendee { Id = Guid.CreateVersion7(now), MeetingId = meeting.Id, PersonId = person, Capacity = capacity });
        if (period is { } log) meeting.Attach(log.From, log.To, (await IncidentLog.MakeAsync(concerns, log.From, log.To)).ToJson());
        audit.Record(GovernanceProcesses.Recorded, nameof(Meeting), meeting.Id, after: new { meeting.HeldOn, there = there.Select(t => t.Capacity) });
    }

    public async Task<GovernanceAction> GiveAsync(string text, Guid owner, DateOnly due, Guid by, Guid? meeting = null, Guid? review = null, string? aspect = null)
    {
        var now = clock.GetUtcNow();
        if (due < clock.Today()) throw new Refused("Choose a day from today on", "Input.DueOn");
        if (due > clock.Today().AddYears(FarthestYears)) throw new Refused("Choose a day within the next two years", "Input.DueOn");
        var action = new GovernanceAction { Id = Guid.CreateVersion7(now), MeetingId = meeting, ReviewId = review, Aspect = aspect, Text = text.Trim(), OwnerId = owner, DueOn = due, AddedById = by, AddedAt = now };
        db.Add(action);
        audit.Record(GovernanceProcesses.ActionAdded, nameof(GovernanceAction), action.Id, after: new { action.Text, action.OwnerId, action.DueOn });
        if (owner != by) await notifier.TellAsync([owner], "You have been given an action by governors or senior leaders", "governors/actions");
        return action;
    }
}
