namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>
/// Every setting of a policy pack. Immutable. A key of <c>pack.yaml</c> is the property's name in kebab case; docs/pack.schema.json
/// holds the shape, and <c>pack.yaml</c> itself says which clauses each setting carries.
/// </summary>
public sealed record PackSettings
{
    public required VocabularySettings Vocabulary { get; init; }

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
}

public sealed record ReviewSettings
{
    public required DateOnly Last { get; init; }

    public required DateOnly Next { get; init; }

    public required int IntervalMonths { get; init; }

    public required int WarnDays { get; init; }

    /// <summary>Role ids; each enters its part before a review is complete.</summary>
    public required IReadOnlyList<string> Owners { get; init; }

    /// <summary>Role ids in the order in which they approve.</summary>
    public required IReadOnlyList<string> ApprovalRoute { get; init; }

    /// <summary>A review needs a risk assessment no older than this.</summary>
    public required int RiskAssessmentWithinMonths { get; init; }

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
