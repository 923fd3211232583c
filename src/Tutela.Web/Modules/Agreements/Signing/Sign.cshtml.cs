using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Agreements.Signing;

[For(Everyone = true)]
public sealed class SignModel(TutelaDb db, CurrentUser user, PackInForce pack, PolicyWords words, AgreementDesk desk, SchoolScope scope) : PageModel
{
    [BindProperty] public SignInput Input { get; set; } = new();

    public AgreementAssignment Assignment { get; private set; } = null!;
    public DocumentView Document { get; private set; } = null!;
    public IReadOnlyList<Signature> Signatures { get; private set; } = [];
    public bool IsPupil => user.Is(Role.Pupil);

    public sealed class SignInput
    {
        public string? TypedName { get; set; }
        public bool HasRead { get; set; }
    }

    public Task OnGetAsync(Guid id) => LoadAsync(id);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await LoadAsync(id);
        await desk.SignAsync(Assignment, SignedAs.Self, user.PersonId, Input.TypedName, Input.HasRead, SignatureWay.SignedIn);
        TempData["Success"] = Assignment.NeedsParent && !Assignment.ParentSigned ? "You have signed. Now a parent or carer signs too." : "You have signed. Thank you.";
        return Redirect(scope.Href("agreements"));
    }

    private async Task LoadAsync(Guid id)
    {
        Assignment = await db.Set<AgreementAssignment>().SingleOrDefaultAsync(a => a.Id == id && a.PersonId == user.PersonId) ?? throw new NotFound();
        // The youngest read the easy version of the same terms.
        var text = pack.Pack.Agreement(Assignment.Document) ?? throw new NotFound();
        if (IsPupil && await db.Set<Person>().AnyAsync(p => p.Id == user.PersonId && p.YearGroup <= 2))
            text = pack.Pack.Agreements.FirstOrDefault(a => a.Head.EasyReadOf == text.Id) ?? text;
        Signatures = await db.Set<Signature>().AsNoTracking().Where(s => s.AssignmentId == id).OrderBy(s => s.At).ToListAsync();
        await words.LoadAsync();
        Document = new DocumentView(text, words);
    }
}
