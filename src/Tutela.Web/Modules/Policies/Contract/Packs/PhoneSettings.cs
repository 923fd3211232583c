using Tutela.Web.Modules.Schools.Contract;

namespace Tutela.Web.Modules.Policies.Contract.Packs;

public enum PhoneOffPoint
{
    AtTheGate,
    AtTheDoor,
    WhenHandedIn,
    OnSchoolProperty,
    NotStated,
}

public enum PupilPhoneStance
{
    NotStated,
    NotAllowed,
    Discouraged,
    Allowed,
}

public enum PhoneApprover
{
    Nobody,
    Parent,
    Headteacher,
    OnlineSafetyLead,
}

/// <summary>What becomes of pupils' phones on visits and at events outside lessons.</summary>
public enum OffSitePhones
{
    NotStated,
    StayAtHome,
    LeftInSchool,
    HandedToLeader,
}

/// <summary>A line of the phone rules, to say which clauses it comes from.</summary>
public enum PhoneLine
{
    Bring,
    Need,
    Approval,
    Contract,
    Phases,
    Off,
    Storage,
    OnPerson,
    Use,
    StaffAsk,
    OffSite,
    Liability,
    Restriction,
    StaffState,
    StaffTimes,
    StaffPlaces,
    StaffPurpose,
    StaffLock,
    StaffExemption,
    Visitors,
}

public enum PhoneStorage
{
    ClassroomBox,
    ClassTeacher,
    TeachingAssistant,
    OtherPlace,
    Locker,
    Office,
    NotStated,
}

public sealed record PhoneSettings
{
    /// <summary>What the phone rules also cover.</summary>
    public required IReadOnlyList<string> AlsoPhones { get; init; }

    public required PupilPhoneSettings Pupils { get; init; }

    /// <summary>Where adults may use devices of their own.</summary>
    public required IReadOnlyList<string> AdultAreas { get; init; }

    public required IReadOnlyList<PhoneExemptionSetting> Exemptions { get; init; }

    public StaffPhoneSettings Staff { get; init; } = new();

    public VisitorPhoneSettings Visitors { get; init; } = new();

    /// <summary>Break and lunch count as school time, when phones stay unused by those whom no line lets use them. WID-8.1.</summary>
    public bool BreaksAreSchoolTime { get; init; } = true;

    public IReadOnlyDictionary<PhoneLine, IReadOnlyList<string>> Clauses { get; init; } = new Dictionary<PhoneLine, IReadOnlyList<string>>();

    internal IReadOnlyList<string> ClausesOf(params IEnumerable<PhoneLine> lines) =>
        [.. lines.SelectMany(line => Clauses.TryGetValue(line, out var ids) ? ids : []).Distinct()];
}

public sealed record PupilPhoneSettings
{
    public required IReadOnlyList<SchoolPhase> Phases { get; init; }

    public required bool WalksUnaccompanied { get; init; }

    public required bool ParentNeedRequired { get; init; }

    public required bool ContractRequired { get; init; }

    public required PhoneOffPoint OffFrom { get; init; }

    public required PhoneStorage Storage { get; init; }

    /// <summary>Who or what may take a phone in.</summary>
    public required IReadOnlyList<PhoneStorage> Receivers { get; init; }

    public required bool SchoolLiable { get; init; }

    public PupilPhoneStance Stance { get; init; } = PupilPhoneStance.Allowed;

    /// <summary>Who says that this pupil's phone may come.</summary>
    public PhoneApprover Approver { get; init; } = PhoneApprover.Parent;

    /// <summary>The parent accepts that the school pays for nothing.</summary>
    public bool LiabilityTermAccepted { get; init; }

    /// <summary>False: a phone is put away, never carried about.</summary>
    public bool MayBeCarried { get; init; }

    /// <summary>A member of staff may ask a pupil to use a phone.</summary>
    public bool WhenStaffAsk { get; init; } = true;

    public OffSitePhones OffSite { get; init; } = OffSitePhones.NotStated;

    /// <summary>Somebody who broke the rules may be kept from having or using a phone in school. WEN-4.4c.</summary>
    public bool MayBeRestricted { get; init; }
}

public sealed record PhoneExemptionSetting
{
    public required string Role { get; init; }

    public required string Purpose { get; init; }
}

public enum PhoneState
{
    NotStated,
    Off,
    OffOrSilent,
}

/// <summary>Parts of a day, for an adult.</summary>
public enum StaffTime
{
    WithPupils,
    NonContact,
    Break,
    Lunch,
    BeforeOrAfterSchool,
}

public enum LockCode
{
    NotStated,
    Recommended,
    Required,
}

public enum PhonePurpose
{
    NotStated,
    PersonalOnly,
    WorkWithLeave,
    Any,
}

public sealed record StaffPhoneSettings
{
    /// <summary>False: the policy says nothing of staff phones.</summary>
    public bool Stated { get; init; } = true;

    public PhoneState State { get; init; } = PhoneState.NotStated;

    /// <summary>When a phone may be used without asking.</summary>
    public IReadOnlyList<StaffTime> Times { get; init; } = [StaffTime.NonContact, StaffTime.Break, StaffTime.Lunch, StaffTime.BeforeOrAfterSchool];

    /// <summary>Only in <see cref="PhoneSettings.AdultAreas"/>.</summary>
    public bool AdultAreasOnly { get; init; } = true;

    public bool OutOfPupilsSight { get; init; }

    public LockCode LockCode { get; init; } = LockCode.NotStated;

    public PhonePurpose Purpose { get; init; } = PhonePurpose.NotStated;

    /// <summary>Role ids that may agree otherwise.</summary>
    public IReadOnlyList<string> LeaveBy { get; init; } = [];
}

public sealed record VisitorPhoneSettings
{
    public AnswerSetting MayUse { get; init; } = AnswerSetting.NotStated;

    /// <summary>Role ids that may authorise a visitor.</summary>
    public IReadOnlyList<string> LeaveBy { get; init; } = [];

    /// <summary>A parent at a school event is bound by the rule for visitors.</summary>
    public bool ParentAtEventIsVisitor { get; init; }
}
