using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Files;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Agreements.Paper;

/// <summary>A member of staff enters a signature that was given on paper: who, the name as written, the day, and a scan of the form where there is
/// one. The office for everybody, a teacher for the own pupils; nobody for themselves.</summary>
[For(Staff = true)]
public sealed class PaperModel(TutelaDb db, CurrentUser user, AgreementDesk desk, AgreementReading reading, AgreementsAccess access, PeopleDirectory people, FileDesk files, SchoolScope scope) : PageModel
{
    private const string Self = "self";

    [BindProperty] public PaperInput Input { get; set; } = new();

    public AgreementAssignment Assignment { get; private set; } = null!;
    public Person About { get; private set; } = null!;
    public string Title { get; private set; } = "";
    public IReadOnlyList<SelectListItem> Signers { get; private set; } = [];
    public bool AsksTicks => Assignment.AsksChild;

    public sealed class PaperInput
    {
        [Required(ErrorMessage = "Choose who signed")] public string? Signer { get; set; }
        public string? TypedName { get; set; }
        [Required(ErrorMessage = "Enter the day of the signature"), Display(Name = "Day of the signature")] public DateOnly? SignedOn { get; set; }
        public bool ChildAgrees { get; set; }
        public IFormFile? Scan { get; set; }
    }

    public Task OnGetAsync(Guid id) => LoadAsync(id);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await LoadAsync(id);
        if (!ModelState.IsValid) return Page();
        if (Signers.All(s => s.Value != Input.Signer)) throw new Refused("Choose who signed", "Input.Signer");
        var words = await reading.WordsAsync(Assignment.Document) ?? throw new NotFound();
        var (by, signer) = Input.Signer == Self ? (SignedAs.Self, About.Id) : (SignedAs.Parent, Guid.Parse(Input.Signer!));
        var scan = Input.Scan is null ? null : await files.KeepAsync(Input.Scan, "Input.Scan");
        await desk.SignAsync([(Assignment, words)], _ => new NewSignature(by, signer, Input.TypedName, HasRead: true, SignatureWay.Paper, user.PersonId, Input.SignedOn, Input.ChildAgrees, ScanId: scan?.Id));
        TempData["Success"] = $"The signature for {About.Name} is recorded.";
        return Redirect(scope.Href($"agreements/{id}"));
    }

    private async Task LoadAsync(Guid id)
    {
        Assignment = await db.Set<AgreementAssignment>().AsNoTracking().Include(a => a.Refusals).Include(a => a.Signatures).AsSplitQuery().SingleOrDefaultAsync(a => a.Id == id) ?? throw new NotFound();
        About = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == Assignment.PersonId);
        if (!await access.MayHandleAsync(About)) throw new NotFound();
        if (About.Id == user.PersonId) throw new Forbidden();
        Title = reading.TitleOf(Assignment.Document);
        var signers = new List<SelectListItem>();
        if (Assignment.MaySign(SignedAs.Self, About.Id)) signers.Add(new(About.Name, Self));
        if (Assignment.NeedsParent)
            foreach (var parent in await people.ParentsOfAsync(About.Id))
                if (parent.ParentalResponsibility != ParentalResponsibility.No && Assignment.MaySign(SignedAs.Parent, parent.Person.Id))
                    signers.Add(new($"{parent.Person.Name}, {parent.Relationship}", parent.Person.Id.ToString()));
        Signers = signers;
    }
}
