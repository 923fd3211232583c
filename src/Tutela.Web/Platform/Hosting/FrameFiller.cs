using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Platform.Hosting;

/// <summary>Fills what the layouts show around a page from the school, the person and the modules' navigation. No query.</summary>
public sealed class FrameFiller(PageFrame frame, SchoolScope scope, CurrentUser user, ModuleCatalogue modules)
{
    public void Fill(string path)
    {
        frame.SchoolName = scope.School.Name;
        frame.SchoolSlug = scope.Slug;
        frame.IsDemonstration = scope.School.IsDemonstration;
        frame.HomeHref = scope.Href();
        frame.NoticesHref = scope.Href("notices");
        if (!user.IsKnown) return;
        frame.UserName = user.Name;
        frame.RoleName = user.Roles.Order().Select(role => role.Name()).FirstOrDefault();
        frame.UnreadCount = user.Unread;
        var mine = modules.All.SelectMany(m => m.Navigation).Where(entry => user.Is(entry.For)).OrderBy(entry => entry.Order).ToList();
        frame.OwnHref = mine.Find(entry => entry.IsOwn) is { } own ? scope.Href(own.Path) : null;
        mine.RemoveAll(entry => entry.IsOwn);
        // The longest path wins, so that "classes" is not taken for a page of "class".
        var shown = mine.Where(entry => IsWithin(path, scope.Href(entry.Path))).MaxBy(entry => entry.Path.Length);
        var top = mine.Where(entry => Above(entry, mine) is null).ToList();
        var section = shown is null ? null : Above(shown, mine) ?? shown;
        frame.Navigation = [new("Today", scope.Href(), path == scope.Href()), .. top.Select(entry => new NavigationItem(entry.Text, scope.Href(entry.Path), entry == section, entry.Picture))];
        var below = mine.Where(entry => section is not null && entry.Under == section.Path).ToList();
        if (below.Count > 0) frame.SubNavigation = [.. below.Prepend(section!).Select(entry => new NavigationItem(entry.Text, scope.Href(entry.Path), entry == shown))];
    }

    private static NavigationEntry? Above(NavigationEntry entry, List<NavigationEntry> all) => entry.Under is null ? null : all.Find(other => other.Path == entry.Under);

    private static bool IsWithin(string path, string href) => path == href || path.StartsWith(href + "/", StringComparison.Ordinal);
}
