using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Concerns.Report;

/// <summary>A concern about an adult who works here is not taken on these pages: it goes to the headteacher in person.</summary>
[For(Staff = true)]
public sealed class AdultModel(TutelaDb db) : PageModel
{
    public IReadOnlyList<string> Heads { get; private set; } = [];
    public IReadOnlyList<string> Chairs { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var found = await (from holding in db.Set<RoleHolding>()
                           join person in db.Set<Person>() on holding.PersonId equals person.Id
                           where holding.Until == null && person.EndedOn == null && (holding.Role == Role.Headteacher || holding.Role == Role.ChairOfGovernors)
                           select new { holding.Role, person.GivenName, person.FamilyName }).ToListAsync();
        Heads = [.. found.Where(f => f.Role == Role.Headteacher).Select(f => $"{f.GivenName} {f.FamilyName}")];
        Chairs = [.. found.Where(f => f.Role == Role.ChairOfGovernors).Select(f => $"{f.GivenName} {f.FamilyName}")];
    }
}
