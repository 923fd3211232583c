using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Identity.Links;

namespace Tutela.Web.Modules.Agreements.Signing;

/// <summary>A parent signs for all their children under one link, without an account. Opening the page uses nothing up.</summary>
[Open("A parent signs by the link in their mail: 128 random bits, stored hashed, for one parent and one purpose, ending after 30 days")]
public sealed class SignByLinkModel(TutelaDb db, LinkDesk links, CurrentUser user, PackInForce pack, PolicyWords words, AgreementDesk desk, TimeProvider clock) : PageModel
{
    [BindProperty] public LinkInput Input { get; set; } = new();

    public bool IsOpen { get; private set; }
    public IReadOnlyList<Child> Children { get; private set; } = [];
    public IReadOnlyList<DocumentView> Documents { get; private set; } = [];
    public bool HasSigned { get; private set; }

    public sealed record Child(Guid AssignmentId, string GivenName, string Document, AgreementAssignment Assignment);

    public sealed class LinkInput
    {
        public string? TypedName { get; set; }
        public bool HasRead { get; set; }
        public string? Reason { get; set; }
    }

    public Task OnGetAsync(string secret) => LoadAsync(secret);

    public async Task<IActionResult> OnPostAsync(string secret)
    {
        var link = await LoadAsync(secret);
        if (link is null) return Page();
        if (Children.Count == 0) return Page();
        foreach (var child in Children)
            await desk.SignAsync(child.Assignment, SignedAs.Parent, link.PersonId, Input.TypedName, Input.HasRead, SignatureWay.Link);
        link.UsedAt = clock.GetUtcNow();
        HasSigned = true;
        return Page();
    }

    public async Task<IActionResult> OnPostRefuseAsync(string secret)
    {
        var link = await LoadAsync(secret);
        if (link is null) return Page();
        foreach (var child in Children) await desk.RefuseAsync(child.Assignment, Input.Reason);
        Children = [];
        return Page();
    }

    private async Task<Link?> LoadAsync(string secret)
    {
        var link = await links.FindAsync(secret, LinkPurpose.Sign);
        if (link is null) return null;
        IsOpen = true;
        var parent = await db.Set<Person>().Include(p => p.Roles).SingleOrDefaultAsync(p => p.Id == link.PersonId && p.EndedOn == null);
        if (parent is null) return null;
        // The link's holder acts, so that the trail names the parent.
        if (!user.IsKnown) user.ActAs(parent);
        var rows = await (from guardianship in db.Set<Guardianship>()
                          join assignment in db.Set<AgreementAssignment>() on guardianship.PupilId equals assignment.PersonId
                          join pupil in db.Set<Person>() on guardianship.PupilId equals pupil.Id
                          where guardianship.ParentId == link.PersonId && pupil.EndedOn == null && assignment.NeedsParent && !assignment.ParentSigned && assignment.Status != AgreementStatus.Ended
                          orderby pupil.GivenName
                          select new { pupil.GivenName, assignment }).ToListAsync();
        Children = [.. rows.Select(r => new Child(r.assignment.Id, r.GivenName, r.assignment.Document, r.assignment))];
        await words.LoadAsync();
        Documents = [.. Children.Select(c => c.Document).Distinct().Select(pack.Pack.Agreement).OfType<Policies.Contract.Packs.AgreementText>().Select(text => new DocumentView(text, words))];
        return link;
    }
}
