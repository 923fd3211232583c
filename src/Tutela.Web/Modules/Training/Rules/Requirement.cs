namespace Tutela.Web.Modules.Training.Rules;

/// <summary>What the policy asks people to be trained in.</summary>
public enum Requirement { Induction, Refresher, LeadFull, LeadRefresh, Governor, Volunteer, ContentPoints, CyberBullying, SocialMedia, Abuse }

/// <summary>Where somebody stands: done; soon due (or running out); still to do; past its day.</summary>
public enum StandingState { Done, DueSoon, Due, Overdue }

/// <summary>One person and one requirement. <see cref="Missing"/> names the topics that no completed course covered.</summary>
public sealed record Standing(Requirement Requirement, StandingState State, DateOnly? DueOn, DateOnly? DoneOn, IReadOnlyList<Topic> Missing)
{
    /// <summary>The person has what is asked today, if not for long.</summary>
    public bool Holds { get; init; } = State == StandingState.Done;
}

public static class RequirementWords
{
    public static readonly Requirement[] All = Enum.GetValues<Requirement>();

    public static string Title(this Requirement requirement) => requirement switch
    {
        Requirement.Induction => "Induction",
        Requirement.Refresher => "This year's safeguarding refresher",
        Requirement.LeadFull => "Full child protection training",
        Requirement.LeadRefresh => "Yearly refresh for safeguarding leads",
        Requirement.Governor => "Governors' online safety training",
        Requirement.Volunteer => "Volunteers' training",
        Requirement.ContentPoints => "Content covered this year",
        Requirement.CyberBullying => "Cyber-bullying",
        Requirement.SocialMedia => "Social media",
        _ => "Forms of abuse",
    };

    /// <summary>Who is asked.</summary>
    public static string Whom(this Requirement requirement) => requirement switch
    {
        Requirement.Induction => "Staff who are new",
        Requirement.LeadFull or Requirement.LeadRefresh => "Safeguarding lead and deputies",
        Requirement.Governor => "Governors",
        Requirement.Volunteer => "Volunteers marked as needing it",
        Requirement.CyberBullying => "Staff, governors, and volunteers marked as needing it",
        Requirement.Abuse => "Staff, and volunteers marked as needing it",
        _ => "All staff",
    };

    /// <summary>The next step, for the person whom it concerns.</summary>
    public static string Next(this Standing standing) => standing.Requirement switch
    {
        Requirement.Induction => "Ask who looks after you about your induction.",
        Requirement.LeadFull => "Book a full course with the local safeguarding partnership or another provider.",
        _ => "Come to the next session, or ask for one.",
    };

    public static string Words(this StandingState state) => state switch
    {
        StandingState.Done => "Done",
        StandingState.DueSoon => "Due soon",
        StandingState.Due => "To do",
        _ => "Overdue",
    };

    public static string? Colour(this StandingState state) => state switch
    {
        StandingState.Done => "green",
        StandingState.DueSoon => "yellow",
        StandingState.Due => "blue",
        _ => "red",
    };
}
