using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.People.Posts;

/// <summary>Every post that the policy names, who holds it, and the gaps. Posts that are roles of the software are given on the person's page.</summary>
[For(Role.Administrator, Role.Headteacher, Role.SeniorLeader, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Governor, Role.ChairOfGovernors)]
public sealed class PostsModel(PostRegister register, PostFilling filling, PostVacancy vacancy, PeopleAccess access, SchoolScope scope, AuditTrail audit) : PageModel
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
        var fields = new PostFilling.Fields("Input.Person");
        if (post.Setting.Kind == RoleKind.Provider) await filling.FillAsync(post, Input.Provider, fields);
        else await filling.FillAsync(post, Input.Person, fields);
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
        await filling.EndAsync(post, person);
        return Redirect(scope.Href("people/roles"));
    }

    private async Task LoadAsync()
    {
        Posts = await register.LoadAsync();
        if (!MayManage) return;
        Choices = [.. Posts.Where(p => p.Role is null).Select(p => new SelectListItem(Sentence(p.Setting.Title), p.Setting.Id))];
        Adults = [.. (await filling.AdultsAsync()).Select(a => new SelectListItem(a.Name, a.Id.ToString()))];
    }

    public static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
