using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.People.Contract;

/// <summary>Where people work. One query a call. Scoped.</summary>
public sealed class WorkplaceRegister(TutelaDb db, TimeProvider clock)
{
    /// <summary>The person's workplaces today, permanent ones first.</summary>
    public async Task<IReadOnlyList<Workplace>> OfAsync(Guid person)
    {
        var today = clock.Today();
        var found = await db.Set<Workplace>().AsNoTracking().Where(w => w.PersonId == person && w.From <= today && (w.Until == null || w.Until >= today)).ToListAsync();
        return [.. found.OrderBy(w => w.Kind).ThenBy(w => w.Name, StringComparer.Ordinal)];
    }
}
