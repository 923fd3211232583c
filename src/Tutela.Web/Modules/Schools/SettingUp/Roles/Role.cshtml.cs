using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Schools.SettingUp.Roles;

public enum Who { Keep, Here, New, Firm, Nobody }

/// <summary>Who holds one post: somebody who is here, somebody new who is invited, a firm, or nobody yet.</summary>
[For(Role.Administrator, Role.Headteacher)]
public sealed class RoleModel(SettingUpDesk desk, PostRegister register, PostFilling filling, PostContacts contacts, SchoolScope scope) : SettingUpPage(scope)
{
    private static readonly PostFilling.Fields Fields = new("Input.Person");

    [BindProperty] public RoleInput Input { get; set; } = new();

    public sealed class RoleInput
    {
        public Who? Who { get; set; }
        public Guid? Person { get; set; }
        public string? GivenName { get; set; }
        public string? FamilyName { get; set; }
        public string? Email { get; set; }
        public string? Provider { get; set; }
        public DateOnly? LookAgainOn { get; set; }
        public string? ContactPhone { get; set; }
        public string? ContactEmail { get; set; }
    }

    public Post Post { get; private set; } = null!;
    public List<SelectListItem> Adults { get; private set; } = [];
    public bool IsProvider => Post.Setting.Kind == RoleKind.Provider;
    public bool IsPublished => PublishedContacts.Posts.Contains(Post.Setting.Id);
    public string Title => char.ToUpperInvariant(Post.Setting.Title[0]) + Post.Setting.Title[1..];

    public async Task OnGetAsync(string post)
    {
        await LoadAsync(post);
        var vacancies = (await desk.LoadAsync()).Vacancies;
        if (Post.Holders.Count > 0) Input.Who = Who.Keep;
        else if (vacancies.TryGetValue(post, out var on)) (Input.Who, Input.LookAgainOn) = (Who.Nobody, on);
        if (IsPublished && await contacts.FindAsync(post) is { } contact) (Input.ContactPhone, Input.ContactEmail) = (contact.Phone, contact.Email);
    }

    public async Task<IActionResult> OnPostAsync(string post)
    {
        await LoadAsync(post);
        if (Input.Who is null || (Input.Who == Who.Keep && Post.Holders.Count == 0) || (Input.Who == Who.Firm) != IsProvider && Input.Who is Who.Firm or Who.Here or Who.New)
            ModelState.AddModelError("Input.Who", "Say who it is, or that there is nobody yet");
        if (!ModelState.IsValid) return Page();
        switch (Input.Who)
        {
            case Who.Here: await filling.FillAsync(Post, Input.Person, Fields); break;
            case Who.New: await filling.AddAsync(Post, Input.GivenName, Input.FamilyName, Input.Email, Fields); break;
            case Who.Firm: await filling.FillAsync(Post, Input.Provider, Fields); break;
            case Who.Nobody when Post.Holders.Count > 0: throw new Refused("Somebody holds this role. End it under People, Roles and who holds them.", "Input.Who");
            case Who.Nobody: await desk.SayNobodyAsync(post, Input.LookAgainOn); break;
        }
        if (Input.Who is Who.Here or Who.New or Who.Firm) await desk.FilledAsync(post);
        if (IsPublished && (!string.IsNullOrWhiteSpace(Input.ContactPhone) || !string.IsNullOrWhiteSpace(Input.ContactEmail)))
            await contacts.SetAsync(post, Input.ContactPhone, Input.ContactEmail, "Input.ContactPhone", "Input.ContactEmail");
        TempData["Success"] = Input.Who == Who.New ? $"{Title} is recorded. A link to join is on its way to {Input.Email!.Trim()}." : $"{Title} is recorded.";
        return Redirect(Scope.Href("setting-up/roles"));
    }

    private async Task LoadAsync(string post)
    {
        Post = (await register.LoadAsync()).FirstOrDefault(p => p.Setting.Id == post) ?? throw new NotFound();
        Adults = [.. (await filling.AdultsAsync()).Where(a => Post.Holders.All(h => h.PersonId != a.Id)).Select(a => new SelectListItem(a.Name, a.Id.ToString()))];
    }
}
