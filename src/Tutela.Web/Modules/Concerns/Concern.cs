using Tutela.Web.Modules.Concerns.Contract;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Concerns;

/// <summary>A worry about a child's safety online: what was said, who dealt with it, and how it ended. What was said is fixed, here and
/// in the database; whatever comes later is an entry of its own.</summary>
public sealed partial class Concern : SchoolRow
{
    public const int AccountMaxLength = 10_000;
    public const int ChildWordsMaxLength = 5_000;
    public const int ActionTakenMaxLength = 5_000;
    public const int UnnamedMaxLength = 500;
    public const int HappenedAboutMaxLength = 200;
    public const int ReasonMaxLength = 2_000;
    public const int OutcomeMaxLength = 5_000;
    public const int ReferenceMaxLength = 100;

    public int Number { get; init; }
    public ConcernSource Source { get; init; }
    /// <summary>The alert that it was made from.</summary>
    public Guid? SourceId { get; init; }
    public string? SourceText { get; init; }
    public Guid? ReporterId { get; init; }
    public Person? Reporter { get; init; }
    public PupilStance? Stance { get; init; }
    /// <summary>What happened, in the reporter's words.</summary>
    public required string Account { get; init; }
    /// <summary>The child's own words, apart from the reporter's.</summary>
    public string? ChildWords { get; init; }
    public string? ActionTaken { get; init; }
    /// <summary>Children whom the reporter could not name.</summary>
    public string? Unnamed { get; init; }
    public DateOnly? HappenedOn { get; init; }
    public TimeOnly? HappenedTime { get; init; }
    /// <summary>When it happened, in words, where the day is not sure.</summary>
    public string? HappenedAbout { get; init; }
    public DateTimeOffset WrittenAt { get; init; }
    public int PackVersion { get; private set; }

    public bool Urgent { get; private set; }
    public ConcernStatus Status { get; private set; }
    public Guid? OwnerId { get; private set; }
    public Person? Owner { get; init; }
    /// <summary>Handed to the owner by name, so that a change of role does not move it.</summary>
    public bool OwnerByName { get; private set; }
    /// <summary>How far down the pack's cascade it has gone; -1 while it has gone to nobody.</summary>
    public int CascadeLevel { get; private set; } = -1;
    /// <summary>When, unread, it passes on.</summary>
    public DateTimeOffset? NextDue { get; private set; }
    public DateTimeOffset? ReadAt { get; private set; }
    public Guid? ReadById { get; private set; }

    public Decision? Decision { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public Guid? DecidedById { get; private set; }
    // Stages: identified is WrittenAt and the reporter.
    public DateTimeOffset? IntervenedAt { get; private set; }
    public Guid? IntervenedById { get; private set; }
    public DateTimeOffset? EscalatedAt { get; private set; }
    public Guid? EscalatedById { get; private set; }
    public string? EscalationNotNeeded { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public Guid? ClosedById { get; private set; }
    public string? Outcome { get; private set; }

    public bool MayBeIllegal { get; private set; }
    public bool Serious { get; private set; }
    public PoliceDecision? Police { get; private set; }
    public string? PoliceReason { get; private set; }
    public DateTimeOffset? PoliceToldAt { get; private set; }
    public string? PoliceReference { get; private set; }
    public string? PoliceMaterial { get; private set; }

    public Answer? Repeated { get; private set; }
    public Answer? Intended { get; private set; }
    public Answer? PowerImbalance { get; private set; }
    /// <summary>The label, which the safeguarding lead decides.</summary>
    public bool? IsCyberBullying { get; private set; }

    public string? RecordReference { get; private set; }
    public DateOnly? RecordEnteredOn { get; private set; }
    public Guid? RecordEnteredById { get; private set; }
    public DateTimeOffset? FeedbackAt { get; private set; }
    public DateTimeOffset? FeedbackReadAt { get; private set; }

    public List<ConcernKind> Kinds { get; } = [];
    public List<ConcernPerson> People { get; } = [];
    public List<ConcernRecipient> Recipients { get; } = [];
    public List<ConcernEntry> Entries { get; } = [];
    public List<ConcernAction> Actions { get; } = [];
    public List<AgencyContact> Contacts { get; } = [];

    public IEnumerable<ConcernKind> CurrentKinds => Kinds.Where(k => k.EndedAt is null).OrderBy(k => k.Risk);
    public IEnumerable<OnlineRisk> Risks => CurrentKinds.Select(k => k.Risk).Distinct();
    public IEnumerable<ConcernPerson> CurrentPeople => People.Where(p => p.EndedAt is null).OrderBy(p => p.Part);
    public bool Has(Handling handling) => CurrentKinds.Any(k => k.Handling == handling);
    public bool NeedsPoliceDecision => (MayBeIllegal || Serious) && Police is null;
}
