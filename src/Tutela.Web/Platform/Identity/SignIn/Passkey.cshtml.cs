using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Tutela.Web.Platform.Identity.SignIn;

/// <summary>Sign-in by a passkey: first what the device has to answer, then its answer. Nobody says who they are: the passkey does.</summary>
[Open("Sign-in by a passkey: this is how a person becomes known")]
public sealed class PasskeyModel(TutelaSignIn signIn) : PageModel
{
    public const int AnswerMaxLength = 16_384;

    [BindProperty] public string? Credential { get; set; }
    [BindProperty] public string? To { get; set; }
    public string Why { get; private set; } = "";

    public IActionResult OnGet() => Redirect("/sign-in");

    public async Task<IActionResult> OnPostOptionsAsync() => Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json");

    public async Task<IActionResult> OnPostAsync()
    {
        var result = Microsoft.AspNetCore.Identity.SignInResult.Failed;
        if (Credential is { Length: > 0 and <= AnswerMaxLength } answer)
        {
            try
            {
                result = await signIn.PasskeySignInAsync(answer);
            }
            catch (InvalidOperationException)
            {
                // No question was asked of this browser, or it has been answered.
            }
        }
        if (result.Succeeded) return LocalRedirect(Url.IsLocalUrl(To) ? To! : "/");
        Why = result.IsLockedOut ? "There have been too many tries. Wait 15 minutes, or ask your school's administrator."
            : "Tutela does not know it, or it has been taken off. Sign in with your password, or ask your school's administrator.";
        return Page();
    }
}
