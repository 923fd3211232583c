using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Filtering.Contract;
using Tutela.Web.Modules.Filtering.Rules;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Filtering.Nodes;

/// <summary>The school's nodes: what each last said of itself, and their tokens.</summary>
[For(Role.ComputingLead, Role.IctSupport, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher)]
public sealed class NodesModel(TutelaDb db, NodeDesk desk, RulesDesk rules, CurrentUser user, SchoolScope scope, AuditTrail audit, TimeProvider clock) : PageModel
{
    [BindProperty] public NodeInput Input { get; set; } = new();

    public IReadOnlyList<FilterNode> Nodes { get; private set; } = [];
    public DateTimeOffset Now { get; private set; }
    public string RulesVersion { get; private set; } = "";
    public bool MayChange { get; private set; }
    /// <summary>The token that was just issued; it is shown this once.</summary>
    public string? Token { get; private set; }

    public sealed class NodeInput
    {
        [Required(ErrorMessage = "Enter a name for the node"), StringLength(FilterNode.NameMaxLength, ErrorMessage = "Keep the name to 100 characters")]
        public string? Name { get; set; }

        [Required(ErrorMessage = "Enter where it stands and what it filters"), StringLength(FilterNode.ReasonMaxLength, ErrorMessage = "Keep it to 500 characters")]
        public string? Reason { get; set; }
    }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!user.Is(FilteringModule.Operators)) throw new Forbidden();
        await LoadAsync();
        audit.Begin(NodeDesk.Issued);
        if (!ModelState.IsValid) return Page();
        Token = await desk.AddAsync(Input.Name!, Input.Reason!);
        await db.SaveChangesAsync();
        await LoadAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid id, string? reason)
    {
        if (!user.Is(FilteringModule.Operators)) throw new Forbidden();
        await LoadAsync();
        ModelState.Clear();
        await desk.WithdrawAsync(id, reason ?? "");
        TempData["Success"] = "The token is withdrawn: the node can no longer fetch rules or deliver activity";
        return Redirect(scope.Href("filtering/nodes"));
    }

    private async Task LoadAsync()
    {
        Now = clock.GetUtcNow();
        Nodes = await db.Set<FilterNode>().Where(n => n.EndedAt == null).OrderBy(n => n.Name).ToListAsync();
        RulesVersion = (await rules.BuildAsync()).Rules.Version!;
        MayChange = user.Is(FilteringModule.Operators);
    }
}
