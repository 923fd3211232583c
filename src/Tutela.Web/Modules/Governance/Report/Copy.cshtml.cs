using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Print;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Governance.Report;

/// <summary>A signed report as a PDF. One that is no longer what was signed is not printed: its page says why.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Role.Headteacher, Role.SeniorLeader, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead)]
public sealed class CopyModel(TutelaDb db, SchoolScope scope, TimeProvider clock) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        var report = await db.Set<SignedReport>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) ?? throw new NotFound();
        if (!report.IsUnchanged) return Redirect(scope.Href($"governors/reports/{id}"));
        return File(await Press.PrintAsync(ReportCopy.Of(report, clock.GetUtcNow()), ct), Press.MediaType, $"governors-report-{report.FromDay:yyyy-MM}-to-{report.ToDay:yyyy-MM}.pdf");
    }
}
