using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Governance.Report;

/// <summary>The governors' one page: read only, no names.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Role.Headteacher, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead)]
public sealed class GovernorsModel(GovernorsReport report) : PageModel
{
    [BindProperty(SupportsGet = true)] public bool Print { get; set; }

    public GovernorsReport.Figures Figures { get; private set; } = null!;

    public async Task OnGetAsync() => Figures = await report.LoadAsync();
}
