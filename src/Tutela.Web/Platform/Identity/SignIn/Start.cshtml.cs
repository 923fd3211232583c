using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Platform.Identity.SignIn;

/// <summary>The bare address: to the person's school, to a choice of schools, or to sign-in.</summary>
[Open("The bare address sends a person on; it shows the schools of the person who is signed in, and nothing else")]
public sealed class StartModel(TutelaDb db) : PageModel
{
    public IReadOnlyList<School> Schools { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (!Guid.TryParse(User.FindFirstValue(ClaimTypes.NameIdentifier), out var account)) return Redirect("/sign-in");
        Schools = await (from membership in db.Set<Membership>()
                         join school in db.Set<School>() on membership.SchoolId equals school.Id
                         where membership.AccountId == account
                         orderby school.Name
                         select school).AsNoTracking().ToListAsync();
        return Schools.Count == 1 ? Redirect($"/s/{Schools[0].Slug}") : Page();
    }
}
