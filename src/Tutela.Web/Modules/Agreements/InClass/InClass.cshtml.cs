using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.Agreements.Coverage;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Agreements.InClass;

/// <summary>A class reads the rules together and each child signs by name in one sitting; the adult in the room takes the signatures.</summary>
[For(Staff = true)]
public sealed class InClassModel(CurrentUser user, AgreementCoverage coverage, AgreementDesk desk, AgreementReading reading, AgreementsAccess access, SchoolScope scope) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? Document { get; set; }
    [BindProperty] public SittingInput Input { get; set; } = new();

    public SchoolClass Class { get; private set; } = null!;
    public AgreementWords Words { get; private set; } = null!;
    public IReadOnlyList<PersonStanding> Children { get; private set; } = [];

    public sealed class SittingInput
    {
        public List<Guid> Signed { get; set; } = [];
        public bool ReadTogether { get; set; }
    }

    public Task OnGetAsync(Guid id) => LoadAsync(id);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await LoadAsync(id);
        if (!Input.ReadTogether) throw new Refused("Read the rules with the class, then tick the box to say so", "Input.ReadTogether");
        var chosen = Children.Where(c => Input.Signed.Contains(c.Person.Id)).ToList();
        if (chosen.Count == 0) throw new Refused("Tick each child who has agreed", "Input.Signed");
        var names = chosen.ToDictionary(c => c.Assignment!.Id, c => c.Person);
        await desk.SignAsync([.. chosen.Select(c => (c.Assignment!, Words))],
            a => new NewSignature(SignedAs.Self, names[a.Id].Id, names[a.Id].Name, HasRead: true, SignatureWay.InClass, user.PersonId));
        TempData["Success"] = chosen.Count == 1 ? "1 child has signed." : $"{chosen.Count} children have signed.";
        return Redirect(scope.Href($"agreements/classes/{id}"));
    }

    private async Task LoadAsync(Guid id)
    {
        Class = (await access.ClassesAsync()).Find(c => c.Id == id) ?? throw new NotFound();
        var document = coverage.PupilDocuments.FirstOrDefault(d => (Document is null || d.Id == Document) && d.Signers != AgreementSigner.Parent) ?? throw new NotFound();
        Document = document.Id;
        Words = await reading.WordsAsync(document.Id, Class.YearGroup) ?? throw new NotFound();
        Children = [.. (await coverage.PeopleAsync(document, id)).Where(c => c.Assignment is { } a && a.Waits(SignedAs.Self))];
    }
}
