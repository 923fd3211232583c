using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Agreements.Breaches;

/// <summary>Who broke a rule? The first question of recording a breach.</summary>
[For(Staff = true)]
public sealed class FindModel(TutelaDb db, CurrentUser user) : PageModel
{
    public const int Most = 20;

    [BindProperty(SupportsGet = true, Name = "q")] public string? Q { get; set; }

    public IReadOnlyList<Person> Found { get; private set; } = [];

    public async Task OnGetAsync()
    {
        if (string.IsNullOrWhiteSpace(Q)) return;
        Found = await db.Set<Person>().AsNoTracking().Where(p => p.EndedOn == null && p.Kind != PersonKind.Parent && p.Id != user.PersonId).NameHolds(Q)
            .OrderBy(p => p.FamilyName).ThenBy(p => p.GivenName).Take(Most).ToListAsync();
    }
}
