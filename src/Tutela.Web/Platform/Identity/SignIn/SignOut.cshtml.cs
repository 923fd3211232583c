using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Tutela.Web.Platform.Identity.SignIn;

[Open("Signing out must work when the sign-in has already ended")]
public sealed class SignOutModel(TutelaSignIn signIn) : PageModel
{
    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync();
        return Redirect("/sign-in");
    }
}
