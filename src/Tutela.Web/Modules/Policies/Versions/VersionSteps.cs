using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Policies.Versions;

public enum VersionStatus { Draft, InApproval, Approved, Published, Archived, Withdrawn }

public enum VersionAction { Submit, Approve, Refuse, TakeBack, Publish, Archive, Withdraw, Confirm }

/// <summary>Who may take a version from one status to another. Roles is empty where the approval route or a publication decides.</summary>
public sealed record VersionStep(VersionStatus From, VersionAction Action, VersionStatus To, params Role[] By);

/// <summary>The workflow of a policy version: buttons, checks and tests read it.</summary>
public static class VersionSteps
{
    /// <summary>The post that approves in a meeting, so with its day.</summary>
    public const string Board = "governing-board";

    public static readonly Role[] Editors = [Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.Headteacher,
        Role.SeniorLeader, Role.ComputingLead, Role.Administrator];

    public static readonly Role[] Publishers = [Role.Headteacher, Role.DesignatedSafeguardingLead, Role.Administrator];

    public static readonly VersionStep[] All =
    [
        new(VersionStatus.Draft, VersionAction.Submit, VersionStatus.InApproval, Editors),
        new(VersionStatus.Draft, VersionAction.Withdraw, VersionStatus.Withdrawn, Publishers),
        new(VersionStatus.InApproval, VersionAction.Approve, VersionStatus.Approved),
        new(VersionStatus.InApproval, VersionAction.Refuse, VersionStatus.Draft),
        new(VersionStatus.InApproval, VersionAction.TakeBack, VersionStatus.Draft, Editors),
        new(VersionStatus.InApproval, VersionAction.Withdraw, VersionStatus.Withdrawn, Publishers),
        new(VersionStatus.Approved, VersionAction.TakeBack, VersionStatus.Draft, Editors),
        new(VersionStatus.Approved, VersionAction.Publish, VersionStatus.Published, Publishers),
        new(VersionStatus.Approved, VersionAction.Withdraw, VersionStatus.Withdrawn, Publishers),
        new(VersionStatus.Published, VersionAction.Archive, VersionStatus.Archived),
        // The version with which the school went live: approved while it is in force.
        new(VersionStatus.Published, VersionAction.Confirm, VersionStatus.Published),
    ];

    public static bool Allows(VersionStatus from, VersionAction action) => All.Any(s => s.From == from && s.Action == action);

    public static bool May(CurrentUser user, VersionStatus from, VersionAction action) => All.Any(s => s.From == from && s.Action == action && user.Is(s.By));

    public static void Check(VersionStatus from, VersionAction action)
    {
        if (!Allows(from, action)) throw new Refused($"This version is {Words(from)}, so this can't be done now. Open it again to see where it stands.");
    }

    public static string Words(VersionStatus status) => status switch
    {
        VersionStatus.Draft => "a draft",
        VersionStatus.InApproval => "in approval",
        VersionStatus.Approved => "approved",
        VersionStatus.Published => "in force",
        VersionStatus.Archived => "archived",
        _ => "withdrawn",
    };
}
