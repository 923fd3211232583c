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
        frame.Navigation =
        [
            new("Today", scope.Href(), path == scope.Href()),
            .. modules.All.SelectMany(m => m.Navigation).Where(entry => user.Is(entry.For)).OrderBy(entry => entry.Order)
                .Select(entry => new NavigationItem(entry.Text, scope.Href(entry.Path), path.StartsWith(scope.Href(entry.Path), StringComparison.Ordinal))),
        ];
    }
}
