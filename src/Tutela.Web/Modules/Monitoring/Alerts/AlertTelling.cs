using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;

namespace Tutela.Web.Modules.Monitoring.Alerts;

/// <summary>Tells people of an alert: a notice, and a mail that says nothing. Never to nobody. Scoped.</summary>
public sealed class AlertTelling(RoleDesk roles, Notifier notifier)
{
    public async Task SafeguardingAsync(Alert alert) =>
        await notifier.TellAsync(await roles.FirstHoldersAsync(Roles.SafeguardingInTurn), "There is a new alert from monitoring", $"monitoring/alerts/{alert.Id}");

    /// <summary>A silent node concerns those who run it and those who answer for it.</summary>
    public async Task NodeAsync()
    {
        var people = await roles.FirstHoldersAsync(Roles.SafeguardingInTurn);
        people.AddRange(await roles.HoldersAsync(Role.ComputingLead));
        people.AddRange(await roles.HoldersAsync(Role.IctSupport));
        await notifier.TellAsync(people, "A filter node is silent: nobody knows what is asked there", "filtering/nodes");
    }
}
