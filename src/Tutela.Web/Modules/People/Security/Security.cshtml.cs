using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.People.Security;

/// <summary>One's own sign-in: password, authenticator app and passkeys.</summary>
[For(Everyone = true)]
public sealed class SecurityModel(UserManager<Account> accounts, OwnSignIn own, CurrentUser user, SchoolScope scope, AuditTrail audit) : PageModel
{
    public Account Account { get; private set; } = null!;
    [BindProperty] public PasswordInput Input { get; set; } = new();
    public int Passkeys { get; private set; }
    public int CodesLeft { get; private set; }
    public bool IsPupil => user.Is(Role.Pupil);

    public sealed class PasswordInput
    {
        [MaxLength(256, ErrorMessage = "A password has at most 256 characters")] public string? Password { get; set; }
    }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAuthenticatorOffAsync()
    {
        await LoadAsync();
        if (!ModelState.IsValid) return Page();
        audit.Begin(OwnSignIn.AuthenticatorOff);
        await own.CheckPasswordAsync(Account.Id, Input.Password ?? "", "Input.Password");
        await accounts.SetTwoFactorEnabledAsync(Account, false);
        await accounts.ResetAuthenticatorKeyAsync(Account);
        audit.Record(OwnSignIn.AuthenticatorOff, nameof(Person), user.PersonId, aboutPersonId: user.PersonId);
        TempData["Success"] = "The authenticator app is taken off.";
        return Redirect(scope.Href("sign-in-security"));
    }

    private async Task LoadAsync()
    {
        Account = (await accounts.FindByIdAsync(user.AccountId!.Value.ToString()))!;
        Passkeys = (await accounts.GetPasskeysAsync(Account)).Count;
        CodesLeft = Account.TwoFactorEnabled ? await accounts.CountRecoveryCodesAsync(Account) : 0;
    }
}
