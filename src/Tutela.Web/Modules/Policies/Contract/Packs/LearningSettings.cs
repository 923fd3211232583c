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

    /// <summary>Who is trained at all.</summary>
    public IReadOnlyList<Audience> Audiences { get; init; } = [Audience.Staff];

    public int? GovernorMonths { get; init; }

    public int? VolunteerMonths { get; init; }

    /// <summary>Supervision of staff and volunteers. CRO-4.11.</summary>
    public int? SupervisionMonths { get; init; }

    /// <summary>Technical updates that ICT support passes on. WID-5.11.</summary>
    public int? TechnicalUpdateMonths { get; init; }

    /// <summary>Each is given the policy and told why it matters. HAM-21.3.</summary>
    public bool PolicyExplained { get; init; }

    /// <summary>How long before 31 July those without the year's refresher are warned of. WED-12.2.</summary>
    public int RefresherWarnDays { get; init; } = 60;

    /// <summary>Days that people have to answer the self-audit. WED-A4.0.</summary>
    public int SelfAuditDays { get; init; } = 14;

    /// <summary>Clauses behind the yearly update.</summary>
    public IReadOnlyList<string> Clauses { get; init; } = [];
}

public sealed record CurriculumSettings
{
    public required IReadOnlyList<OutcomeSetting> Outcomes { get; init; }

    /// <summary>Schemes and settings through which it is taught. WID-4.2.</summary>
    public IReadOnlyList<ChoiceSetting> Schemes { get; init; } = [];

    /// <summary>Messages repeated in every class. WID-4.4.</summary>
    public IReadOnlyList<ChoiceSetting> RoutineMessages { get; init; } = [];

    public IReadOnlyList<RulesReminder> RulesReminders { get; init; } = [];

    /// <summary>Planned internet work goes to sites that somebody checked before. WID-5.21.</summary>
    public bool CheckedSitesOnly { get; init; }

    /// <summary>A check older than this is done again; absent: it stands.</summary>
    public int? SiteCheckDays { get; init; }

    public IReadOnlyList<SearchEngineSetting> SearchEngines { get; init; } = [];

    /// <summary>After how many weeks without a lesson on online safety a class has a gap. WED-3.2b.</summary>
    public int LessonGapWeeks { get; init; } = 7;
}

/// <summary>When pupils are reminded of the rules. HAM-21.1.</summary>
public enum RulesReminder
{
    StartOfYear,
    EachUse,
}

public sealed record SearchEngineSetting
{
    public required string Name { get; init; }

    public required string Address { get; init; }

    public required IReadOnlyList<SchoolPhase> Phases { get; init; }
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

    /// <summary>Months between reminders that social networks have a least age; absent: none. WEN-2.5a.</summary>
    public int? MinimumAgeReminderMonths { get; init; }

    /// <summary>Learning is offered to the wider community as well. WED-6.1.</summary>
    public bool Community { get; init; }
}

public sealed record FamilyLinkSetting
{
    public required string Name { get; init; }

    public required string Address { get; init; }
}
