using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Modules.People.Accounts;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Identity.Links;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.People.Join;

/// <summary>An adult chooses a password and is in. Somebody with a sign-in at another school here uses that one.</summary>
[Open("Joining by an e-mailed link: the person has no sign-in yet; the secret in the address is 128 random bits and its page names only the person and the school")]
public sealed class JoinModel(TutelaDb db, LinkDesk links, SignInOpening opening, PasswordDesk passwords, SchoolScope scope, CurrentUser user, AuditTrail audit, TimeProvider clock)
    : LinkPage(db, links, LinkPurpose.Join)
{
    [BindProperty] public JoinInput Input { get; set; } = new();

    public sealed class JoinInput
    {
        [Required(ErrorMessage = "Enter a password"), MaxLength(PasswordDesk.PasswordMaxLength, ErrorMessage = "A password has at most 256 characters")] public string Password { get; set; } = "";
    }

    public string Rule { get; private set; } = "";
    public bool HasAccount { get; private set; }

    public Task OnGetAsync(string secret) => LoadAsync(secret, use: false);

    public async Task<IActionResult> OnPostAsync(string secret)
    {
        await LoadAsync(secret, use: true);
        if (Person?.Email is null || !ModelState.IsValid) return Page();
        user.ActAs(Person);
        audit.Begin(AccountDesk.Opened);
        var account = await opening.OpenAsync(Person, Person.Email!, Input.Password);
        Link!.UsedAt = clock.GetUtcNow();
        return new SignedInRedirect(account.Id, scope.Href());
    }

    private async Task LoadAsync(string secret, bool use)
    {
        if (!(use ? await OpenToUseAsync(secret) : await OpenAsync(secret))) return;
        Rule = passwords.RuleFor(Person!).Describe();
        HasAccount = await opening.HasAccountAsync(Person!, Person!.Email ?? "");
    }
}
