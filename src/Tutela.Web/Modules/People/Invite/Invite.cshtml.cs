using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Identity.Links;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.People.Invite;

/// <summary>Sends the link to join to all adults of a kind who have no sign-in yet.</summary>
[For(Role.Administrator, Role.Headteacher)]
public sealed class InviteModel(TutelaDb db, Invitations invitations, SchoolScope scope, TimeProvider clock) : PageModel
{
    [BindProperty] public InviteInput Input { get; set; } = new();

    public sealed class InviteInput
    {
        [Required(ErrorMessage = "Choose whom to invite")] public PersonKind? Kind { get; set; }
        public bool Again { get; set; }
    }

    public sealed record Group(PersonKind Kind, int ToInvite, int Invited, int WithoutEmail, int CanSignIn);

    public IReadOnlyList<Group> Groups { get; private set; } = [];

    private static readonly PersonKind[] Adults = [PersonKind.Staff, PersonKind.Governor, PersonKind.Parent, PersonKind.Visitor];

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (!ModelState.IsValid) return Page();
        var kind = Input.Kind!.Value;
        if (!Adults.Contains(kind)) throw new Refused("Choose staff, governors, parents and carers, or people from outside", "Input.Kind");
        var invited = Waiting().Select(l => l.PersonId);
        var people = await db.Set<Person>().AsNoTracking()
            .Where(p => p.Kind == kind && p.EndedOn == null && p.AccountId == null && p.Email != null && (Input.Again || !invited.Contains(p.Id))).ToListAsync();
        if (people.Count == 0) throw new Refused("There is nobody of this kind left to invite.", "Input.Kind");
        await invitations.SendAllAsync(people);
        TempData["Success"] = people.Count == 1 ? "1 link is on its way." : $"{people.Count} links are on their way.";
        return Redirect(scope.Href("people/invite"));
    }

    private IQueryable<Link> Waiting()
    {
        var now = clock.GetUtcNow();
        return db.Set<Link>().Where(l => l.Purpose == LinkPurpose.Join && l.UsedAt == null && l.ExpiresAt > now);
    }

    private async Task LoadAsync()
    {
        var invited = Waiting().Select(l => l.PersonId);
        var found = await db.Set<Person>().Where(p => p.EndedOn == null && Adults.Contains(p.Kind))
            .GroupBy(p => p.Kind)
            .Select(g => new Group(g.Key,
                g.Count(p => p.AccountId == null && p.Email != null && !invited.Contains(p.Id)), g.Count(p => p.AccountId == null && p.Email != null && invited.Contains(p.Id)),
                g.Count(p => p.AccountId == null && p.Email == null), g.Count(p => p.AccountId != null))).ToListAsync();
        Groups = [.. Adults.Select(kind => found.Find(g => g.Kind == kind) ?? new Group(kind, 0, 0, 0, 0))];
    }
}
