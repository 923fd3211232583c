using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Modules.People.Accounts;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Identity.Links;

namespace Tutela.Web.Modules.People.Join;

/// <summary>An adult who has a sign-in chooses a new password. They sign in with it, second step and all, so that a mailbox alone opens nothing.</summary>
[Open("Choosing a new password by an e-mailed link: the person can't sign in; the secret in the address is 128 random bits, works once and for a day")]
public sealed class ResetModel(TutelaDb db, LinkDesk links, AccountDesk accounts, PasswordDesk passwords, CurrentUser user, AuditTrail audit, TimeProvider clock)
    : LinkPage(db, links, LinkPurpose.ResetPassword)
{
    [BindProperty] public JoinModel.JoinInput Input { get; set; } = new();

    public string Rule { get; private set; } = "";

    public async Task OnGetAsync(string secret)
    {
        if (await OpenAsync(secret)) Rule = passwords.RuleFor(Person!).Describe();
    }

    public async Task<IActionResult> OnPostAsync(string secret)
    {
        if (await OpenToUseAsync(secret)) Rule = passwords.RuleFor(Person!).Describe();
        if (Person is null || !ModelState.IsValid) return Page();
        user.ActAs(Person);
        audit.Begin(AccountDesk.PasswordSet);
        passwords.Check(Person, Input.Password);
        await accounts.SetPasswordAsync(Person, Input.Password);
        Link!.UsedAt = clock.GetUtcNow();
        TempData["Success"] = "Your password is changed. Sign in with it.";
        return Redirect("/sign-in");
    }
}
