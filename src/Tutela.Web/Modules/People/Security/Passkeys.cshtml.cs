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

/// <summary>One's own passkeys: made on a device that only this person opens.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Role.Parent, Role.Visitor, Role.TrustOfficer, Staff = true)]
public sealed class PasskeysModel(TutelaSignIn signIn, OwnSignIn own, CurrentUser user, SchoolScope scope, AuditTrail audit) : PageModel
{
    public const int NameMaxLength = 60;
    public const int Most = 10;

    [BindProperty] public PasskeyInput Input { get; set; } = new();

    public sealed class PasskeyInput
    {
        [Required(ErrorMessage = "Give the passkey a name, such as My phone"), MaxLength(NameMaxLength, ErrorMessage = "A name has at most 60 characters")] public string Name { get; set; } = "";
        [Required(ErrorMessage = "Enter your password"), MaxLength(256, ErrorMessage = "A password has at most 256 characters")] public string Password { get; set; } = "";
        [MaxLength(Platform.Identity.SignIn.PasskeyModel.AnswerMaxLength, ErrorMessage = "That is not what a device answers")] public string? Credential { get; set; }
    }

    public sealed record Row(string Key, string Name, DateTimeOffset CreatedAt);

    public IReadOnlyList<Row> Passkeys { get; private set; } = [];
    private Account _account = null!;

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostOptionsAsync()
    {
        await LoadAsync();
        return Content(await signIn.MakePasskeyCreationOptionsAsync(new() { Id = _account.Id.ToString(), Name = _account.UserName!, DisplayName = user.Name }), "application/json");
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (!ModelState.IsValid) return Page();
        audit.Begin(OwnSignIn.PasskeyMade);
        await own.CheckPasswordAsync(_account.Id, Input.Password, "Input.Password");
        if (Passkeys.Count >= Most) throw new Refused("You have ten passkeys. Take one off that you no longer use.", "Input.Name");
        if (Passkeys.Any(p => p.Name == Input.Name.Trim())) throw new Refused("You have a passkey of this name. Choose another name.", "Input.Name");
        var passkey = await OwnSignIn.ReadPasskeyAsync(signIn, Input.Credential) ?? throw new Refused("The device did not give a passkey. Try again.", "Input.Name");
        passkey.Name = Input.Name.Trim();
        var added = await signIn.UserManager.AddOrUpdatePasskeyAsync(_account, passkey);
        if (!added.Succeeded) throw new Refused("The passkey could not be kept. Try again.", "Input.Name");
        audit.Record(OwnSignIn.PasskeyMade, nameof(Person), user.PersonId, aboutPersonId: user.PersonId);
        TempData["Success"] = "Your passkey is made. Use it when you sign in on this device.";
        return Redirect(scope.Href("sign-in-security/passkeys"));
    }

    private async Task LoadAsync()
    {
        _account = (await signIn.UserManager.FindByIdAsync(user.AccountId!.Value.ToString()))!;
        Passkeys = [.. (await signIn.UserManager.GetPasskeysAsync(_account)).OrderBy(p => p.CreatedAt)
            .Select(p => new Row(Base64Url.EncodeToString(p.CredentialId), p.Name ?? "Passkey", p.CreatedAt))];
    }
}
