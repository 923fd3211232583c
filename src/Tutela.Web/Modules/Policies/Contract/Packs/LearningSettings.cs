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

    /// <summary>The forms of abuse that staff and volunteers are trained on; none where the policy asks for none (CRO-5.2).</summary>
    public IReadOnlyList<ChoiceSetting> AbuseTopics { get; init; } =
    [
        new() { Id = "bullying", Name = "Bullying" },
        new() { Id = "emotional-abuse", Name = "Emotional abuse" },
        new() { Id = "sexual-abuse", Name = "Sexual abuse" },
        new() { Id = "sexting", Name = "Sexting" },
        new() { Id = "sexual-exploitation", Name = "Sexual exploitation" },
    ];

    /// <summary>Staff and volunteers who had neither supervision nor training for this long are listed (CRO-4.11).</summary>
    public int SupervisionMonths { get; init; } = 12;

    /// <summary>How long before 31 July those without the year's refresher are warned of (WED-12.2).</summary>
    public int RefresherWarnDays { get; init; } = 60;

    /// <summary>A technical update by ICT support is expected at least this often (WID-5.11).</summary>
    public int TechnicalUpdateMonths { get; init; } = 6;

    /// <summary>Days that people have to answer the self-audit (WED-A4.0).</summary>
    public int SelfAuditDays { get; init; } = 14;
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
