using Tutela.Web.Modules.Concerns.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Governance;

/// <summary>A meeting on online safety, a governor's visit, or a yearly review that is held as one. What was minuted is never edited: more is
/// added beneath it.</summary>
public sealed class Meeting : SchoolRow
{
    public const int TitleMaxLength = 200, AgendaMaxLength = 5000, MinutesMaxLength = 20_000, OthersMaxLength = 500, FindingsMaxLength = 5000, ReasonMaxLength = 500, NameMaxLength = 200;
    private const int EarliestMonths = 12;

    public MeetingKind Kind { get; init; }
    public required string Title { get; init; }
    public DateOnly PlannedOn { get; init; }
    /// <summary>A line an item.</summary>
    public required string Agenda { get; init; }
    public Guid PlannedById { get; init; }
    public DateTimeOffset PlannedAt { get; init; }
    public DateOnly? HeldOn { get; private set; }
    public string? Minutes { get; private set; }
    /// <summary>Who else was there, as written.</summary>
    public string? Others { get; private set; }
    public DateOnly? LogFrom { get; private set; }
    public DateOnly? LogTo { get; private set; }
    /// <summary>Counts of the period as they were, without names and without small numbers.</summary>
    public string? IncidentLog { get; private set; }
    public Guid? RecordedById { get; private set; }
    public DateTimeOffset? RecordedAt { get; private set; }
    public string? Findings { get; private set; }
    public DateOnly? NextOn { get; private set; }
    public string? SignedName { get; private set; }
    public Guid? SignedById { get; private set; }
    public DateTimeOffset? SignedAt { get; private set; }
    public DateTimeOffset? CancelledAt { get; private set; }
    public string? CancelledReason { get; private set; }

    public MeetingStatus StatusOn(DateOnly today) =>
        CancelledAt is not null ? MeetingStatus.Cancelled
        : SignedAt is not null ? MeetingStatus.SignedOff
        : HeldOn is not null ? MeetingStatus.Held
        : PlannedOn < today ? MeetingStatus.Missed : MeetingStatus.Planned;

    public void Record(DateOnly heldOn, string minutes, string? others, IReadOnlyCollection<Capacity> there, Guid by, DateTimeOffset now)
    {
        if (CancelledAt is not null) throw new Refused("This meeting was called off. Plan a new one.", "Input.Minutes");
        if (HeldOn is not null) throw new Refused("This meeting has minutes already. Add to them instead.", "Input.Minutes");
        if (heldOn > now.LondonDay()) throw new Refused("Enter the day on which it was held, not one to come", "Input.HeldOn");
        if (heldOn < PlannedAt.LondonDay().AddMonths(-EarliestMonths)) throw new Refused("Enter the day on which it was held. This one is more than a year ago.", "Input.HeldOn");
        if (there.Count == 0) throw new Refused("Choose who was there", $"Input.{Kind.Needs().FirstOrDefault(Capacity.Governor)}");
        (HeldOn, Minutes, Others, RecordedById, RecordedAt) = (heldOn, minutes, others, by, now);
    }

    public void Attach(DateOnly from, DateOnly to, string log) => (LogFrom, LogTo, IncidentLog) = (from, to, log);

    public void Cancel(string reason, DateTimeOffset now)
    {
        if (HeldOn is not null || CancelledAt is not null) throw new Refused("Only a meeting that has not been held is called off.", "Input.Reason");
        (CancelledAt, CancelledReason) = (now, reason);
    }

    /// <summary>Ends a yearly review: everybody it needs was there, each point has its evidence and finding, and the next one is near enough.</summary>
    public void SignOff(string findings, DateOnly nextOn, string name, IReadOnlyCollection<Capacity> there, IReadOnlyCollection<ReviewPoint> points, int withinMonths, Guid by, DateTimeOffset now)
    {
        if (!Kind.IsReview()) throw new Refused("Only a yearly review is signed off.", "Input.SignedName");
        if (CancelledAt is not null || HeldOn is not { } held) throw new Refused("Record first that it was held, and who was there.", "Input.SignedName");
        if (SignedAt is not null) throw new Refused("This review is signed off already.", "Input.SignedName");
        if (Kind.Needs().FirstOrDefault(c => !there.Contains(c)) is var missing && Kind.Needs().Any(c => !there.Contains(c)))
            throw new Refused($"It cannot be signed off without {missing.Name()} there. Hold it again with everybody it needs.", "Input.SignedName");
        if (points.Count == 0) throw new Refused("Write down first what was looked at.", "Input.SignedName");
        if (points.FirstOrDefault(p => !p.IsAnswered) is { } open) throw new Refused($"Each point needs its evidence and finding. This one has none yet: {open.Question}", "Input.SignedName");
        if (Kind == MeetingKind.RiskAssessment && Enum.GetValues<OnlineRisk>().FirstOrDefault(r => points.All(p => p.Risk != r)) is var risk && points.All(p => p.Risk != risk))
            throw new Refused($"Name at least one hazard of {risk.ToString().ToLowerInvariant()}.", "Input.SignedName");
        if (nextOn <= held) throw new Refused("The next review is after this one", "Input.NextOn");
        if (nextOn > held.AddMonths(withinMonths)) throw new Refused($"Plan the next review no later than {Platform.Ui.DateText.Day(held.AddMonths(withinMonths))}: {withinMonths} months after this one", "Input.NextOn");
        (Findings, NextOn, SignedName, SignedById, SignedAt) = (findings, nextOn, name, by, now);
    }
}

public enum MeetingKind { Board, Visit, FilteringReview, RiskAssessment, IctAudit }

public enum MeetingStatus { Planned, Missed, Held, SignedOff, Cancelled }

public enum Capacity { SeniorLeader, SafeguardingLead, Ict, Governor }

/// <summary>Somebody was there, as what.</summary>
public sealed class MeetingAttendee : SchoolRow
{
    public Guid MeetingId { get; init; }
    public Guid PersonId { get; init; }
    public Capacity Capacity { get; init; }
}

/// <summary>Something added to minutes afterwards.</summary>
public sealed class MeetingNote : SchoolRow
{
    public const int TextMaxLength = 5000;

    public Guid MeetingId { get; init; }
    public required string Text { get; init; }
    public Guid ById { get; init; }
    public required string ByName { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>What a review looks at: a question or, in a risk assessment, a hazard of one of the four kinds.</summary>
public sealed class ReviewPoint : SchoolRow
{
    public const int QuestionMaxLength = 500, AnswerMaxLength = 2000;

    public Guid MeetingId { get; init; }
    public OnlineRisk? Risk { get; init; }
    public required string Question { get; init; }
    public string? Evidence { get; private set; }
    public string? Finding { get; private set; }
    public int Position { get; init; }

    public bool IsAnswered => Evidence is not null && Finding is not null;

    public void Answer(Meeting meeting, string evidence, string finding)
    {
        if (meeting.SignedAt is not null || meeting.CancelledAt is not null) throw new Refused("This review is closed. What it found stays as it is.", "Input.Finding");
        (Evidence, Finding) = (evidence, finding);
    }
}
