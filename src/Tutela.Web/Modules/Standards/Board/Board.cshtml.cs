using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Standards.Board;

/// <summary>The national standards over the controls of the school. No names; governors see no sentence, because it may count people.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher, Role.SeniorLeader, Role.ComputingLead, Role.Governor, Role.ChairOfGovernors)]
public sealed class BoardModel(StandardsBoard board, CurrentUser user, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)] public bool Print { get; set; }

    public StandardsBoard.Whole Whole { get; private set; } = null!;
    public DateOnly Today => clock.Today();
    public bool ShowsFindings => user.Is(Roles.Staff);

    public async Task OnGetAsync(CancellationToken ct) => Whole = await board.LoadAsync(ct);
}
