namespace Tutela.Web.Modules.Policies.Contract.Packs;

public sealed record ConcernSettings
{
    /// <summary>School time that a concern may stay unread before it passes on.</summary>
    public required int TriageMinutes { get; init; }

    /// <summary>Role ids, first to last.</summary>
    public required IReadOnlyList<string> Cascade { get; init; }

    public required IReadOnlyList<ConcernKindSetting> Kinds { get; init; }

    public required IReadOnlyList<ChoiceSetting> MessageGrounds { get; init; }

    public required IReadOnlyList<ChoiceSetting> StaffConductGrounds { get; init; }

    /// <summary>Closing a concern about an incident asks for the reference in the record system.</summary>
    public required bool RecordReferenceRequired { get; init; }

    /// <summary>The post that writes the record when several could.</summary>
    public string? PrimaryRecorder { get; init; }

    /// <summary>A response plan is looked at again this often, until it is settled for good. CRO-5.4.</summary>
    public int? PlanReviewDays { get; init; }

    /// <summary>What a report may be about; WEN-0.2.</summary>
    public IReadOnlyList<ChoiceSetting> Technologies { get; init; } = [];

    /// <summary>Ids of linked policies, one of which governs each incident.</summary>
    public IReadOnlyList<string> GoverningPolicies { get; init; } = [];

    /// <summary>Concerns about adults and about pupils have step lists of their own. CRO-4.6.</summary>
    public bool SeparateAdultTrack { get; init; }

    /// <summary>What "offensive" means here, in the school's words.</summary>
    public string? Offensive { get; init; }
}

/// <summary>Content, contact, conduct or commerce.</summary>
public sealed record ConcernKindSetting
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Meaning { get; init; }

    public required IReadOnlyList<ConcernSubtypeSetting> Subtypes { get; init; }
}

public enum ConcernHandling
{
    Ordinary,
    DoNotView,
    BehaviourPolicy,
    Radicalisation,
}

public sealed record ConcernSubtypeSetting
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public bool Urgent { get; init; }

    public bool AsksConsent { get; init; }

    public ConcernHandling Handling { get; init; }
}

public sealed record ChoiceSetting
{
    public required string Id { get; init; }

    public required string Name { get; init; }
}

public sealed record SearchSettings
{
    /// <summary>Role ids that may search, and that may authorise others to.</summary>
    public required IReadOnlyList<string> Searchers { get; init; }

    public required IReadOnlyList<string> Authorisers { get; init; }

    public required IReadOnlyList<ChoiceSetting> SearchGrounds { get; init; }

    public required IReadOnlyList<ChoiceSetting> ExamineGrounds { get; init; }

    /// <summary>Role ids that advise before a search that is not urgent.</summary>
    public required IReadOnlyList<string> Advisers { get; init; }

    /// <summary>Role ids that decide what to do about unsuitable material.</summary>
    public required IReadOnlyList<string> MaterialDeciders { get; init; }

    /// <summary>Role ids that may delete material from a device.</summary>
    public IReadOnlyList<string> Deleters { get; init; } = [];

    /// <summary>The post that advises when the first adviser is away.</summary>
    public string? AdviserInAbsence { get; init; }

    /// <summary>A search must rest on a clause of the published behaviour policy. WID-2.6.</summary>
    public bool BehaviourClauseRequired { get; init; }
}

public sealed record RiskSettings
{
    public required int AssessmentMonths { get; init; }

    public required int GroupReviewMonths { get; init; }

    /// <summary>New technology waits for an approved assessment. CRO-4.12, HAM-12.1.</summary>
    public bool BeforeNewTechnology { get; init; }

    public IReadOnlyList<string> NewTechnologyApprovers { get; init; } = [];

    public int? ProvisionAuditMonths { get; init; }

    public int? SecurityReviewMonths { get; init; }
}
