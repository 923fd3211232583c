namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>Whom the policy binds, and how far it reaches.</summary>
public sealed record ScopeSettings
{
    /// <summary>Empty: the policy does not say.</summary>
    public IReadOnlyList<Audience> Binds { get; init; } = [];

    /// <summary>Groups that the policy names and that count here as visitors or volunteers, such as community users.</summary>
    public IReadOnlyList<string> AlsoBinds { get; init; } = [];

    public IReadOnlyList<OutOfSchoolReach> OutOfSchool { get; init; } = [];

    /// <summary>Read from the top; the first that fits decides.</summary>
    public IReadOnlyList<OutOfSchoolRule> OutOfSchoolRules { get; init; } = [];

    public IReadOnlyList<DisclaimerSetting> Disclaimers { get; init; } = [];

    public IReadOnlyList<string> Clauses { get; init; } = [];
}

public enum OutOfSchoolReach
{
    AnyOrigin,
    LinkedToTheSchool,
    HeadsPowerOffSite,
    AnyDeviceOrNetwork,
    WorkDevices,
    ParentsConcerns,
    StaffConductLinkedToTheJob,
}

/// <summary>What is the case when something that began out of school is brought to it.</summary>
public enum OutOfSchoolCase
{
    NotLinkedToTheSchool,
    SenderHasLeft,
    RefusedAndGoesOn,
    ReferredAgainAfterWarning,
    BetweenCurrentPupils,
    SiteTermsBroken,
    IllegalOrSerious,
    AboutStaff,
    Any,
}

public enum OutOfSchoolStep
{
    AdviseOnly,
    OfferContactWithNewSchool,
    ReportHarassmentToPolice,
    BullyingInSchoolOnly,
    InvestigateWithFamilies,
    WarnEveryFamily,
    ConsiderPolice,
    InvestigateStaffConduct,
    Investigate,
    TellParents,
}

/// <summary>What must stand in the record before a step may be taken.</summary>
public enum OutOfSchoolProof
{
    ContactWithEachFamily,
    EarlierWarning,
    ParentDeclined,
    ItGoesOn,
    BehaviourPolicyClause,
    ReasonWritten,
}

public sealed record OutOfSchoolRule
{
    public required OutOfSchoolCase When { get; init; }

    public required OutOfSchoolStep Step { get; init; }

    public IReadOnlyList<OutOfSchoolProof> Needs { get; init; } = [];

    /// <summary>Role ids that may decide it; empty: whoever handles the concern.</summary>
    public IReadOnlyList<string> DecidedBy { get; init; } = [];

    public required IReadOnlyList<string> Clauses { get; init; }
}

public sealed record DisclaimerSetting
{
    public required string Id { get; init; }

    /// <summary>May hold tokens, as the policy's own text may.</summary>
    public required string Text { get; init; }

    /// <summary>Documents at whose foot it stands as well as in the policy.</summary>
    public IReadOnlyList<string> Documents { get; init; } = [];

    public IReadOnlyList<string> Clauses { get; init; } = [];
}
