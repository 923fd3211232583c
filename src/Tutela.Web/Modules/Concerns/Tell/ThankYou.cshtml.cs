using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Concerns.Tell;

/// <summary>Who reads it, and what happens now. It repeats nothing of what the child wrote.</summary>
[For(Role.Pupil)]
public sealed class ThankYouModel(TutelaDb db, CurrentUser user) : PageModel
{
    public IReadOnlyList<string> Readers { get; private set; } = [];

    public async Task OnGetAsync(Guid id)
    {
        var concern = await db.Set<Concern>().AsNoTracking().Include(c => c.Recipients).ThenInclude(r => r.Person)
            .SingleOrDefaultAsync(c => c.Id == id && c.ReporterId == user.PersonId && c.Source == ConcernSource.Pupil) ?? throw new NotFound();
        Readers = [.. concern.Recipients.Where(r => r.EndedAt is null).OrderBy(r => r.ToldAt).Select(r => r.Person.Name).Distinct()];
    }
}
