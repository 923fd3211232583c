using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.People.SingleSignOn;

/// <summary>Whose account it is has to be known before the provider can be: a provider belongs to a school. Where there is one school, nothing is asked.</summary>
[Open("Single sign-on begins with the school, whose name is in its public addresses; it tells nothing else")]
public sealed class SchoolModel(TutelaDb db) : PageModel
{
    [BindProperty] public SchoolInput Input { get; set; } = new();

    public sealed class SchoolInput
    {
        [Required(ErrorMessage = "Enter your school's short name"), MaxLength(Platform.Tenancy.School.SlugMaxLength, ErrorMessage = "A short name has at most 40 characters")] public string School { get; set; } = "";
    }

    public async Task<IActionResult> OnGetAsync() =>
        await db.Set<School>().Where(s => !s.IsDemonstration).Select(s => s.Slug).Take(2).ToListAsync() is [var only] ? Redirect(Of(only)) : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid) return Page();
        var slug = Input.School.Trim().ToLowerInvariant();
        if (await db.Set<School>().AnyAsync(s => s.Slug == slug)) return Redirect(Of(slug));
        ModelState.AddModelError("Input.School", "There is no school of that short name here. Look at a link that your school has sent you");
        return Page();
    }

    private static string Of(string slug) => $"/s/{slug}/single-sign-on";
}
