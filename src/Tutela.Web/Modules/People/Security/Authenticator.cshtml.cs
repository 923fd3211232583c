using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.People.Security;

/// <summary>Sets up an authenticator app by QR code, or makes new recovery codes when it is on. Codes are shown once.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Role.Parent, Role.Visitor, Role.TrustOfficer, Staff = true)]
public sealed class AuthenticatorModel(UserManager<Account> accounts, OwnSignIn own, CurrentUser user, AuditTrail audit) : PageModel
{
    private const int Codes = 10;

    [BindProperty] public CodeInput Input { get; set; } = new();

    public sealed class CodeInput
    {
        [MaxLength(20, ErrorMessage = "Enter the 6 numbers that the app shows")] public string? Code { get; set; }
        [MaxLength(256, ErrorMessage = "A password has at most 256 characters")] public string? Password { get; set; }
    }

    public bool IsOn { get; private set; }
    public string Key { get; private set; } = "";
    public string QrCode { get; private set; } = "";
    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    private Account _account = null!;

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (!ModelState.IsValid) return Page();
        audit.Begin(IsOn ? OwnSignIn.CodesMade : OwnSignIn.AuthenticatorOn);
        await own.CheckPasswordAsync(_account.Id, Input.Password ?? "", "Input.Password");
        if (!IsOn)
        {
            var code = (Input.Code ?? "").Replace(" ", "", StringComparison.Ordinal);
            if (!await accounts.VerifyTwoFactorTokenAsync(_account, accounts.Options.Tokens.AuthenticatorTokenProvider, code))
                throw new Refused("That code is not right. Enter the 6 numbers that the app shows now.", "Input.Code");
            await accounts.SetTwoFactorEnabledAsync(_account, true);
        }
        RecoveryCodes = [.. await accounts.GenerateNewTwoFactorRecoveryCodesAsync(_account, Codes) ?? []];
        audit.Record(IsOn ? OwnSignIn.CodesMade : OwnSignIn.AuthenticatorOn, nameof(Person), user.PersonId, aboutPersonId: user.PersonId);
        return Page();
    }

    private async Task LoadAsync()
    {
        _account = (await accounts.FindByIdAsync(user.AccountId!.Value.ToString()))!;
        IsOn = _account.TwoFactorEnabled;
        if (IsOn) return;
        var key = await accounts.GetAuthenticatorKeyAsync(_account);
        if (key is null)
        {
            await accounts.ResetAuthenticatorKeyAsync(_account);
            key = (await accounts.GetAuthenticatorKeyAsync(_account))!;
        }
        Key = string.Join(' ', key.ToLowerInvariant().Chunk(4).Select(c => new string(c)));
        var uri = $"otpauth://totp/Tutela:{Uri.EscapeDataString(_account.UserName!)}?secret={key}&issuer=Tutela&digits=6";
        QrCode = QrPicture.Of(uri, 4);
    }
}
