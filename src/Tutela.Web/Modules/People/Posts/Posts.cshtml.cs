using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.People.Posts;

/// <summary>Every post that the policy names, who holds it, and the gaps. Posts that are roles of the software are given on the person's page.</summary>
[For(Role.Administrator, Role.Headteacher, Role.SeniorLeader, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Governor, Role.ChairOfGovernors)]
public sealed class PostsModel(TutelaDb db, PostRegister register, PostVacancy vacancy, PeopleAccess access, Notifier notifier, CurrentUser user, SchoolScope scope, AuditTrail audit, TimeProvider clock) : PageModel
{
    public static readonly Process Filled = new("post.filled", "A post was given to a person or a firm");
    public static readonly Process Vacated = new("post.vacated", "Somebody's time in a post ended");

    [BindProperty] public PostInput Input { get; set; } = new();

    public sealed class PostInput
    {
        [Required(ErrorMessage = "Choose a post")] public string? Post { get; set; }
        public Guid? Person { get; set; }
        [MaxLength(PostHolding.ProviderMaxLength, ErrorMessage = "A firm's name has at most 200 characters")] public string? Provider { get; set; }
    }

    public IReadOnlyList<Post> Posts { get; private set; } = [];
    public bool MayManage => access.MayManage;
    public List<SelectListItem> Choices { get; private set; } = [];
    public List<SelectListItem> Adults { get; private set; } = [];
    public int Gaps => Posts.Count(p => p.IsGap);

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!access.MayManage) throw new Forbidden();
        await LoadAsync();
        if (!ModelState.IsValid) return Page();
        audit.Begin(Filled);
        var post = Posts.FirstOrDefault(p => p.Setting.Id == Input.Post && p.Role is null) ?? throw new Refused("Choose one of the posts", "Input.Post");
        var provider = post.Setting.Kind == RoleKind.Provider;
        var firm = NameRule.Clean(Input.Provider);
        if (provider && firm.Length == 0) throw new Refused("Enter the firm's name", "Input.Provider");
        if (!provider && (Input.Person is not { } chosen || Adults.TrueForAll(a => a.Value != chosen.ToString()))) throw new Refused("Choose who holds the post", "Input.Person");
        if (post.Holders.Any(h => provider ? h.Name == firm : h.PersonId == Input.Person)) throw new Refused("They hold this post already", provider ? "Input.Provider" : "Input.Person");
        var now = clock.GetUtcNow();
        // A post for one person passes on; a group grows.
        if (post.Setting.Kind != RoleKind.Group) await EndAsync(post.Setting.Id, null, now);
        var holding = new PostHolding { Id = Guid.CreateVersion7(now), Post = post.Setting.Id, PersonId = provider ? null : Input.Person, Provider = provider ? firm : null, From = now };
        db.Add(holding);
        audit.Record(Filled, nameof(PostHolding), holding.Id, before: new { post.Setting.Id, holders = post.Holders.Select(h => h.PersonId) }, after: new { post.Setting.Id, person = holding.PersonId, holding.Provider }, aboutPersonId: holding.PersonId);
        if (holding.PersonId is { } person) await notifier.TellAsync([person, user.PersonId], $"{Adults.First(a => a.Value == person.ToString()).Text} is now {post.Setting.Title}. It was recorded by {user.Name}.", "people/roles", mail: false);
        TempData["Success"] = $"The {post.Setting.Title} is recorded.";
        return Redirect(scope.Href("people/roles"));
    }

    public async Task<IActionResult> OnPostEndAsync(string post, Guid? person)
    {
        if (!access.MayManage) throw new Forbidden();
        ModelState.Clear();
        await LoadAsync();
        audit.Begin(Vacated);
        vacancy.Check(Posts, post, person, "Input.Post");
        await EndAsync(post, person, clock.GetUtcNow());
        return Redirect(scope.Href("people/roles"));
    }

    private async Task EndAsync(string post, Guid? person, DateTimeOffset now)
    {
        foreach (var holding in await db.Set<PostHolding>().Where(h => h.Post == post && h.Until == null && (person == null || h.PersonId == person)).ToListAsync())
        {
            holding.Until = now;
            audit.Record(Vacated, nameof(PostHolding), holding.Id, before: new { post, person = holding.PersonId, holding.Provider }, aboutPersonId: holding.PersonId);
        }
    }

    private async Task LoadAsync()
    {
        Posts = await register.LoadAsync();
        if (!MayManage) return;
        Choices = [.. Posts.Where(p => p.Role is null).Select(p => new SelectListItem(Sentence(p.Setting.Title), p.Setting.Id))];
        Adults = await db.Set<Person>().Where(p => p.EndedOn == null && (p.Kind == PersonKind.Staff || p.Kind == PersonKind.Governor))
            .OrderBy(p => p.FamilyName).ThenBy(p => p.GivenName).Select(p => new SelectListItem(p.GivenName + " " + p.FamilyName, p.Id.ToString())).ToListAsync();
    }

    public static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
