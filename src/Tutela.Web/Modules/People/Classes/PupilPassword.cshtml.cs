using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Accounts;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.People.PictureCards;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.People.Classes;

/// <summary>A teacher, or whoever the pack lets, sets one pupil's password. It is shown once and never recorded.</summary>
[For(Role.Administrator, Role.Headteacher, Role.Teacher)]
public sealed class PupilPasswordModel(TutelaDb db, PeopleAccess access, PasswordDesk passwords, CardDesk desk, PictureDesk pictures, PostRegister posts, AuditTrail audit) : PageModel
{
    [BindProperty] public PasswordInput Input { get; set; } = new();

    public sealed class PasswordInput
    {
        [MaxLength(PasswordDesk.PasswordMaxLength, ErrorMessage = "A password has at most 256 characters")] public string? Password { get; set; }
    }

    public Person Person { get; private set; } = null!;
    public string Rule { get; private set; } = "";
    public Card? Card { get; private set; }
    public IReadOnlyList<PrintedPictureCard> PictureCards { get; private set; } = [];
    public IReadOnlyList<PostHolder> Owners { get; private set; } = [];

    public Task OnGetAsync(Guid id) => LoadAsync(id);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await db.LockAsync<Person>(id);
        await LoadAsync(id);
        if (!ModelState.IsValid) return Page();
        audit.Begin(AccountDesk.PasswordSet);
        Card = await desk.MakeAsync(Person, string.IsNullOrEmpty(Input.Password) ? null : Input.Password);
        return Page();
    }

    /// <summary>For whoever is helped by pictures, whatever their year.</summary>
    public async Task<IActionResult> OnPostPicturesAsync(Guid id)
    {
        await db.LockAsync<Person>(id);
        await LoadAsync(id);
        audit.Begin(PictureDesk.Made);
        PictureCards = await pictures.MakeAsync([Person]);
        return Page();
    }

    private async Task LoadAsync(Guid id)
    {
        Person = await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == id && p.Kind == PersonKind.Pupil && p.EndedOn == null) ?? throw new NotFound();
        audit.Begin(AccountDesk.PasswordSet);
        await access.CheckPasswordOfAsync(id);
        Rule = passwords.RuleFor(Person).Describe();
        Owners = await posts.HoldersAsync("password-owner");
    }
}
