using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Platform.Notices;

[For(Everyone = true)]
public sealed class ListModel(TutelaDb db, CurrentUser user, SchoolScope scope, TimeProvider clock) : PageModel
{
    private const int Most = 100;

    public IReadOnlyList<Notice> Notices { get; private set; } = [];

    public async Task OnGetAsync() => Notices = await Mine().AsNoTracking().OrderByDescending(n => n.At).Take(Most).ToListAsync();

    /// <summary>Opens what the notice is about and marks it as read.</summary>
    public async Task<IActionResult> OnPostOpenAsync(Guid id)
    {
        var notice = await Mine().SingleOrDefaultAsync(n => n.Id == id) ?? throw new NotFound();
        notice.ReadAt ??= clock.GetUtcNow();
        return LocalRedirect(notice.Href);
    }

    public async Task<IActionResult> OnPostAllAsync()
    {
        var now = clock.GetUtcNow();
        await Mine().Where(n => n.ReadAt == null).ExecuteUpdateAsync(n => n.SetProperty(x => x.ReadAt, now));
        return Redirect(scope.Href("notices"));
    }

    private IQueryable<Notice> Mine() => db.Set<Notice>().Where(n => n.PersonId == user.PersonId);
}
