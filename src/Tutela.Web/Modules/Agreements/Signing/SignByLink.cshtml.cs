using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Identity.Links;

namespace Tutela.Web.Modules.Agreements.Signing;

/// <summary>A parent signs for all their children under one link, without an account. Opening the page uses nothing up.</summary>
[Open("A parent signs by the link in their mail: 128 random bits, stored hashed, for one parent and one purpose, ending after 30 days")]
public sealed class SignByLinkModel(TutelaDb db, LinkDesk links, CurrentUser user, AgreementDesk desk, TimeProvider clock) : PageModel
{
    [BindProperty] public LinkInput Input { get; set; } = new();

    public bool IsOpen { get; private set; }
    public IReadOnlyList<Child> Children { get; private set; } = [];
    public IReadOnlyDictionary<string, AgreementWords> Documents { get; private set; } = new Dictionary<string, AgreementWords>();
    public bool HasSigned { get; private set; }
    public bool HasRefused { get; private set; }
    public string Names => string.Join(" and ", Children.Select(c => c.GivenName).Distinct());
    public bool CanRefuse => Children.Any(c => c.Assignment.Status == AgreementStatus.Waiting);

    public sealed record Child(string GivenName, AgreementAssignment Assignment);

    public sealed class LinkInput
    {
        public string? TypedName { get; set; }
        public bool HasRead { get; set; }
        public string? Reason { get; set; }
    }

    public Task OnGetAsync(string secret) => LoadAsync(secret);

    public async Task<IActionResult> OnPostAsync(string secret)
    {
        if (await LoadAsync(secret) is not { } link || Children.Count == 0) return Page();
        await desk.SignAsync([.. Children.Select(c => (c.Assignment, Documents[c.Assignment.Document]))],
            _ => new NewSignature(SignedAs.Parent, link.PersonId, Input.TypedName, Input.HasRead, SignatureWay.Link));
        link.UsedAt = clock.GetUtcNow();
        HasSigned = true;
        return Page();
    }

    // Saying no does not close the link: people change their minds.
    public async Task<IActionResult> OnPostRefuseAsync(string secret)
    {
        if (await LoadAsync(secret) is not { } link || Children.Count == 0) return Page();
        await desk.RefuseAsync([.. Children.Select(c => c.Assignment).Where(a => a.Status == AgreementStatus.Waiting)], link.PersonId, Input.Reason);
        HasRefused = true;
        return Page();
    }

    private async Task<Link?> LoadAsync(string secret)
    {
        // A link's page is nobody else's to keep: not a proxy's, not the next person's at a shared computer.
        (Response.Headers.CacheControl, Response.Headers.Pragma) = ("no-cache, no-store", "no-cache");
        var link = await links.FindAsync(secret, LinkPurpose.Sign);
        if (link is null) return null;
        var parent = await db.Set<Person>().Include(p => p.Roles).SingleOrDefaultAsync(p => p.Id == link.PersonId && p.EndedOn == null);
        if (parent is null) return null;
        IsOpen = true;
        // The link's holder acts, so that the trail names the parent, whoever is signed in at this browser.
        user.ActAs(parent);
        var children = AgreementsAccess.ChildrenOf(db, link.PersonId);
        var rows = await (from assignment in db.Set<AgreementAssignment>()
                          join pupil in db.Set<Person>() on assignment.PersonId equals pupil.Id
                          where children.Contains(assignment.PersonId) && pupil.EndedOn == null
                              && assignment.NeedsParent && !assignment.ParentSigned && assignment.Status != AgreementStatus.Ended
                          orderby pupil.GivenName
                          select new { pupil.GivenName, assignment }).ToListAsync();
        var documents = new Dictionary<string, AgreementWords>();
        foreach (var id in rows.Select(r => r.assignment.Document).Distinct())
            if (await desk.WordsAsync(id) is { } words) documents.Add(id, words);
        Documents = documents;
        Children = [.. rows.Where(r => documents.ContainsKey(r.assignment.Document)).Select(r => new Child(r.GivenName, r.assignment))];
        return link;
    }
}
