using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.People.Security;

/// <summary>Takes one of one's own passkeys off.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Role.Parent, Role.Visitor, Role.TrustOfficer, Staff = true)]
public sealed class RemovePasskeyModel(UserManager<Account> accounts, OwnSignIn own, CurrentUser user, SchoolScope scope, AuditTrail audit) : PageModel
{
    [BindProperty(SupportsGet = true)] public string Id { get; set; } = "";
    [BindProperty] public PasswordInput Input { get; set; } = new();

    public sealed class PasswordInput
    {
        [Required(ErrorMessage = "Enter your password"), MaxLength(256, ErrorMessage = "A password has at most 256 characters")] public string Password { get; set; } = "";
    }

    public string Name { get; private set; } = "";
    private Account _account = null!;
    private byte[] _credential = [];

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (!ModelState.IsValid) return Page();
        audit.Begin(OwnSignIn.PasskeyTakenOff);
        await own.CheckPasswordAsync(_account.Id, Input.Password, "Input.Password");
        await accounts.RemovePasskeyAsync(_account, _credential);
        audit.Record(OwnSignIn.PasskeyTakenOff, nameof(Person), user.PersonId, aboutPersonId: user.PersonId);
        TempData["Success"] = "The passkey is taken off.";
        return Redirect(scope.Href("sign-in-security/passkeys"));
    }

    private async Task LoadAsync()
    {
        _account = (await accounts.FindByIdAsync(user.AccountId!.Value.ToString()))!;
        var passkey = (await accounts.GetPasskeysAsync(_account)).FirstOrDefault(p => Base64Url.EncodeToString(p.CredentialId) == Id) ?? throw new NotFound();
        (_credential, Name) = (passkey.CredentialId, passkey.Name ?? "Passkey");
    }
}
