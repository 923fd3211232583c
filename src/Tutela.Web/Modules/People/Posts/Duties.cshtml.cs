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
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.People.Posts;

/// <summary>Duties of the school's own, printed after the lists of the policy.</summary>
[For(Role.Administrator, Role.Headteacher, Role.DesignatedSafeguardingLead)]
public sealed class DutiesModel(TutelaDb db, DutyLists lists, SchoolScope scope, AuditTrail audit, TimeProvider clock) : PageModel
{
    public static readonly Process Added = new("duty.added", "A duty was added to a list of the policy");
    public static readonly Process Ended = new("duty.ended", "An added duty was taken off a list of the policy");
    private const int Most = 20;

    [BindProperty] public DutyInput Input { get; set; } = new();

    public sealed class DutyInput
    {
        [Required(ErrorMessage = "Choose whose duty it is")] public string? List { get; set; }
        [Required(ErrorMessage = "Enter the duty"), MaxLength(AddedDuty.TextMaxLength, ErrorMessage = "Use at most 500 characters")] public string? Text { get; set; }
    }

    public IReadOnlyList<(DutyListSetting List, IReadOnlyList<AddedDuty> Duties)> Lists { get; private set; } = [];
    public IEnumerable<SelectListItem> Choices => Lists.Select(l => new SelectListItem(PostsModel.Sentence(l.List.Title), l.List.Id));

    public async Task OnGetAsync() => Lists = await lists.LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        Lists = await lists.LoadAsync();
        if (!ModelState.IsValid) return Page();
        audit.Begin(Added);
        var found = Lists.Where(l => l.List.Id == Input.List).ToList();
        if (found.Count == 0) throw new Refused("Choose one of the lists", "Input.List");
        var text = NameRule.Clean(Input.Text);
        if (text.Length == 0) throw new Refused("Enter the duty", "Input.Text");
        if (found[0].Duties.Any(d => d.Text == text)) throw new Refused("This duty is on the list already", "Input.Text");
        if (found[0].Duties.Count >= Most) throw new Refused($"A list takes at most {Most} duties of your own. Take one off first.", "Input.Text");
        var duty = new AddedDuty { Id = Guid.CreateVersion7(clock.GetUtcNow()), List = Input.List!, Text = text, AddedAt = clock.GetUtcNow() };
        db.Add(duty);
        audit.Record(Added, nameof(AddedDuty), duty.Id, after: new { duty.List, duty.Text });
        TempData["Success"] = "The duty is added. The policy prints it from now on.";
        return Redirect(scope.Href("people/roles/duties"));
    }

    public async Task<IActionResult> OnPostEndAsync(Guid duty)
    {
        ModelState.Clear();
        var row = await db.Set<AddedDuty>().SingleOrDefaultAsync(d => d.Id == duty && d.EndedAt == null) ?? throw new NotFound();
        row.EndedAt = clock.GetUtcNow();
        audit.Record(Ended, nameof(AddedDuty), row.Id, before: new { row.List, row.Text });
        return Redirect(scope.Href("people/roles/duties"));
    }
}
