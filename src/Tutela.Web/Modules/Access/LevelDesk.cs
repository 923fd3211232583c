using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Access.Networks;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Access;

/// <summary>Which level roles have on which network: what the school has set, else the usual one. One query a request. Scoped.</summary>
public sealed class LevelDesk(TutelaDb db)
{
    private Dictionary<(SchoolNetwork, Role), AccessLevel>? _set;

    public async Task LoadAsync() => _set ??= await db.Set<NetworkLevel>().AsNoTracking().ToDictionaryAsync(l => (l.Network, l.Role), l => l.Level);

    public AccessLevel Of(SchoolNetwork network, Role role) =>
        (_set ?? throw new InvalidOperationException("Load first.")).TryGetValue((network, role), out var level) ? level : AccessLevels.Usual(network, role);

    /// <summary>A person's level: the one of their own, else the highest of their roles.</summary>
    public AccessLevel Of(SchoolNetwork network, AccessEntry entry, IEnumerable<Role> roles) => entry.State != AccessState.Granted ? AccessLevel.Nothing
        : network == SchoolNetwork.School && entry.Level is { } own ? own
        : roles.Select(role => Of(network, role)).DefaultIfEmpty(AccessLevel.Nothing).Max();
}
