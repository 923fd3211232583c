using Tutela.Web.Modules.Filtering.Rules;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Filtering.Contract;

/// <summary>Whether a group of the filter covers people. One query. Scoped.</summary>
public sealed class FilterProfiles(RulesDesk rules)
{
    /// <summary>A question that costs nothing: is there a group for people of this kind and year?</summary>
    public async Task<Func<PersonKind, int?, bool>> CoverAsync(CancellationToken ct = default)
    {
        var (groups, _) = await rules.GroupsAsync(ct);
        return (kind, year) => RulesDesk.GroupOf(groups, kind, year) is not null;
    }
}
