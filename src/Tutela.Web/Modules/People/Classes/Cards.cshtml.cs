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
using Tutela.Web.Platform.Hosting;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.People.Classes;

/// <summary>Makes and shows, once, the cards of a class, to be printed and cut.</summary>
[For(Role.Administrator, Role.Headteacher, Role.Teacher)]
public sealed class CardsModel(TutelaDb db, PeopleDirectory directory, PeopleAccess access, CardDesk desk, PictureDesk pictures, PasswordDesk passwords, PublicAddress address, AuditTrail audit) : PageModel
{
    public enum Whom { New, Everyone }
    public enum Kind { Pictures, Words }

    [BindProperty] public CardsInput Input { get; set; } = new();

    public sealed class CardsInput
    {
        [Required(ErrorMessage = "Choose who gets a card")] public Whom? Whom { get; set; }
        [Required(ErrorMessage = "Choose what is on the cards")] public Kind? Kind { get; set; }
    }

    public SchoolClass Class { get; private set; } = null!;
    public int Pupils { get; private set; }
    public int WithoutSignIn { get; private set; }
    public IReadOnlyList<Card> Cards { get; private set; } = [];
    public IReadOnlyList<PrintedPictureCard> PictureCards { get; private set; } = [];
    public bool IsPrinting => Cards.Count > 0 || PictureCards.Count > 0;
    public string Address => address.Of("/");

    private List<Person> _pupils = [];

    public async Task OnGetAsync(Guid id)
    {
        await LoadAsync(id);
        Input.Kind = _pupils.Count > 0 && _pupils.TrueForAll(passwords.SignsInByPicture) ? Kind.Pictures : Kind.Words;
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await db.LockAsync<SchoolClass>(id);
        await LoadAsync(id);
        if (!ModelState.IsValid) return Page();
        audit.Begin(CardDesk.Printed);
        var ids = _pupils.Where(p => Input.Whom == Whom.Everyone || p.AccountId is null).Select(p => p.Id).ToList();
        if (ids.Count == 0) throw new Refused("Every pupil of this class has a sign-in. Choose everyone to give them all a new password.", "Input.Whom");
        var chosen = await db.Set<Person>().Where(p => ids.Contains(p.Id)).OrderBy(p => p.FamilyName).ThenBy(p => p.GivenName).ToListAsync();
        if (Input.Kind == Kind.Pictures) PictureCards = await pictures.MakeAsync(chosen);
        else Cards = await desk.MakeAsync(chosen);
        desk.RecordPrinting(id, chosen.Count);
        return Page();
    }

    private async Task LoadAsync(Guid id)
    {
        Class = await db.Set<SchoolClass>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.EndedOn == null) ?? throw new NotFound();
        if (!await access.MaySetPasswordsOfClassAsync(id)) throw new Forbidden();
        _pupils = await directory.PupilsOfAsync(id);
        Pupils = _pupils.Count;
        WithoutSignIn = _pupils.Count(p => p.AccountId is null);
    }
}
