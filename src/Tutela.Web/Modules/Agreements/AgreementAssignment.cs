using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Agreements;

/// <summary>One person asked to sign one version of one document for one academic year. A pupil's needs the pupil and a parent.</summary>
public sealed class AgreementAssignment : SchoolRow
{
    public const int ReasonMaxLength = 500;

    public Guid PersonId { get; init; }
    public required string Document { get; init; }
    public int Version { get; init; }
    public int AcademicYear { get; init; }
    public DateOnly AssignedOn { get; init; }
    public bool NeedsParent { get; init; }
    public AgreementStatus Status { get; private set; }
    public bool SelfSigned { get; private set; }
    public bool ParentSigned { get; private set; }
    public DateTimeOffset? InForceAt { get; private set; }
    public DateOnly? EndedOn { get; private set; }
    public string? RefusedReason { get; private set; }
    public int Reminders { get; private set; }
    public DateOnly? LastReminderOn { get; private set; }

    public static AgreementAssignment Ask(Guid id, Guid personId, string document, int version, int academicYear, bool needsParent, DateOnly on) => new()
    {
        Id = id,
        PersonId = personId,
        Document = document,
        Version = version,
        AcademicYear = academicYear,
        NeedsParent = needsParent,
        AssignedOn = on,
    };

    public bool Waits(SignedAs by) => Status is AgreementStatus.Waiting or AgreementStatus.Refused && !(by == SignedAs.Parent ? ParentSigned || !NeedsParent : SelfSigned);

    /// <summary>Takes a signature. A refusal may be followed by a signature: people change their minds.</summary>
    public Signature Sign(SignedAs by, Guid signerId, string? typedName, bool hasRead, SignatureWay way, Guid? recordedBy, DateTimeOffset now)
    {
        if (Status is AgreementStatus.Ended) throw new Refused("This agreement has ended and can no longer be signed.");
        if (!Waits(by)) throw new Refused("This has been signed already. Nothing more is needed from you.");
        if (!hasRead) throw new Refused("Read the agreement to the end, then tick the box to say so", "Input.HasRead");
        var name = typedName?.Trim() ?? "";
        if (name.Length < 2) throw new Refused("Type your name to sign", "Input.TypedName");
        if (name.Length > Signature.TypedNameMaxLength) throw new Refused($"A name has at most {Signature.TypedNameMaxLength} characters", "Input.TypedName");
        if (by == SignedAs.Parent) ParentSigned = true;
        else SelfSigned = true;
        RefusedReason = null;
        Status = AgreementStatus.Waiting;
        if (SelfSigned && (ParentSigned || !NeedsParent))
        {
            Status = AgreementStatus.InForce;
            InForceAt = now;
        }
        return new Signature
        {
            Id = Guid.CreateVersion7(now),
            AssignmentId = Id,
            SignerId = signerId,
            SignedAs = by,
            TypedName = name,
            Version = Version,
            Way = way,
            At = now,
            RecordedById = recordedBy,
        };
    }

    public void Refuse(string? reason)
    {
        if (Status is not AgreementStatus.Waiting) throw new Refused("Only an agreement that waits for a signature can be refused.");
        if (string.IsNullOrWhiteSpace(reason)) throw new Refused("Say why, so that the school can talk with you about it", "Input.Reason");
        if (reason.Length > ReasonMaxLength) throw new Refused($"Use at most {ReasonMaxLength} characters", "Input.Reason");
        Status = AgreementStatus.Refused;
        RefusedReason = reason.Trim();
    }

    public void End(DateOnly on)
    {
        Status = AgreementStatus.Ended;
        EndedOn = on;
    }

    /// <summary>True when today is a day on which the pack says to chase, and it has not been chased today.</summary>
    public bool IsDueForReminder(IReadOnlyList<int> reminderDays, DateOnly today) =>
        Status is AgreementStatus.Waiting && LastReminderOn != today && Reminders < reminderDays.Count
        && today.DayNumber - AssignedOn.DayNumber >= reminderDays[Reminders];

    public void Reminded(DateOnly today)
    {
        Reminders++;
        LastReminderOn = today;
    }
}

/// <summary>A signature as it was given: who, as what, the name they typed, when, which version, how.</summary>
public sealed class Signature : SchoolRow
{
    public const int TypedNameMaxLength = 100;

    public Guid AssignmentId { get; init; }
    public Guid SignerId { get; init; }
    public SignedAs SignedAs { get; init; }
    public required string TypedName { get; init; }
    public int Version { get; init; }
    public SignatureWay Way { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid? RecordedById { get; init; }
}

public enum SignedAs { Self, Parent }

public enum SignatureWay { SignedIn, Link, InClass, Paper }
