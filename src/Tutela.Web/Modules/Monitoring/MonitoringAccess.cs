using System.Linq.Expressions;
using Tutela.Web.Modules.Monitoring.Alerts;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Monitoring;

/// <summary>Who sees what of monitoring.</summary>
public static class MonitoringAccess
{
    /// <summary>Alerts of activity are for safeguarding; that a node is silent is also for those who run it.</summary>
    public static Expression<Func<Alert, bool>> Sees(CurrentUser user)
    {
        if (user.Is(Roles.Safeguarding) || user.Is(Role.OnlineSafetyCoordinator)) return _ => true;
        if (user.Is(Role.ComputingLead, Role.IctSupport)) return a => a.Kind == AlertKind.NodeSilent;
        return _ => false;
    }

    /// <summary>Those who may learn whose device it was; to others a device that one person has is a pseudonym.</summary>
    public static bool MayName(CurrentUser user) => user.Is(Roles.Safeguarding);
}
