namespace Tutela.Web.Modules.Policies.Contract.Packs;

public sealed record GovernanceSettings
{
    /// <summary>A provider's contract is warned of this many days before it ends (WID-5.5).</summary>
    public int ContractWarnDays { get; init; } = 60;

    /// <summary>A signed report covers at most this many months before the next is due (WED-3.3m).</summary>
    public int ReportEveryMonths { get; init; } = 4;

    /// <summary>The board meets staff on online safety at least this often (WED-3.1d).</summary>
    public int MeetingEveryMonths { get; init; } = 4;

    /// <summary>The next filtering review is planned no later than this after one (WED-3.1i).</summary>
    public int FilteringReviewMonths { get; init; } = 12;

    /// <summary>Lists of duties in the policy to which the school adds its own (WED-3.3p).</summary>
    public IReadOnlyList<DutyListSetting> DutyLists { get; init; } = [];
}

public sealed record DutyListSetting
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>The section of the policy whose duties the school's own are printed after, such as "3.3".</summary>
    public required string Section { get; init; }
}
