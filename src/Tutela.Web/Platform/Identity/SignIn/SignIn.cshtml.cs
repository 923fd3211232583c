using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Platform.Identity.SignIn;

[Open("Sign-in: this is how a person becomes known")]
public sealed class SignInModel(TutelaSignIn signIn, TutelaDb db, ModuleCatalogue modules) : PageModel
{
    [BindProperty] public SignInInput Input { get; set; } = new();
    [BindProperty(SupportsGet = true)] public string? To { get; set; }
    public bool HasDemonstration { get; private set; }
    public IEnumerable<SignInWay> Ways => modules.All.Select(m => m.SignInWay).OfType<SignInWay>();

    public sealed class SignInInput
    {
        [Required(ErrorMessage = "Enter your user name or e-mail address"), MaxLength(256, ErrorMessage = "A user name has at most 256 characters")]
        public string UserName { get; set; } = "";
        [Required(ErrorMessage = "Enter your password"), MaxLength(256, ErrorMessage = "A password has at most 256 characters")]
        public string Password { get; set; } = "";
    }

    public async Task OnGetAsync() => HasDemonstration = await db.Set<School>().AnyAsync(s => s.IsDemonstration);

    public async Task<IActionResult> OnPostAsync()
    {
        HasDemonstration = await db.Set<School>().AnyAsync(s => s.IsDemonstration);
        if (!ModelState.IsValid) return Page();
        var account = await signIn.UserManager.FindByNameAsync(Input.UserName.Trim());
        var result = account is null
            ? Microsoft.AspNetCore.Identity.SignInResult.Failed
            : await signIn.PasswordSignInAsync(account, Input.Password, isPersistent: false, lockoutOnFailure: true);
        if (result.RequiresTwoFactor) return RedirectToPage("/Platform/Identity/SignIn/Authenticator", new { to = To });
        if (result.Succeeded) return LocalRedirect(Url.IsLocalUrl(To) ? To! : "/");
        // One answer for an unknown name and a wrong password, so that nobody learns who has a sign-in.
        ModelState.AddModelError("Input.UserName", result.IsLockedOut
            ? "There have been too many tries. Wait 15 minutes, or ask your school's administrator"
            : "That user name and password do not belong together. Try again, or ask your school's administrator");
        return Page();
    }
}
