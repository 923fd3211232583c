using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Governance.WebItems;

/// <summary>Items for the website: staff propose, the headteacher or the coordinator approves, both named here from the register.</summary>
[For(Staff = true)]
public sealed class ListModel(TutelaDb db, PostRegister register, RoleDesk roles, Notifier notifier, CurrentUser user, SchoolScope scope, AuditTrail audit, TimeProvider clock) : PageModel
{
    private const int Most = 100;

    public sealed record Row(WebItem Item, string ProposedBy, string? DecidedBy);

    [BindProperty] public ItemInput Input { get; set; } = new();

    public sealed class ItemInput
    {
        [Required(ErrorMessage = "Enter a title"), MaxLength(WebItem.TitleMaxLength, ErrorMessage = "Use at most 200 characters")] public string? Title { get; set; }
        [Required(ErrorMessage = "Enter the address at which it will stand"), MaxLength(WebItem.AddressMaxLength, ErrorMessage = "Use at most 500 characters")] public string? Address { get; set; }
    }

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public string Approvers { get; private set; } = "";
    public bool MayApprove => user.Is(Role.Headteacher, Role.OnlineSafetyCoordinator);

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (!ModelState.IsValid) return Page();
        audit.Begin(GovernanceProcesses.ItemProposed);
        if (!Uri.TryCreate(Input.Address!.Trim(), UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps) throw new Refused("Enter an address that begins with https://", "Input.Address");
        var item = new WebItem { Id = Guid.CreateVersion7(clock.GetUtcNow()), Title = Input.Title!.Trim(), Address = uri.AbsoluteUri, ProposedById = user.PersonId, ProposedAt = clock.GetUtcNow() };
        db.Add(item);
        audit.Record(GovernanceProcesses.ItemProposed, nameof(WebItem), item.Id, after: new { item.Title, item.Address });
        await notifier.TellAsync([.. (await roles.HoldersAsync(Role.Headteacher)).Concat(await roles.HoldersAsync(Role.OnlineSafetyCoordinator)).Where(p => p != user.PersonId)], "An item for the website waits for approval", "web-items");
        TempData["Success"] = "It waits for approval. Do not put it on the website before.";
        return Redirect(scope.Href("web-items"));
    }

    private async Task LoadAsync()
    {
        Rows = await (from item in db.Set<WebItem>().AsNoTracking()
                      join proposer in db.Set<Person>() on item.ProposedById equals proposer.Id
                      join decider in db.Set<Person>() on item.DecidedById equals decider.Id into deciders
                      from decider in deciders.DefaultIfEmpty()
                      orderby item.DecidedAt != null, item.ProposedAt descending
                      select new Row(item, proposer.GivenName + " " + proposer.FamilyName, decider == null ? null : decider.GivenName + " " + decider.FamilyName)).Take(Most).ToListAsync();
        var posts = await register.LoadAsync();
        var coordinators = await db.Set<Person>().Where(p => p.EndedOn == null && p.Roles.Any(r => r.Role == Role.OnlineSafetyCoordinator && r.Until == null)).Select(p => p.GivenName + " " + p.FamilyName).ToListAsync();
        Approvers = string.Join(", ", posts.Where(p => p.Setting.Id == "headteacher").SelectMany(p => p.Answering.Select(h => $"{h.Name} (headteacher)")).Concat(coordinators.Select(c => $"{c} (online safety coordinator)")));
    }
}
