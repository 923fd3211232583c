using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.Schools.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Agreements;

/// <summary>One person asked to sign one version of one document for one academic year. A pupil's may need the pupil, a parent, or both.
/// Each parent answers for themselves: while one refuses, another's signature does not complete it.</summary>
public sealed class AgreementAssignment : SchoolRow
{
    public Guid PersonId { get; init; }
    public required string Document { get; init; }
    public int Version { get; init; }
    public int AcademicYear { get; init; }
    /// <summary>The phase that the pupil was in, where the document is renewed with each phase.</summary>
    public SchoolPhase? Phase { get; init; }
    public DateOnly AssignedOn { get; init; }
    /// <summary>The first day on which the terms hold, where that is not the day of the signature: the first day of employment.</summary>
    public DateOnly? StartsOn { get; init; }
    public bool NeedsSelf { get; init; }
    public bool NeedsParent { get; init; }
    /// <summary>The parent says that they talked it over and that the child agrees.</summary>
    public bool AsksChild { get; init; }
    /// <summary>Offered or asked for, not demanded: nobody is chased for it.</summary>
    public bool Optional { get; init; }
    public AgreementStatus Status { get; private set; }
    public bool SelfSigned { get; private set; }
    public bool ParentSigned { get; private set; }
    public DateTimeOffset? InForceAt { get; private set; }
    public DateOnly? EndedOn { get; private set; }
    /// <summary>The last day on which an agreement that ended only to be renewed still counts for access.</summary>
    public DateOnly? HoldsUntil { get; private set; }
    public int Reminders { get; private set; }
    public DateOnly? LastReminderOn { get; private set; }
    public List<AgreementRefusal> Refusals { get; } = [];
    public List<Signature> Signatures { get; } = [];

    /// <summary>A parent has signed and another refuses.</summary>
    public bool IsDisagreement => Status == AgreementStatus.Refused && ParentSigned;

    public IEnumerable<AgreementRefusal> StandingRefusals => Refusals.Where(r => r.Stands);

    public bool Waits(SignedAs by) => Status is (AgreementStatus.Waiting or AgreementStatus.Refused) && !HasSigned(by);

    public bool HasSigned(SignedAs by) => by == SignedAs.Parent ? ParentSigned || !NeedsParent : SelfSigned || !NeedsSelf;

    /// <summary>Whether this person may sign now. A parent who refused may, also after another parent has signed: people change their minds.</summary>
    public bool MaySign(SignedAs by, Guid signer) => Waits(by) || (Status == AgreementStatus.Refused && StandingRefusals.Any(r => r.RefuserId == signer && r.RefusedAs == by));

    /// <summary>Whether this person may say no now: not after their own signature, nor twice. Children do not refuse here; they talk with an adult.</summary>
    public bool MayRefuse(SignedAs by, Guid refuser) => Status != AgreementStatus.Ended && (by == SignedAs.Parent ? NeedsParent : NeedsSelf && !NeedsParent)
        && !Signatures.Any(s => s.SignedAs == by && s.SignerId == refuser) && !StandingRefusals.Any(r => r.RefuserId == refuser);

    /// <summary>Takes a signature; with it the signer takes back their own refusal, and nobody else's.</summary>
    public Signature Sign(NewSignature signing, Guid copyId, DateTimeOffset now)
    {
        if (Status is AgreementStatus.Ended) throw new Refused("This agreement has ended and can no longer be signed.");
        if (!MaySign(signing.By, signing.SignerId)) throw new Refused("This has been signed already. Nothing more is needed.");
        var name = signing.CheckedName();
        if (signing.By == SignedAs.Parent && AsksChild && !signing.ChildAgrees)
            throw new Refused("Ask your child, then tick the box to say that your child agrees", "Input.ChildAgrees");
        if (signing.On is { } on)
        {
            if (on > now.LondonDay()) throw new Refused("The day of the signature can't be in the future", "Input.SignedOn");
            if (on < AssignedOn.AddYears(-1)) throw new Refused("A signature from more than a year before the agreement was asked for does not count", "Input.SignedOn");
        }
        foreach (var own in StandingRefusals.Where(r => r.RefuserId == signing.SignerId).ToList()) own.TakeBack(now);
        if (signing.By == SignedAs.Parent) ParentSigned = true;
        else SelfSigned = true;
        Settle(now);
        var signature = signing.ToSignature(this, name, copyId, now);
        Signatures.Add(signature);
        return signature;
    }

    /// <summary>A parent or carer says no for the child, or an adult for themselves.</summary>
    public AgreementRefusal Refuse(SignedAs by, Guid refuser, string? reason, DateTimeOffset now)
    {
        if (!MayRefuse(by, refuser)) throw new Refused("You have signed or refused this already. Talk with the school if you have changed your mind.");
        if (string.IsNullOrWhiteSpace(reason)) throw new Refused("Say why, so that the school can talk with you about it", "Input.Reason");
        if (reason.Length > AgreementRefusal.ReasonMaxLength) throw new Refused($"Use at most {AgreementRefusal.ReasonMaxLength} characters", "Input.Reason");
        var refusal = new AgreementRefusal { Id = Guid.CreateVersion7(now), AssignmentId = Id, RefuserId = refuser, RefusedAs = by, Reason = reason.Trim(), At = now };
        Refusals.Add(refusal);
        Settle(now);
        return refusal;
    }

    /// <summary>The school decides, with its reason, when one parent signed and another refuses.</summary>
    public AgreementDecision Decide(bool? goesAhead, string? reason, Guid by, DateTimeOffset now)
    {
        if (!IsDisagreement) throw new Refused("There is nothing to decide: no parent has signed while another refuses.");
        if (goesAhead is not { } ahead) throw new Refused("Choose whether the agreement goes ahead", "Input.GoesAhead");
        if (string.IsNullOrWhiteSpace(reason)) throw new Refused("Give the reason for your decision", "Input.Reason");
        if (reason.Length > AgreementDecision.ReasonMaxLength) throw new Refused($"Use at most {AgreementDecision.ReasonMaxLength} characters", "Input.Reason");
        if (ahead) foreach (var refusal in StandingRefusals.ToList()) refusal.SetAside(now);
        Settle(now);
        return new AgreementDecision { Id = Guid.CreateVersion7(now), AssignmentId = Id, DecidedById = by, GoesAhead = ahead, Reason = reason.Trim(), At = now };
    }

    /// <summary>Ends it. One that was in force and is only asked anew still counts for access for the days of grace.</summary>
    public void End(DateOnly on, int graceDays = 0)
    {
        if (Status == AgreementStatus.InForce && graceDays > 0) HoldsUntil = on.AddDays(graceDays);
        (Status, EndedOn) = (AgreementStatus.Ended, on);
    }

    /// <summary>True when one of the pack's days has come since the last reminder, also when the job missed the day itself.</summary>
    public bool IsDueForReminder(IReadOnlyList<int> reminderDays, DateOnly today) => Status is AgreementStatus.Waiting && !Optional
        && reminderDays.Any(day => AssignedOn.AddDays(day) is var due && due <= today && (LastReminderOn is not { } last || last < due));

    public void Reminded(DateOnly today)
    {
        Reminders++;
        LastReminderOn = today;
    }

    private void Settle(DateTimeOffset now)
    {
        if (StandingRefusals.Any()) Status = AgreementStatus.Refused;
        else if (!HasSigned(SignedAs.Self) || !HasSigned(SignedAs.Parent)) Status = AgreementStatus.Waiting;
        else if (Status != AgreementStatus.InForce) (Status, InForceAt) = (AgreementStatus.InForce, now);
    }
}
