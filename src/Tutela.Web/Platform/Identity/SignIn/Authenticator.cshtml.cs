using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Tutela.Web.Platform.Identity.SignIn;

/// <summary>The second step of a sign-in: a code of the authenticator app, or a recovery code.</summary>
[Open("The second step of a sign-in: the person has given a password and is not yet known")]
public sealed class AuthenticatorModel(TutelaSignIn signIn) : PageModel
{
    [BindProperty] public CodeInput Input { get; set; } = new();
    [BindProperty(SupportsGet = true)] public string? To { get; set; }

    public sealed class CodeInput
    {
        [Required(ErrorMessage = "Enter the code that your app shows, or a recovery code"), MaxLength(40, ErrorMessage = "A code has at most 40 characters")]
        public string Code { get; set; } = "";
    }

    public async Task<IActionResult> OnGetAsync() => await signIn.GetTwoFactorAuthenticationUserAsync() is null ? Redirect("/sign-in") : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is null) return Redirect("/sign-in");
        if (!ModelState.IsValid) return Page();
        var code = Input.Code.Replace(" ", "", StringComparison.Ordinal);
        var isApp = code.Length == 6 && code.All(char.IsAsciiDigit);
        var result = isApp ? await signIn.TwoFactorAuthenticatorSignInAsync(code, isPersistent: false, rememberClient: false) : await signIn.TwoFactorRecoveryCodeSignInAsync(code);
        if (result.Succeeded) return LocalRedirect(Url.IsLocalUrl(To) ? To! : "/");
        ModelState.AddModelError("Input.Code", result.IsLockedOut
            ? "There have been too many tries. Wait 15 minutes, or ask your school's administrator"
            : "That code is not right. Enter the 6 numbers that the app shows now, or a recovery code that you have not used");
        return Page();
    }
}
