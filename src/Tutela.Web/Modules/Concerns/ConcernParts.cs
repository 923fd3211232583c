using Tutela.Web.Modules.Concerns.Contract;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Concerns;

public enum ConcernStatus { Raised, Open, Closed }

/// <summary>How the concern came: by staff, by a pupil, by a parent or carer, or made from an alert or a breach.</summary>
public enum ConcernSource { Staff, Pupil, Alert, Breach, Parent }

/// <summary>What a pupil said of their own part.</summary>
public enum PupilStance { ToMe, SawIt }

public enum Decision { OpenCase, AdviceGiven, ReferOn, NoFurtherAction }

public enum PoliceDecision { Told, NotTold }

public enum Answer { Yes, No, NotKnown }

/// <summary>What a sub-type asks for beyond the ordinary.</summary>
public enum Handling { Ordinary, DoNotView, BehaviourPolicy, SexualHarassment }

/// <summary>The part of a child in a concern. <see cref="Linked"/>: it belongs to the child's chronology without a part in what happened.</summary>
public enum Part { Harmed, Responsible, Witness, Unclear, Linked }

/// <summary><see cref="Handles"/> gives the case; <see cref="Told"/> only what the pupil wrote to them.</summary>
public enum Standing { Handles, Told }

/// <summary>One kind of risk in a concern, with the sub-type as it was named when it was chosen.</summary>
public sealed class ConcernKind : SchoolRow
{
    public Guid ConcernId { get; init; }
    public OnlineRisk Risk { get; init; }
    public string? Subtype { get; init; }
    public string? Name { get; init; }
    public Handling Handling { get; init; }
    public Answer? Consent { get; init; }
    /// <summary>When the safeguarding lead chose another kind; what was chosen first is kept.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}

public sealed class ConcernPerson : SchoolRow
{
    public Guid ConcernId { get; init; }
    public Guid PersonId { get; init; }
    public Person Person { get; init; } = null!;
    public Part Part { get; init; }
    public DateTimeOffset AddedAt { get; init; }
    public Guid? AddedById { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>Somebody whom the concern went to: by a role, which they must still hold to see it, or by name (no role).</summary>
public sealed class ConcernRecipient : SchoolRow
{
    public Guid ConcernId { get; init; }
    public Guid PersonId { get; init; }
    public Person Person { get; init; } = null!;
    public Role? Role { get; init; }
    public Standing Standing { get; init; }
    public DateTimeOffset ToldAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>One line of the chronology. Append-only in the database.</summary>
public sealed class ConcernEntry : SchoolRow
{
    public const int TextMaxLength = 5_000;

    public Guid ConcernId { get; init; }
    public EntryKind Kind { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid? ById { get; init; }
    public required string ByName { get; init; }
    public required string Text { get; init; }
}

public enum EntryKind
{
    Reported, SentTo, RoleEmpty, PassedOn, Read, Triaged, HandedOn, ActionAdded, ActionDone, Intervened, Escalated, AgencyContacted,
    PoliceDecided, BullyingTested, ScopeDecided, RecordEntered, FedBack, Noted, Corrected, AddedTo, ChildLinked, ChildUnlinked, Reclassified, Closed, Reopened,
}

public sealed class ConcernAction : SchoolRow
{
    public const int TextMaxLength = 500;
    public const int NoteMaxLength = 2_000;

    public Guid ConcernId { get; init; }
    public required string Text { get; init; }
    public Guid OwnerId { get; init; }
    public Person Owner { get; init; } = null!;
    public DateOnly DueOn { get; init; }
    public bool UnderBehaviourPolicy { get; init; }
    public DateTimeOffset AddedAt { get; init; }
    public Guid AddedById { get; init; }
    public DateTimeOffset? DoneAt { get; set; }
    public Guid? DoneById { get; set; }
    public string? DoneNote { get; set; }
}

public sealed class AgencyContact : SchoolRow
{
    public const int AgencyMaxLength = 200;
    public const int TextMaxLength = 2_000;

    public Guid ConcernId { get; init; }
    public required string Agency { get; init; }
    public DateOnly On { get; init; }
    public required string Reason { get; init; }
    public required string Outcome { get; init; }
    public DateTimeOffset AddedAt { get; init; }
    public Guid AddedById { get; init; }
}

/// <summary>The next number for a concern at a school.</summary>
public sealed class ConcernCounter
{
    public Guid SchoolId { get; init; }
    public int Last { get; init; }
}
