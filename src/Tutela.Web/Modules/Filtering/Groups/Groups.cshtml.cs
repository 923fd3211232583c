using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Filtering.Rules;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Filtering.Groups;

/// <summary>The school's groups, in words, and how a request is decided.</summary>
[For(Role.ComputingLead, Role.IctSupport, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher)]
public sealed class GroupsModel(TutelaDb db, RulesDesk rules, CurrentUser user, TimeProvider clock) : PageModel
{
    public IReadOnlyList<FilterGroup> Groups { get; private set; } = [];
    public ILookup<Guid, FilterException> Exceptions { get; private set; } = Array.Empty<FilterException>().ToLookup(e => e.GroupId);
    public bool AreDefaults { get; private set; }
    public RulesDesk.Reach Reach { get; private set; } = null!;
    public string Version { get; private set; } = "";
    public bool MayChange { get; private set; }

    public async Task OnGetAsync()
    {
        (Groups, AreDefaults) = await rules.GroupsAsync();
        var now = clock.GetUtcNow();
        Exceptions = (await db.Set<FilterException>().AsNoTracking().Where(e => e.EndedAt == null && (e.Until == null || e.Until > now)).OrderBy(e => e.Name).ToListAsync()).ToLookup(e => e.GroupId);
        var (document, reach) = await rules.BuildAsync();
        (Reach, Version, MayChange) = (reach, document.Version!, user.Is(FilteringModule.Operators));
    }
}
