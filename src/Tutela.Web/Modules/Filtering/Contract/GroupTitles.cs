using Tutela.Engine.Policy;
using Tutela.Web.Modules.Filtering.Rules;

namespace Tutela.Web.Modules.Filtering.Contract;

/// <summary>A group as other modules see it.</summary>
public sealed record KnownGroup(string Name, string Title, bool IsPupils);

/// <summary>The school's groups by the name that activity carries. One query. Scoped.</summary>
public sealed class GroupTitles(RulesDesk rules)
{
    public async Task<IReadOnlyDictionary<string, KnownGroup>> AllAsync(CancellationToken ct = default)
    {
        var (groups, _) = await rules.GroupsAsync(ct);
        var all = groups.ToDictionary(g => g.Name, g => new KnownGroup(g.Name, g.Title, g.Audience == GroupAudience.Pupils));
        all[Group.NoAccessName] = new(Group.NoAccessName, "No internet access", true);
        return all;
    }
}
