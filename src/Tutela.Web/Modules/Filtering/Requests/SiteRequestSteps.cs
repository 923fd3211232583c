namespace Tutela.Web.Modules.Filtering.Requests;

public enum SiteRequestStatus { Waiting, Granted, Declined, Withdrawn }

public enum SiteRequestAction { Grant, Decline, Withdraw }

/// <summary>Who takes a step: whom the policy names, who is never the asker; or the asker.</summary>
public enum SiteRequestDoer { Decider, Asker }

public sealed record SiteRequestStep(SiteRequestStatus From, SiteRequestAction Action, SiteRequestStatus To, SiteRequestDoer By, bool NeedsAnswer = false);

/// <summary>The workflow of a request: buttons, checks and tests read it.</summary>
public static class SiteRequestSteps
{
    public static readonly IReadOnlyList<SiteRequestStep> All =
    [
        new(SiteRequestStatus.Waiting, SiteRequestAction.Grant, SiteRequestStatus.Granted, SiteRequestDoer.Decider),
        new(SiteRequestStatus.Waiting, SiteRequestAction.Decline, SiteRequestStatus.Declined, SiteRequestDoer.Decider, NeedsAnswer: true),
        new(SiteRequestStatus.Waiting, SiteRequestAction.Withdraw, SiteRequestStatus.Withdrawn, SiteRequestDoer.Asker),
    ];

    public static SiteRequestStep? Of(SiteRequestStatus from, SiteRequestAction action) => All.SingleOrDefault(s => s.From == from && s.Action == action);

    /// <summary>Whether somebody who decides, or who asked, has a step to take.</summary>
    public static bool Has(SiteRequestStatus from, SiteRequestDoer doer) => All.Any(s => s.From == from && s.By == doer);
}
