namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>
/// Every setting of a policy pack. Immutable. A key of <c>pack.yaml</c> is the property's name in kebab case; docs/pack.schema.json
/// holds the shape, and <c>pack.yaml</c> itself says which clauses each setting carries.
/// </summary>
public sealed record PackSettings
{
    public required VocabularySettings Vocabulary { get; init; }

    public IdentitySettings Identity { get; init; } = new();

    public required ReviewSettings Review { get; init; }

    public required IReadOnlyList<RoleSetting> Roles { get; init; }

    public required SchoolSettings School { get; init; }

    public required PasswordSettings Passwords { get; init; }

    public required SignInSettings SignIn { get; init; }

    public AccessSettings Access { get; init; } = new();

    public required ConcernSettings Concerns { get; init; }

    public required AgreementSettings Agreements { get; init; }

    public required FilteringSettings Filtering { get; init; }

    public required MonitoringSettings Monitoring { get; init; }

    public required PhoneSettings Phones { get; init; }

    public required ImageSettings Images { get; init; }

    public required CommunicationSettings Communications { get; init; }

    public required EquipmentSettings Equipment { get; init; }

    public required OwnDeviceNetworkSettings OwnDeviceNetwork { get; init; }

    public required TrainingSettings Training { get; init; }

    public required CurriculumSettings Curriculum { get; init; }

    public required FamilySettings Families { get; init; }

    public required RiskSettings Risk { get; init; }

    public required SearchSettings Searches { get; init; }

    public required DataSettings Data { get; init; }

    public required IReadOnlyList<LinkedPolicySetting> LinkedPolicies { get; init; }

    public ScopeSettings Scope { get; init; } = new();

    public AttestationSettings Attestation { get; init; } = new();

    public ReportingSettings Reporting { get; init; } = new();

    /// <summary>What the policy gives to governors; empty: it says nothing of them.</summary>
    public IReadOnlyList<GovernorPart> Governors { get; init; } = [];

    public SanctionSettings Sanctions { get; init; } = new();

    public OwnEquipmentSettings OwnEquipment { get; init; } = new();

    public StaffContactSettings StaffContact { get; init; } = new();

    public GovernanceSettings Governance { get; init; } = new();

    /// <summary>Paths of settings of which the source policy says nothing. Each holds a default that the school may change, "none" included.</summary>
    public IReadOnlyList<string> Silent { get; init; } = [];

    public bool IsSilentOn(string path) => Silent.Any(silent => path == silent || path.StartsWith(silent + ".", StringComparison.Ordinal));
}

/// <summary>The school's own words for the things that every policy names.</summary>
public sealed record VocabularySettings
{
    public required string Subject { get; init; }

    public required string PolicyTitle { get; init; }

    public required string Pupils { get; init; }

    public required string Parents { get; init; }

    public required string Agreement { get; init; }

    public required string Phone { get; init; }

    public required string ItProvider { get; init; }

    public required string RecordSystem { get; init; }

    public required string SocialAccount { get; init; }

    public required string LearningPlatform { get; init; }

    /// <summary>Other words for the subject in the school's own text.</summary>
    public IReadOnlyList<string> AlsoCalled { get; init; } = [];

    public string Lead { get; init; } = "online safety lead";

    /// <summary>The local authority or trust, and the employer: a school puts its own names in.</summary>
    public string Authority { get; init; } = "the local authority";

    public string Employer { get; init; } = "the school's employer";
}

public enum ReviewCycle
{
    Dated,

    /// <summary>No date: reviewed when there is need, and never overdue. WEN-5.2.</summary>
    AsRequired,
}

public enum ReviewOverdueFrom
{
    DueDate,
    EndOfDueMonth,
}

public enum ReviewApproval
{
    Approve,

    /// <summary>Each of the approval route signs with a date. CRO-8.2.</summary>
    Sign,
}

/// <summary>What stands on the cover of the policy. The head's name comes from the role register.</summary>
public sealed record IdentitySettings
{
    /// <summary>WED-0.1, WID-0.3, HAM-0.1.</summary>
    public string Motto { get; init; } = "";

    /// <summary>WED-0.1.</summary>
    public string Vision { get; init; } = "";

    /// <summary>WEN-0.1: printed at the head of the published policy.</summary>
    public string Ethos { get; init; } = "";

    /// <summary>WID-0.3.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>The month of this issue as the cover gives it, such as 2026-02; absent: that of the day on which it was agreed. CRO-0.1.</summary>
    public string? IssueMonth { get; init; }

    /// <summary>HAM-0.1: address and telephone.</summary>
    public string Contact { get; init; } = "";
}

public sealed record ReviewSettings
{
    public ReviewCycle Cycle { get; init; } = ReviewCycle.Dated;

    public DateOnly? Last { get; init; }

    /// <summary>Absent when the cycle is as required.</summary>
    public DateOnly? Next { get; init; }

    public int? IntervalMonths { get; init; }

    public ReviewOverdueFrom OverdueFrom { get; init; } = ReviewOverdueFrom.DueDate;

    /// <summary>Where no date is set, the owners are reminded this often.</summary>
    public int? RemindMonths { get; init; }

    public ReviewApproval Approval { get; init; } = ReviewApproval.Approve;

    /// <summary>The year that the title or running header gives, as in "2024-25"; checked against the dates.</summary>
    public string? StatedYear { get; init; }

    public IReadOnlyList<string> Clauses { get; init; } = [];

    public required int WarnDays { get; init; }

    /// <summary>Role ids; each enters its part before a review is complete.</summary>
    public required IReadOnlyList<string> Owners { get; init; }

    /// <summary>Role ids in the order in which they approve.</summary>
    public required IReadOnlyList<string> ApprovalRoute { get; init; }

    /// <summary>A review needs a risk assessment no older than this; absent: it needs none.</summary>
    public int? RiskAssessmentWithinMonths { get; init; }

    public required int GuidanceCheckMonths { get; init; }
}

public enum RoleKind
{
    Person,
    Group,
    Provider,
}

/// <summary>A post that the policy names. Who holds it stands in the school's role register.</summary>
public sealed record RoleSetting
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required RoleKind Kind { get; init; }

    /// <summary>A vacancy is shown as a gap.</summary>
    public required bool Required { get; init; }

    /// <summary>The post that answers while this one is empty.</summary>
    public string? StandIn { get; init; }
}

public sealed record LinkedPolicySetting
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>The policy says that these must be linked; the others are named in passing.</summary>
    public required bool Required { get; init; }
}
