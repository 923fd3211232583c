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
}

public sealed record RiskSettings
{
    public required int AssessmentMonths { get; init; }

    public required int GroupReviewMonths { get; init; }
}
