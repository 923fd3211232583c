using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Hosting;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.People.Classes;

/// <summary>Makes and shows, once, the cards of a class, to be printed and cut.</summary>
[For(Role.Administrator, Role.Headteacher, Role.Teacher)]
public sealed class CardsModel(TutelaDb db, PeopleDirectory directory, PeopleAccess access, CardDesk desk, PublicAddress address, AuditTrail audit) : PageModel
{
    public enum Whom { New, Everyone }

    [BindProperty] public CardsInput Input { get; set; } = new();

    public sealed class CardsInput
    {
        [Required(ErrorMessage = "Choose who gets a card")] public Whom? Whom { get; set; }
    }

    public SchoolClass Class { get; private set; } = null!;
    public int Pupils { get; private set; }
    public int WithoutSignIn { get; private set; }
    public IReadOnlyList<Card> Cards { get; private set; } = [];
    public string Address => address.Of("/");

    private List<Person> _pupils = [];

    public Task OnGetAsync(Guid id) => LoadAsync(id);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await db.LockAsync<SchoolClass>(id);
        await LoadAsync(id);
        if (!ModelState.IsValid) return Page();
        audit.Begin(CardDesk.Printed);
        var ids = _pupils.Where(p => Input.Whom == Whom.Everyone || p.AccountId is null).Select(p => p.Id).ToList();
        if (ids.Count == 0) throw new Refused("Every pupil of this class has a sign-in. Choose everyone to give them all a new password.", "Input.Whom");
        Cards = await desk.MakeAsync(await db.Set<Person>().Where(p => ids.Contains(p.Id)).OrderBy(p => p.FamilyName).ThenBy(p => p.GivenName).ToListAsync());
        desk.RecordPrinting(id, Cards.Count);
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
