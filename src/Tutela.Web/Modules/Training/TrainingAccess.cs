using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Training;

/// <summary>Need to know. Those who manage training see everybody's; whoever leads a session sees who comes to it; everybody sees the own record;
/// governors see percentages without names.</summary>
public sealed class TrainingAccess(CurrentUser user)
{
    public static readonly Role[] Managers =
        [Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.Headteacher, Role.SeniorLeader, Role.ComputingLead];

    public bool IsManager => user.Is(Managers);

    /// <summary>ICT support passes on what it knows, and does no more here.</summary>
    public bool MayGiveUpdates => IsManager || user.Is(Role.IctSupport);

    public bool MayLead(TrainingSession session) => IsManager || session.LeaderId == user.PersonId;
}
