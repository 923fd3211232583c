using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.Agreements.Questions;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Agreements.Signing;

/// <summary>Reads and signs one's own agreement or one's child's; those who oversee agreements read it here with its signatures. What is
/// signed is shown in the words that were signed.</summary>
[For(Everyone = true)]
public sealed class SignModel(TutelaDb db, CurrentUser user, AgreementDesk desk, AgreementReading reading, QuestionDesk questions, WorkplaceRegister workplaces, AgreementsAccess access, SchoolScope scope) : PageModel
{
    [BindProperty] public SignInput Input { get; set; } = new();
    [BindProperty(SupportsGet = true, Name = "lang")] public string? Lang { get; set; }

    public AgreementAssignment Assignment { get; private set; } = null!;
    public Person About { get; private set; } = null!;
    public AgreementWords Words { get; private set; } = null!;
    public IReadOnlyList<ReadingChoice> Choices { get; private set; } = [];
    public string Title { get; private set; } = "";
    public IReadOnlyList<Shown> Signatures { get; private set; } = [];
    public IReadOnlyList<AgreementRefusal> Refusals { get; private set; } = [];
    /// <summary>Every place at which a member of staff works today: the terms hold at each, also at one that came after the signature.</summary>
    public IReadOnlyList<Workplace> Workplaces { get; private set; } = [];
    public IReadOnlyList<AgreementQuestion> Questions { get; private set; } = [];
    public (string Post, IReadOnlyList<PostHolder> Holders) Contact { get; private set; }
    /// <summary>What this person signs as; null for those who only look.</summary>
    public SignedAs? By { get; private set; }
    public bool MayRecordPaper { get; private set; }
    public bool IsPupil => user.Is(Role.Pupil);
    public bool CanSign => By is { } by && Assignment.MaySign(by, user.PersonId);
    public bool CanRefuse => By is { } by && Assignment.MayRefuse(by, user.PersonId);
    public bool AsksChild => By == SignedAs.Parent && Assignment.AsksChild;
    public bool OtherParentSigned => By == SignedAs.Parent && Assignment.ParentSigned && !CanSign && Signatures.All(s => s.Signature.SignerId != user.PersonId);
    public bool MayDecide => Assignment.IsDisagreement && access.SeesRefusals;

    public sealed record Shown(Signature Signature, string? RecordedBy);

    public sealed class SignInput
    {
        public string? TypedName { get; set; }
        public bool HasRead { get; set; }
        public bool ChildAgrees { get; set; }
        public string? Reason { get; set; }
        public string? Question { get; set; }
    }

    public Task OnGetAsync(Guid id) => LoadAsync(id);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await LoadAsync(id);
        var by = By ?? throw new Forbidden();
        var now = (await desk.SignAsync([(Assignment, Words)], _ => new NewSignature(by, user.PersonId, Input.TypedName, Input.HasRead, SignatureWay.SignedIn, ChildAgrees: Input.ChildAgrees)))[0];
        TempData["Success"] = now.Status switch
        {
            AgreementStatus.InForce => "You have signed. Thank you.",
            AgreementStatus.Refused => "You have signed. Somebody else has said no, so the school will talk with you both.",
            _ => by == SignedAs.Self ? "You have signed. Now a parent or carer signs too." : "You have signed. Your child signs at school.",
        };
        return Redirect(scope.Href("agreements"));
    }

    public async Task<IActionResult> OnPostRefuseAsync(Guid id)
    {
        await LoadAsync(id);
        var by = By ?? throw new Forbidden();
        if (IsPupil) throw new Forbidden();
        await desk.RefuseAsync([Assignment], by, user.PersonId, Input.Reason);
        TempData["Success"] = "Thank you for telling us. The school will talk with you about it.";
        return Redirect(scope.Href("agreements"));
    }

    public async Task<IActionResult> OnPostAskAsync(Guid id)
    {
        await LoadAsync(id);
        if (By is null || IsPupil) throw new Forbidden();
        await questions.AskAsync(Assignment, user.PersonId, Input.Question);
        TempData["Success"] = "Your question has been sent. The answer appears here.";
        return Redirect(scope.Href($"agreements/{id}"));
    }

    private async Task LoadAsync(Guid id)
    {
        Assignment = await db.Set<AgreementAssignment>().AsNoTracking().Include(a => a.Refusals).Include(a => a.Signatures).AsSplitQuery().SingleOrDefaultAsync(a => a.Id == id) ?? throw new NotFound();
        About = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == Assignment.PersonId);
        if (Assignment.PersonId == user.PersonId) By = SignedAs.Self;
        else if (Assignment.NeedsParent && await AgreementsAccess.ChildrenOf(db, user.PersonId).AnyAsync(child => child == Assignment.PersonId)) By = SignedAs.Parent;
        else if (!await access.MayHandleAsync(About)) throw new NotFound();
        MayRecordPaper = By is null && Assignment.Status != AgreementStatus.Ended;
        // A parent reads the own reason; another's is for safeguarding and the head.
        Refusals = [.. Assignment.StandingRefusals.Where(r => access.SeesRefusals || r.RefuserId == user.PersonId)];
        await LoadSignaturesAsync();
        if (About.Kind == PersonKind.Staff) Workplaces = await workplaces.OfAsync(About.Id);
        // The places are part of what is signed, so they are kept with its words.
        if (CanSign && Workplaces.Count > 0) Words = Words with { Places = $"{Words.Places} It holds at each of your workplaces: {string.Join(", ", Workplaces.Select(w => w.Name))}.".Trim() };
        if (CanSign) Choices = await reading.ChoicesAsync([Assignment.Document]);
        if (By is not null) (Contact, Questions) = (await reading.QuestionContactAsync(), await questions.OfAsync(id, user.PersonId));
        Title = Words.Title;
    }

    private async Task LoadSignaturesAsync()
    {
        var recorders = Assignment.Signatures.Select(s => s.RecordedById).OfType<Guid>().ToList();
        var names = recorders.Count == 0 ? [] : await db.Set<Person>().Where(p => recorders.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.GivenName + " " + p.FamilyName);
        Signatures = [.. Assignment.Signatures.OrderBy(s => s.At).Select(s => new Shown(s, s.RecordedById is { } by ? names.GetValueOrDefault(by) : null))];
        // What was signed is read as it was; a second signer who still reads sees today's words, which are the same version's.
        var mine = Signatures.FirstOrDefault(s => s.Signature.SignerId == user.PersonId || (By != SignedAs.Parent && s.Signature.SignedAs == SignedAs.Self))
            ?? (CanSign || Signatures.Count == 0 ? null : Signatures[0]);
        Words = mine is null || CanSign
            ? await reading.WordsAsync(Assignment.Document, By == SignedAs.Self ? About.YearGroup : null, Lang) ?? throw new NotFound()
            : AgreementWords.FromJson(await db.Set<AgreementCopy>().Where(c => c.Id == mine.Signature.CopyId).Select(c => c.Body).SingleAsync());
    }
}
