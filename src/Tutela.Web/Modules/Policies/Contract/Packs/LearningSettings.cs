using Tutela.Web.Modules.Schools.Contract;

namespace Tutela.Web.Modules.Policies.Contract.Packs;

public sealed record TrainingSettings
{
    public required int InductionDays { get; init; }

    public required IReadOnlyList<ChoiceSetting> InductionTopics { get; init; }

    public required int UpdateMonths { get; init; }

    public required int DslFullMonths { get; init; }

    public required int DslRefreshMonths { get; init; }

    public required int DslWarnDays { get; init; }

    public required IReadOnlyList<ChoiceSetting> ContentPoints { get; init; }

    public required IReadOnlyList<ChoiceSetting> SocialMediaTopics { get; init; }
}

public sealed record CurriculumSettings
{
    public required IReadOnlyList<OutcomeSetting> Outcomes { get; init; }
}

/// <summary>What a pupil learns, in which phases, by the end of which year.</summary>
public sealed record OutcomeSetting
{
    public required string Id { get; init; }

    public required string Outcome { get; init; }

    public required IReadOnlyList<SchoolPhase> Phases { get; init; }

    public int? ByEndOfYear { get; init; }
}

public sealed record FamilySettings
{
    /// <summary>Awareness goes out at least once in each term.</summary>
    public required bool AwarenessEachTerm { get; init; }

    public required int QueryReplyDays { get; init; }

    public required int LinkCheckMonths { get; init; }

    public required IReadOnlyList<ChoiceSetting> Channels { get; init; }

    public required IReadOnlyList<FamilyLinkSetting> Links { get; init; }
}

public sealed record FamilyLinkSetting
{
    public required string Name { get; init; }

    public required string Address { get; init; }
}
