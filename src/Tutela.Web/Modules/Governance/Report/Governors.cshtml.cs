using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Governance.Report;

/// <summary>The governors' one page: read only, no names. First what is late, then how things stand.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Role.Headteacher, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead)]
public sealed class GovernorsModel(TutelaDb db, ReportMaking making, PackInForce pack, SchoolScope scope, AuditTrail audit, CurrentUser user, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)] public bool Print { get; set; }

    public ReportBody Figures { get; private set; } = null!;
    public IReadOnlyList<DateOnly> LateReports { get; private set; } = [];
    public DateOnly? NextMeeting { get; private set; }
    public bool IsGovernor => user.Is(Roles.Governors);

    public async Task OnGetAsync()
    {
        var today = clock.Today();
        Figures = await making.MakeAsync(new DateOnly(today.AcademicYear(), 9, 1), today);
        var last = await db.Set<SignedReport>().MaxAsync(r => (DateOnly?)r.ToDay);
        LateReports = ReportSchedule.Overdue(last, scope.School.CreatedAt.LondonDay(), pack.Settings.Governance.ReportEveryMonths, today);
        NextMeeting = await db.Set<Meeting>().Where(m => m.HeldOn == null && m.CancelledAt == null && m.PlannedOn >= today).MinAsync(m => (DateOnly?)m.PlannedOn);
        audit.Read(GovernanceProcesses.Looked, "School", scope.SchoolId);
    }
}
