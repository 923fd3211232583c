using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Platform.Home;

/// <summary>What needs this person today, and nothing else.</summary>
[For(Everyone = true)]
public sealed class HomeModel(TutelaDb db, CurrentUser user, IEnumerable<WaitingSource> sources, SchoolScope scope, TimeProvider clock) : PageModel
{
    public IReadOnlyList<Waiting> Items { get; private set; } = [];
    public IReadOnlyList<Notice> Notices { get; private set; } = [];
    public bool IsPupil => user.Is(Role.Pupil);
    public string GivenName => user.Name.Split(' ')[0];
    public DateTimeOffset Now { get; private set; }

    public static string Href(Microsoft.AspNetCore.Mvc.Rendering.ViewContext view, Waiting item) => $"/s/{view.RouteData.Values["school"]}/{item.Path}";

    public async Task OnGetAsync()
    {
        Now = clock.GetUtcNow();
        var items = new List<Waiting>();
        foreach (var source in sources.Where(s => scope.IsLive || !s.OnlyWhenLive)) items.AddRange(await source.ForAsync(user, db, Now));
        Items = [.. items.OrderBy(i => i.Rank)];
        Notices = await db.Set<Notice>().AsNoTracking().Where(n => n.PersonId == user.PersonId && n.ReadAt == null).OrderByDescending(n => n.At).Take(10).ToListAsync();
    }
}
