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
    public DateTimeOffset? RefusedAt { get; private set; }
    public Guid? RefusedById { get; private set; }
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

    public bool Waits(SignedAs by) => Status is (AgreementStatus.Waiting or AgreementStatus.Refused) && !HasSigned(by);

    public bool HasSigned(SignedAs by) => by == SignedAs.Parent ? ParentSigned || !NeedsParent : SelfSigned;

    /// <summary>Takes a signature. A refusal may be followed by a signature: people change their minds.</summary>
    public Signature Sign(NewSignature signing, Guid copyId, DateTimeOffset now)
    {
        if (Status is AgreementStatus.Ended) throw new Refused("This agreement has ended and can no longer be signed.");
        if (!Waits(signing.By)) throw new Refused("This has been signed already. Nothing more is needed.");
        if (!signing.HasRead) throw new Refused("Read the agreement to the end, then tick the box to say so", "Input.HasRead");
        var name = signing.TypedName?.Trim() ?? "";
        if (!name.Any(char.IsLetter)) throw new Refused("Type your name to sign", "Input.TypedName");
        if (name.Length > Signature.TypedNameMaxLength) throw new Refused($"A name has at most {Signature.TypedNameMaxLength} characters", "Input.TypedName");
        if (signing.On is { } on)
        {
            if (on > now.LondonDay()) throw new Refused("The day of the signature can't be in the future", "Input.SignedOn");
            if (on < AssignedOn.AddYears(-1)) throw new Refused("A signature from more than a year before the agreement was asked for does not count", "Input.SignedOn");
        }
        if (signing.By == SignedAs.Parent) ParentSigned = true;
        else SelfSigned = true;
        // A child's signature does not undo what a parent said.
        if (signing.By == SignedAs.Parent || !NeedsParent) ForgetRefusal();
        if (Status is AgreementStatus.Waiting && SelfSigned && HasSigned(SignedAs.Parent))
        {
            Status = AgreementStatus.InForce;
            InForceAt = now;
        }
        return new Signature
        {
            Id = Guid.CreateVersion7(now),
            AssignmentId = Id,
            CopyId = copyId,
            SignerId = signing.SignerId,
            SignedAs = signing.By,
            TypedName = name,
            Version = Version,
            Way = signing.Way,
            At = now,
            SignedOn = signing.On ?? now.LondonDay(),
            RecordedById = signing.RecordedById,
        };
    }

    /// <summary>A parent or carer says no for the child.</summary>
    public void Refuse(Guid by, string? reason, DateTimeOffset now)
    {
        if (Status is not AgreementStatus.Waiting || HasSigned(SignedAs.Parent)) throw new Refused("Only an agreement that waits for a parent or carer can be refused.");
        if (string.IsNullOrWhiteSpace(reason)) throw new Refused("Say why, so that the school can talk with you about it", "Input.Reason");
        if (reason.Length > ReasonMaxLength) throw new Refused($"Use at most {ReasonMaxLength} characters", "Input.Reason");
        Status = AgreementStatus.Refused;
        (RefusedReason, RefusedAt, RefusedById) = (reason.Trim(), now, by);
    }

    private void ForgetRefusal()
    {
        (RefusedReason, RefusedAt, RefusedById) = (null, null, null);
        Status = AgreementStatus.Waiting;
    }

    public void End(DateOnly on)
    {
        Status = AgreementStatus.Ended;
        EndedOn = on;
    }

    /// <summary>True when one of the pack's days has come since the last reminder, also when the job missed the day itself.</summary>
    public bool IsDueForReminder(IReadOnlyList<int> reminderDays, DateOnly today) =>
        Status is AgreementStatus.Waiting && reminderDays.Any(day => AssignedOn.AddDays(day) is var due && due <= today && (LastReminderOn is not { } last || last < due));

    public void Reminded(DateOnly today)
    {
        Reminders++;
        LastReminderOn = today;
    }
}
