using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Modules.People.Accounts;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.People.Security;

/// <summary>Asks for the password again, and for the code where an authenticator app is set up, before a case file opens.</summary>
[For(Everyone = true)]
public sealed class ProveModel(UserManager<Account> accounts, OwnSignIn own, CurrentUser user, SchoolScope scope, AuditTrail audit, TimeProvider clock) : PageModel
{
    public static readonly Process Proved = new("account.proved", "The password was given again to open a case file");

    [BindProperty] public ProveInput Input { get; set; } = new();
    [BindProperty(SupportsGet = true)] public string? To { get; set; }

    public sealed class ProveInput
    {
        [Required(ErrorMessage = "Enter your password"), MaxLength(256, ErrorMessage = "A password has at most 256 characters")] public string Password { get; set; } = "";
        [MaxLength(20, ErrorMessage = "Enter the 6 numbers that the app shows")] public string? Code { get; set; }
    }

    public bool AsksForCode { get; private set; }

    public async Task OnGetAsync() => AsksForCode = (await AccountAsync()).TwoFactorEnabled;

    public async Task<IActionResult> OnPostAsync()
    {
        var account = await AccountAsync();
        AsksForCode = account.TwoFactorEnabled;
        audit.Begin(Proved);
        if (!ModelState.IsValid) return Page();
        await own.CheckPasswordAsync(account.Id, Input.Password, "Input.Password");
        if (AsksForCode && !await accounts.VerifyTwoFactorTokenAsync(account, accounts.Options.Tokens.AuthenticatorTokenProvider, (Input.Code ?? "").Replace(" ", "", StringComparison.Ordinal)))
            throw new Refused("That code is not right. Enter the 6 numbers that the app shows now.", "Input.Code");
        audit.Record(Proved, nameof(Person), user.PersonId, aboutPersonId: user.PersonId);
        // Only to a page of this school, whatever the address said.
        return new ProvedRedirect(To is not null && To.StartsWith(scope.Href() + "/", StringComparison.Ordinal) && Url.IsLocalUrl(To) ? To : scope.Href(), clock.GetUtcNow());
    }

    private async Task<Account> AccountAsync() => await accounts.FindByIdAsync(user.AccountId!.Value.ToString()) ?? throw new NotFound();
}
