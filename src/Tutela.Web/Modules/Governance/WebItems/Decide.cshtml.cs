using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Governance.WebItems;

[For(Role.Headteacher, Role.OnlineSafetyCoordinator)]
public sealed class DecideModel(TutelaDb db, Notifier notifier, CurrentUser user, SchoolScope scope, AuditTrail audit, TimeProvider clock) : PageModel
{
    [BindProperty] public DecideInput Input { get; set; } = new();

    public sealed class DecideInput
    {
        [Required(ErrorMessage = "Choose whether it goes live")] public bool? Approve { get; set; }
        [MaxLength(WebItem.ReasonMaxLength, ErrorMessage = "Use at most 500 characters")] public string? Reason { get; set; }
    }

    public WebItem Item { get; private set; } = null!;

    public Task OnGetAsync(Guid id) => LoadAsync(id);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await LoadAsync(id);
        if (!ModelState.IsValid) return Page();
        audit.Begin(GovernanceProcesses.ItemDecided);
        Item.Decide(Input.Approve!.Value, Input.Reason, user.Is(Role.Headteacher) ? Role.Headteacher : Role.OnlineSafetyCoordinator, user.PersonId, clock.GetUtcNow());
        audit.Record(GovernanceProcesses.ItemDecided, nameof(WebItem), id, after: new { Item.Status, Item.DecidedAs }, reason: Item.Reason);
        if (Item.ProposedById != user.PersonId) await notifier.TellAsync([Item.ProposedById], "An item of yours for the website has been decided", "web-items");
        TempData["Success"] = Item.Status == WebItemStatus.Live ? "It may go live." : "It does not go live.";
        return Redirect(scope.Href("web-items"));
    }

    private async Task LoadAsync(Guid id) => Item = await db.Set<WebItem>().SingleOrDefaultAsync(i => i.Id == id) ?? throw new NotFound();
}
