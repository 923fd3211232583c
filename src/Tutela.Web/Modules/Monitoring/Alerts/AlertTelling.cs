using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;

namespace Tutela.Web.Modules.Monitoring.Alerts;

/// <summary>Tells people of an alert: a notice, and a mail that says nothing. Never to nobody. Scoped.</summary>
public sealed class AlertTelling(RoleDesk roles, Notifier notifier)
{
    private static readonly Role[] Cascade = [Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher];

    public async Task SafeguardingAsync(Alert alert) =>
        await notifier.TellAsync(await FirstAsync(Cascade), "There is a new alert from monitoring", $"monitoring/alerts/{alert.Id}");

    /// <summary>A silent node concerns those who run it and those who answer for it.</summary>
    public async Task NodeAsync()
    {
        var people = await FirstAsync(Cascade);
        people.AddRange(await roles.HoldersAsync(Role.ComputingLead));
        people.AddRange(await roles.HoldersAsync(Role.IctSupport));
        await notifier.TellAsync(people, "A filter node is silent: nobody knows what is asked there", "filtering/nodes");
    }

    private async Task<List<Guid>> FirstAsync(Role[] cascade)
    {
        foreach (var role in cascade)
            if (await roles.HoldersAsync(role) is { Count: > 0 } holders) return holders;
        return [];
    }
}
