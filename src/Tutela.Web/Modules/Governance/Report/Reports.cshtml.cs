using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Governance.Report;

/// <summary>The signed reports, and those that should be there and are not.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Role.Headteacher, Role.SeniorLeader, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead)]
public sealed class ReportsModel(TutelaDb db, PackInForce pack, GovernanceAccess access, SchoolScope scope, TimeProvider clock) : PageModel
{
    public sealed record Row(Guid Id, DateOnly From, DateOnly To, string SignedName, Role SignedAs, DateTimeOffset SignedAt);

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public IReadOnlyList<DateOnly> Overdue { get; private set; } = [];
    public DateOnly Next { get; private set; }
    public bool MayMake => access.MaySignReports;

    public async Task OnGetAsync()
    {
        Rows = await db.Set<SignedReport>().OrderByDescending(r => r.SignedAt).Select(r => new Row(r.Id, r.FromDay, r.ToDay, r.SignedName, r.SignedAs, r.SignedAt)).ToListAsync();
        var (last, began, every) = (Rows.Count == 0 ? (DateOnly?)null : Rows.Max(r => r.To), scope.School.CreatedAt.LondonDay(), pack.Settings.Governance.ReportEveryMonths);
        Overdue = ReportSchedule.Overdue(last, began, every, clock.Today());
        Next = ReportSchedule.Next(last, began, every);
    }
}
