using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Identity.Links;

namespace Tutela.Web.Modules.Agreements.Signing;

/// <summary>A parent signs for all their children, and for themselves, under one link, without an account. Opening the page uses nothing up.</summary>
[Open("A parent signs by the link in their mail: 128 random bits, stored hashed, for one parent and one purpose, ending after 30 days")]
public sealed class SignByLinkModel(TutelaDb db, LinkDesk links, CurrentUser user, AgreementDesk desk, AgreementReading reading, TimeProvider clock) : PageModel
{
    [BindProperty] public LinkInput Input { get; set; } = new();
    [BindProperty(SupportsGet = true, Name = "lang")] public string? Lang { get; set; }

    public bool IsOpen { get; private set; }
    /// <summary>What waits for this parent: the children's, and the parent's own where <see cref="Item.Child"/> is null.</summary>
    public IReadOnlyList<Item> Items { get; private set; } = [];
    public IReadOnlyDictionary<string, AgreementWords> Documents { get; private set; } = new Dictionary<string, AgreementWords>();
    public IReadOnlyList<ReadingChoice> Choices { get; private set; } = [];
    public (string Post, IReadOnlyList<PostHolder> Holders) Contact { get; private set; }
    public bool HasSigned { get; private set; }
    public bool HasRefused { get; private set; }
    public IEnumerable<Item> Children => Items.Where(i => i.Child is not null);
    public IEnumerable<Item> Own => Items.Where(i => i.Child is null);
    public string Names => string.Join(" and ", Children.Select(c => c.Child).Distinct());
    public bool AsksChild => Children.Any(c => c.Assignment.AsksChild);
    /// <summary>Children for whom this parent may say no, also when another parent has signed.</summary>
    public IReadOnlyList<AgreementAssignment> Refusable { get; private set; } = [];
    public string RefusableNames { get; private set; } = "";

    public sealed record Item(string? Child, AgreementAssignment Assignment);

    public sealed class LinkInput
    {
        public string? TypedName { get; set; }
        public bool HasRead { get; set; }
        public bool ChildAgrees { get; set; }
        /// <summary>The parent's own agreements that they sign as well.</summary>
        public List<string> Own { get; set; } = [];
        public string? Reason { get; set; }
    }

    public Task OnGetAsync(string secret) => LoadAsync(secret);

    public async Task<IActionResult> OnPostAsync(string secret)
    {
        if (await LoadAsync(secret) is not { } link || Items.Count == 0) return Page();
        var own = Own.Where(o => Input.Own.Contains(o.Assignment.Document)).ToList();
        // With children to sign for, the tick is theirs; a parent who only signs the own agreement ticks that one.
        var children = Children.Any() && (Input.HasRead || own.Count == 0) ? Children.ToList() : [];
        if (children.Count + own.Count == 0) throw new Refused("Tick what you have read and agree to", "Input.Own");
        await desk.SignAsync([.. children.Concat(own).Select(c => (c.Assignment, Documents[c.Assignment.Document]))],
            a => a.PersonId == link.PersonId
                ? new NewSignature(SignedAs.Self, link.PersonId, Input.TypedName, HasRead: true, SignatureWay.Link)
                : new NewSignature(SignedAs.Parent, link.PersonId, Input.TypedName, Input.HasRead, SignatureWay.Link, ChildAgrees: Input.ChildAgrees));
        if (children.Count == Children.Count()) link.UsedAt = clock.GetUtcNow();
        HasSigned = true;
        return Page();
    }

    // Saying no does not close the link: people change their minds.
    public async Task<IActionResult> OnPostRefuseAsync(string secret)
    {
        if (await LoadAsync(secret) is not { } link) return Page();
        if (Refusable.Count == 0) return Page();
        await desk.RefuseAsync(Refusable, SignedAs.Parent, link.PersonId, Input.Reason);
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
        var rows = await (from assignment in db.Set<AgreementAssignment>().AsNoTracking().Include(a => a.Refusals).Include(a => a.Signatures)
                          join person in db.Set<Person>() on assignment.PersonId equals person.Id
                          where person.EndedOn == null && assignment.Status != AgreementStatus.Ended
                              && ((assignment.NeedsParent && children.Contains(assignment.PersonId)) || assignment.PersonId == parent.Id)
                          orderby person.GivenName
                          select new { person.Id, person.GivenName, assignment }).AsSplitQuery().ToListAsync();
        var refusable = rows.Where(r => r.Id != parent.Id && r.assignment.MayRefuse(SignedAs.Parent, parent.Id)).ToList();
        (Refusable, RefusableNames) = ([.. refusable.Select(r => r.assignment)], string.Join(" and ", refusable.Select(r => r.GivenName).Distinct()));
        var waiting = rows.Where(r => r.assignment.MaySign(r.Id == parent.Id ? SignedAs.Self : SignedAs.Parent, parent.Id)).ToList();
        var documents = new Dictionary<string, AgreementWords>();
        foreach (var id in waiting.Select(r => r.assignment.Document).Distinct())
            if (await reading.WordsAsync(id, language: Lang) is { } words) documents.Add(id, words);
        (Documents, Choices, Contact) = (documents, await reading.ChoicesAsync([.. documents.Keys]), await reading.QuestionContactAsync());
        Items = [.. waiting.Where(r => documents.ContainsKey(r.assignment.Document)).Select(r => new Item(r.Id == parent.Id ? null : r.GivenName, r.assignment))];
        return link;
    }
}
