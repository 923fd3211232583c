namespace Tutela.Web.Modules.Governance;

/// <summary>The words for meetings, and what each kind needs.</summary>
public static class MeetingWords
{
    private static readonly Capacity[] Everybody = [Capacity.SeniorLeader, Capacity.SafeguardingLead, Capacity.Ict, Capacity.Governor];

    public static string Name(this MeetingKind kind) => kind switch
    {
        MeetingKind.Board => "Meeting on online safety",
        MeetingKind.Visit => "Governor's visit",
        MeetingKind.FilteringReview => "Yearly review of filtering and monitoring",
        MeetingKind.RiskAssessment => "Yearly online safety risk assessment",
        _ => "Audit of ICT provision",
    };

    public static bool IsReview(this MeetingKind kind) => kind is MeetingKind.FilteringReview or MeetingKind.RiskAssessment or MeetingKind.IctAudit;

    /// <summary>Who has to be there before it counts.</summary>
    public static IReadOnlyList<Capacity> Needs(this MeetingKind kind) => kind switch
    {
        MeetingKind.FilteringReview or MeetingKind.RiskAssessment => Everybody,
        MeetingKind.IctAudit => [Capacity.SeniorLeader, Capacity.Ict],
        _ => [Capacity.Governor],
    };

    public static string Name(this Capacity capacity) => capacity switch
    {
        Capacity.SeniorLeader => "a senior leader",
        Capacity.SafeguardingLead => "the designated safeguarding lead or a deputy",
        Capacity.Ict => "ICT",
        _ => "a governor",
    };

    public static string Label(this Capacity capacity) => capacity switch
    {
        Capacity.SeniorLeader => "Senior leader",
        Capacity.SafeguardingLead => "Safeguarding lead or deputy",
        Capacity.Ict => "Computing lead or ICT support",
        _ => "Governor",
    };

    public static string Name(this MeetingStatus status) => status switch { MeetingStatus.SignedOff => "Signed off", MeetingStatus.Cancelled => "Called off", _ => status.ToString() };

    public static string Colour(this MeetingStatus status) => status switch
    {
        MeetingStatus.Missed => "red",
        MeetingStatus.Planned => "blue",
        MeetingStatus.Cancelled => "grey",
        _ => "green",
    };

    /// <summary>What a review asks from the start. A risk assessment has none: its hazards are the school's own.</summary>
    public static IReadOnlyList<string> Questions(this MeetingKind kind) => kind switch
    {
        MeetingKind.FilteringReview =>
        [
            "Which risks do our pupils' ages, needs and languages bring?",
            "What is blocked, what is let through, and who decided why?",
            "Does every device pass the filter: ours at school and at home, guests' and people's own?",
            "How are artificial intelligence tools filtered and watched?",
            "What did the tests show for each group of users and each site?",
            "What did this year's incidents and alerts teach us?",
            "Where did blocking get in the way of lessons, and how soon was it put right?",
            "Who reads what monitoring finds, how soon, and what do they do then?",
        ],
        MeetingKind.IctAudit =>
        [
            "Is there a list of every device and service, and is it right?",
            "Are devices kept up to date, protected and encrypted?",
            "Do accounts and passwords follow the policy, leavers included?",
            "Does the policy cover everything that is in use today?",
            "Do people keep to the policy, and what shows it?",
            "Are back-ups made, and was one restored as a test?",
        ],
        _ => [],
    };
}
