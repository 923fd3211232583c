using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Schools.Contract;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Schools.First;

/// <summary>What the first school is called, and who its administrator is.</summary>
[Open("The link with which the first school is made: nobody has a sign-in yet, and there is no school; the secret in the address is 128 random bits and works once")]
public sealed class FirstModel(FirstSchoolDesk desk) : PageModel
{
    [BindProperty] public FirstInput Input { get; set; } = new();

    public sealed class FirstInput
    {
        [Required(ErrorMessage = "Enter the school's name"), MaxLength(School.NameMaxLength, ErrorMessage = "A school's name has at most 120 characters")] public string Name { get; set; } = "";
        [MaxLength(School.SlugMaxLength, ErrorMessage = "A short name has at most 40 characters")] public string? Slug { get; set; }
        [Required(ErrorMessage = "Enter your first name"), MaxLength(Person.NameMaxLength, ErrorMessage = "A first name has at most 100 characters")] public string GivenName { get; set; } = "";
        [Required(ErrorMessage = "Enter your last name"), MaxLength(Person.NameMaxLength, ErrorMessage = "A last name has at most 100 characters")] public string FamilyName { get; set; } = "";
        [Required(ErrorMessage = "Enter your e-mail address")] public string Email { get; set; } = "";
    }

    public bool IsOpen { get; private set; }

    public async Task OnGetAsync(string secret)
    {
        if (await desk.FindAsync(secret) is not { } link) return;
        IsOpen = true;
        Input = new() { Name = link.Name ?? "", Slug = link.Slug, GivenName = link.GivenName ?? "", FamilyName = link.FamilyName ?? "", Email = link.Email ?? "" };
    }

    public async Task<IActionResult> OnPostAsync(string secret)
    {
        if (await desk.FindAsync(secret) is not { } link) return Page();
        IsOpen = true;
        var (name, given, family, email) = (Typed.Name(Input.Name), Typed.Name(Input.GivenName), Typed.Name(Input.FamilyName), (Input.Email ?? "").Trim());
        if (Input.Name is { Length: > 0 } && name.Length == 0) ModelState.AddModelError("Input.Name", "Enter the school's name");
        if (Input.GivenName is { Length: > 0 } && given.Length == 0) ModelState.AddModelError("Input.GivenName", "Enter your first name");
        if (Input.FamilyName is { Length: > 0 } && family.Length == 0) ModelState.AddModelError("Input.FamilyName", "Enter your last name");
        if (email.Length > 0 && !Typed.IsEmail(email)) ModelState.AddModelError("Input.Email", Typed.EmailAdvice);
        var slug = Input.Slug?.Trim() is { Length: > 0 } typed ? typed : SchoolDesk.SuggestSlug(name);
        if (name.Length > 0 && School.Fault(slug) is { } fault) ModelState.AddModelError("Input.Slug", fault);
        else if (await desk.IsTakenAsync(slug)) ModelState.AddModelError("Input.Slug", $"A school with the short name {slug} is there already. Choose another.");
        if (!ModelState.IsValid) return Page();
        (link.Name, link.Slug, link.GivenName, link.FamilyName, link.Email) = (name, slug, given, family, email);
        await desk.SaveAsync();
        return Redirect($"/first-school/{secret}/pack");
    }
}
