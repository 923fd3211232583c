using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Governance.Report;

/// <summary>A report as it was signed.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Role.Headteacher, Role.SeniorLeader, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead)]
public sealed class SignedModel(TutelaDb db) : PageModel
{
    [BindProperty(SupportsGet = true)] public bool Print { get; set; }

    public SignedReport Report { get; private set; } = null!;
    public ReportBody Body { get; private set; } = null!;

    public async Task OnGetAsync(Guid id)
    {
        Report = await db.Set<SignedReport>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id) ?? throw new NotFound();
        Body = ReportBody.FromJson(Report.Body);
    }
}
