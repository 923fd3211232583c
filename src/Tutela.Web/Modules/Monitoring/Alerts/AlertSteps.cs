using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Monitoring.Alerts;

public enum AlertAction { RaiseConcern, NotAWorry, Reopen, HeardAgain }

/// <summary>Who, in which status, may do what, leading where, asking for what. No roles: only Tutela itself does it.</summary>
public sealed record AlertStep(AlertAction Action, IReadOnlyList<Role> For, AlertStatus From, AlertStatus To, string Text, bool AsksReason, params AlertKind[] Kinds);

/// <summary>The workflow of alerts: buttons, checks and tests read these rows.</summary>
public static class AlertSteps
{
    private static readonly AlertKind[] OfActivity = [AlertKind.HighRisk, AlertKind.RepeatedAttempts, AlertKind.Circumvention];

    public static readonly IReadOnlyList<AlertStep> All =
    [
        new(AlertAction.RaiseConcern, Roles.Safeguarding, AlertStatus.New, AlertStatus.ConcernRaised, "Make this a concern", false, OfActivity),
        new(AlertAction.NotAWorry, Roles.Safeguarding, AlertStatus.New, AlertStatus.NotAWorry, "Not a worry", true, OfActivity),
        new(AlertAction.Reopen, Roles.Safeguarding, AlertStatus.NotAWorry, AlertStatus.New, "Look at it again", true, OfActivity),
        new(AlertAction.HeardAgain, [], AlertStatus.New, AlertStatus.Over, "The node was heard again", false, AlertKind.NodeSilent),
    ];

    /// <summary>What this person may do with the alert now.</summary>
    public static IEnumerable<AlertStep> Open(Alert alert, CurrentUser user) =>
        All.Where(s => s.From == alert.Status && s.Kinds.Contains(alert.Kind) && user.Is([.. s.For]));

    public static AlertStep Of(AlertAction action) => All.Single(s => s.Action == action);
}
