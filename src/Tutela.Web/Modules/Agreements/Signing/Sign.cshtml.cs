using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Agreements.Signing;

/// <summary>Reads and signs one's own agreement or one's child's; those who oversee agreements read it here with its signatures. What is
/// signed is shown in the words that were signed.</summary>
[For(Everyone = true)]
public sealed class SignModel(TutelaDb db, CurrentUser user, AgreementDesk desk, AgreementsAccess access, SchoolScope scope) : PageModel
{
    [BindProperty] public SignInput Input { get; set; } = new();

    public AgreementAssignment Assignment { get; private set; } = null!;
    public Person About { get; private set; } = null!;
    public AgreementWords Words { get; private set; } = null!;
    public string Title { get; private set; } = "";
    public IReadOnlyList<Shown> Signatures { get; private set; } = [];
    /// <summary>What this person signs as; null for those who only look.</summary>
    public SignedAs? By { get; private set; }
    public bool MayRecordPaper { get; private set; }
    public bool SeesRefusal { get; private set; }
    public bool IsPupil => user.Is(Role.Pupil);
    public bool CanSign => By is { } by && Assignment.Waits(by);
    public bool CanRefuse => CanSign && By == SignedAs.Parent && Assignment.Status == AgreementStatus.Waiting;

    public sealed record Shown(Signature Signature, string? RecordedBy);

    public sealed class SignInput
    {
        public string? TypedName { get; set; }
        public bool HasRead { get; set; }
        public string? Reason { get; set; }
    }

    public Task OnGetAsync(Guid id) => LoadAsync(id);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await LoadAsync(id);
        var by = By ?? throw new Forbidden();
        await desk.SignAsync([(Assignment, Words)], _ => new NewSignature(by, user.PersonId, Input.TypedName, Input.HasRead, SignatureWay.SignedIn));
        TempData["Success"] = Assignment.Status == AgreementStatus.InForce ? "You have signed. Thank you."
            : by == SignedAs.Self ? "You have signed. Now a parent or carer signs too." : "You have signed. Your child signs at school.";
        return Redirect(scope.Href("agreements"));
    }

    public async Task<IActionResult> OnPostRefuseAsync(Guid id)
    {
        await LoadAsync(id);
        if (By != SignedAs.Parent) throw new Forbidden();
        await desk.RefuseAsync([Assignment], user.PersonId, Input.Reason);
        TempData["Success"] = "Thank you for telling us. The school will talk with you about it.";
        return Redirect(scope.Href("agreements"));
    }

    private async Task LoadAsync(Guid id)
    {
        Assignment = await db.Set<AgreementAssignment>().SingleOrDefaultAsync(a => a.Id == id) ?? throw new NotFound();
        About = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == Assignment.PersonId);
        if (Assignment.PersonId == user.PersonId) By = SignedAs.Self;
        else if (Assignment.NeedsParent && await AgreementsAccess.ChildrenOf(db, user.PersonId).AnyAsync(child => child == Assignment.PersonId)) By = SignedAs.Parent;
        else if (!await access.MayHandleAsync(About)) throw new NotFound();
        MayRecordPaper = By is null && Assignment.Status != AgreementStatus.Ended;
        SeesRefusal = By is not null || access.SeesRefusals;
        Signatures = await (from signature in db.Set<Signature>().AsNoTracking()
                            where signature.AssignmentId == id
                            join recorder in db.Set<Person>() on signature.RecordedById equals recorder.Id into recorders
                            from recorder in recorders.DefaultIfEmpty()
                            orderby signature.At
                            select new Shown(signature, recorder == null ? null : recorder.GivenName + " " + recorder.FamilyName)).ToListAsync();
        // What was signed is read as it was; a second signer who still reads sees today's words, which are the same version's.
        var mine = Signatures.FirstOrDefault(s => s.Signature.SignedAs == (By ?? SignedAs.Self)) ?? (CanSign || Signatures.Count == 0 ? null : Signatures[0]);
        Words = mine is null
            ? await desk.WordsAsync(Assignment.Document, By == SignedAs.Self ? About.YearGroup : null) ?? throw new NotFound()
            : AgreementWords.FromJson(await db.Set<AgreementCopy>().Where(c => c.Id == mine.Signature.CopyId).Select(c => c.Body).SingleAsync());
        Title = Words.Title;
    }
}
