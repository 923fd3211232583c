using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Accounts;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.People.Security;

/// <summary>Changes one's own password. Shown first, whatever was asked for, to somebody whose password has to be changed.</summary>
[For(Everyone = true)]
public sealed class PasswordModel(TutelaDb db, AccountDesk accounts, PasswordDesk passwords, OwnSignIn own, CurrentUser user, SchoolScope scope, AuditTrail audit) : PageModel
{
    [BindProperty] public PasswordInput Input { get; set; } = new();

    public sealed class PasswordInput
    {
        [Required(ErrorMessage = "Enter the password that you use now"), MaxLength(PasswordDesk.PasswordMaxLength, ErrorMessage = "A password has at most 256 characters")] public string Current { get; set; } = "";
        [Required(ErrorMessage = "Enter a new password"), MaxLength(PasswordDesk.PasswordMaxLength, ErrorMessage = "A password has at most 256 characters")] public string New { get; set; } = "";
    }

    public string Rule { get; private set; } = "";
    public bool IsPupil => user.Is(Role.Pupil);
    /// <summary>Why it has to be changed now, or null.</summary>
    public string? Why { get; private set; }

    private Person _person = null!;

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (!ModelState.IsValid) return Page();
        audit.Begin(AccountDesk.PasswordSet);
        await own.CheckPasswordAsync(user.AccountId!.Value, Input.Current, "Input.Current");
        if (Input.New == Input.Current) throw new Refused("Choose a password that is not the one you have", "Input.New");
        passwords.Check(_person, Input.New, "Input.New");
        await accounts.SetPasswordAsync(_person, Input.New);
        TempData["Success"] = "Your password is changed.";
        return new SignedInRedirect(user.AccountId.Value, scope.Href(), afterPassword: true);
    }

    private async Task LoadAsync()
    {
        _person = await db.Set<Person>().SingleAsync(p => p.Id == user.PersonId);
        Rule = passwords.RuleFor(_person).Describe();
        Why = User.FindFirst(TutelaClaims.PasswordChosen)?.Value == TutelaClaims.Temporary ? "Somebody else gave you this password. Choose one that only you know."
            : passwords.IsOld(_person, SessionRules.Chosen(User)) ? passwords.RuleFor(_person).ChangeMonths is { } months ? $"Passwords change every {months} months. Choose a new one." : "Passwords change each school year. Choose a new one."
            : null;
    }
}
