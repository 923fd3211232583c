using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.People.Posts;

/// <summary>Where the safeguarding lead's details stand in writing: the child protection policy and the job description.</summary>
[For(Role.Administrator, Role.Headteacher, Role.SeniorLeader, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Governor, Role.ChairOfGovernors)]
public sealed class DocumentsModel(TutelaDb db, PostRegister register, PeopleAccess access, SchoolScope scope, AuditTrail audit, TimeProvider clock) : PageModel
{
    public static readonly Process Linked = new("post.document", "A document about the safeguarding lead was linked");

    [BindProperty] public DocumentInput Input { get; set; } = new();

    public sealed class DocumentInput
    {
        [Required(ErrorMessage = "Choose which document it is")] public PostDocumentKind? Kind { get; set; }
        [Required(ErrorMessage = "Enter its title"), MaxLength(PostDocument.TitleMaxLength, ErrorMessage = "Use at most 200 characters")] public string? Title { get; set; }
        [Required(ErrorMessage = "Enter its address, such as https://school.example/child-protection"), MaxLength(PostDocument.AddressMaxLength, ErrorMessage = "Use at most 500 characters")] public string? Address { get; set; }
        [Required(ErrorMessage = "Enter the date on the document"), Display(Name = "The date on the document")] public DateOnly? DatedOn { get; set; }
    }

    public bool MayManage => access.MayManage;
    public IReadOnlyList<PostDocument> Documents { get; private set; } = [];
    public IReadOnlyList<Post> Posts { get; private set; } = [];

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!MayManage) throw new Forbidden();
        await LoadAsync();
        if (!ModelState.IsValid) return Page();
        audit.Begin(Linked);
        var address = Input.Address!.Trim();
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps) throw new Refused("Enter an address that begins with https://", "Input.Address");
        if (Input.DatedOn > clock.Today()) throw new Refused("Enter the date on the document, not one to come", "Input.DatedOn");
        var document = await db.Set<PostDocument>().SingleOrDefaultAsync(d => d.Kind == Input.Kind);
        var before = document is null ? null : new { document.Title, document.Address, document.DatedOn };
        if (document is null) db.Add(document = new PostDocument { Id = Guid.CreateVersion7(clock.GetUtcNow()), Kind = Input.Kind!.Value, Title = "", Address = "" });
        (document.Title, document.Address, document.DatedOn, document.ChangedAt) = (NameRule.Clean(Input.Title), uri.AbsoluteUri, Input.DatedOn!.Value, clock.GetUtcNow());
        audit.Record(Linked, nameof(PostDocument), document.Id, before, new { document.Title, document.Address, document.DatedOn });
        TempData["Success"] = $"{document.Title} is linked.";
        return Redirect(scope.Href("people/roles/documents"));
    }

    private async Task LoadAsync()
    {
        Documents = await db.Set<PostDocument>().AsNoTracking().ToListAsync();
        Posts = [.. (await register.LoadAsync()).Where(p => p.Setting.Id is "dsl" or "deputy-dsl")];
    }

    public static string Name(PostDocumentKind kind) => kind == PostDocumentKind.ChildProtectionPolicy ? "Child protection policy" : "Job description";
}
