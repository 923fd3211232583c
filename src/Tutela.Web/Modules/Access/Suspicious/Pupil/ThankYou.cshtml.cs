using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Access.Suspicious.Pupil;

/// <summary>Who reads it, and what to do with the message now. It repeats nothing of what the child wrote.</summary>
[For(Role.Pupil)]
public sealed class ThankYouModel(TutelaDb db, CurrentUser user) : PageModel
{
    public IReadOnlyList<string> Readers { get; private set; } = [];

    public async Task OnGetAsync(Guid id)
    {
        var told = await db.Set<SuspiciousMessage>().AsNoTracking().Where(m => m.Id == id && m.ReporterId == user.PersonId && m.ByPupil).Select(m => m.ToldIds).SingleOrDefaultAsync() ?? throw new NotFound();
        Readers = await db.Set<Person>().Where(p => told.Contains(p.Id)).OrderBy(p => p.FamilyName).Select(p => p.GivenName + " " + p.FamilyName).ToListAsync();
    }
}
