using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.People.Security;

/// <summary>One's own sign-in: password and authenticator app.</summary>
[For(Everyone = true)]
public sealed class SecurityModel(UserManager<Account> accounts, CurrentUser user, SchoolScope scope, AuditTrail audit) : PageModel
{
    public Account Account { get; private set; } = null!;
    public int CodesLeft { get; private set; }
    public bool IsPupil => user.Is(Role.Pupil);

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAuthenticatorOffAsync()
    {
        await LoadAsync();
        await accounts.SetTwoFactorEnabledAsync(Account, false);
        await accounts.ResetAuthenticatorKeyAsync(Account);
        audit.Record(OwnSignIn.AuthenticatorOff, nameof(Person), user.PersonId, aboutPersonId: user.PersonId);
        TempData["Success"] = "The authenticator app is taken off.";
        return Redirect(scope.Href("sign-in-security"));
    }

    private async Task LoadAsync()
    {
        Account = (await accounts.FindByIdAsync(user.AccountId!.Value.ToString()))!;
        CodesLeft = Account.TwoFactorEnabled ? await accounts.CountRecoveryCodesAsync(Account) : 0;
    }
}
