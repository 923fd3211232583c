using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Modules.People.Accounts;
using Tutela.Web.Modules.People.Join;
using Tutela.Web.Modules.Schools.Contract;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Identity.Links;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.People.SetUp;

/// <summary>The first administrator of a new school says who they are and is in.</summary>
[Open("The set-up link of a new school's first administrator: nobody has a sign-in yet; the secret in the address is 128 random bits and works once")]
public sealed class SetUpModel(TutelaDb db, LinkDesk links, SignInOpening opening, PasswordDesk passwords, CurrentUser user, SchoolScope scope, AuditTrail audit, TimeProvider clock)
    : LinkPage(db, links, LinkPurpose.SetUp)
{
    public static readonly Process SetUp = new("school.set-up", "The first administrator set the school up");

    [BindProperty] public SetUpInput Input { get; set; } = new();

    public sealed class SetUpInput
    {
        [Required(ErrorMessage = "Enter your first name"), MaxLength(Person.NameMaxLength, ErrorMessage = "A first name has at most 100 characters")] public string GivenName { get; set; } = "";
        [Required(ErrorMessage = "Enter your last name"), MaxLength(Person.NameMaxLength, ErrorMessage = "A last name has at most 100 characters")] public string FamilyName { get; set; } = "";
        [Required(ErrorMessage = "Enter your e-mail address"), MaxLength(EmailRule.MaxLength, ErrorMessage = "An e-mail address has at most 254 characters")] public string Email { get; set; } = "";
        [Required(ErrorMessage = "Enter a password"), MaxLength(PasswordDesk.PasswordMaxLength, ErrorMessage = "A password has at most 256 characters")] public string Password { get; set; } = "";
    }

    public string Rule { get; private set; } = "";

    public async Task OnGetAsync(string secret)
    {
        if (!await OpenAsync(secret)) return;
        Rule = passwords.RuleFor(Person!).Describe();
        Input.Email = Person!.Email ?? "";
        if (Person.Name != SchoolDesk.Unnamed) (Input.GivenName, Input.FamilyName) = (Person.GivenName, Person.FamilyName);
    }

    public async Task<IActionResult> OnPostAsync(string secret)
    {
        if (!await OpenToUseAsync(secret)) return Page();
        var person = Person!;
        Rule = passwords.RuleFor(person).Describe();
        var (given, family, email) = (NameRule.Clean(Input.GivenName), NameRule.Clean(Input.FamilyName), (Input.Email ?? "").Trim());
        if (Input.GivenName is { Length: > 0 } && given.Length == 0) ModelState.AddModelError("Input.GivenName", "Enter your first name");
        if (Input.FamilyName is { Length: > 0 } && family.Length == 0) ModelState.AddModelError("Input.FamilyName", "Enter your last name");
        if (email.Length > 0 && !EmailRule.Accepts(email)) ModelState.AddModelError("Input.Email", EmailRule.Advice);
        if (!ModelState.IsValid) return Page();
        (person.GivenName, person.FamilyName, person.Email) = (given, family, email);
        user.ActAs(person);
        audit.Begin(SetUp);
        var account = await opening.OpenAsync(person, email, Input.Password);
        Link!.UsedAt = clock.GetUtcNow();
        audit.Record(SetUp, nameof(School), scope.SchoolId, aboutPersonId: person.Id);
        return new SignedInRedirect(account.Id, scope.Href(scope.IsLive ? "" : "setting-up"));
    }
}
