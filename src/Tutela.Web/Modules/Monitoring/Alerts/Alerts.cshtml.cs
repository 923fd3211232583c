using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Monitoring.Alerts;

[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.ComputingLead, Role.IctSupport)]
public sealed class AlertsModel(TutelaDb db, CurrentUser user) : PageModel
{
    private const int PerPage = 25;

    [FromQuery] public bool Decided { get; set; }
    [FromQuery(Name = "page")] public int PageNumber { get; set; } = 1;

    public IReadOnlyList<Alert> Alerts { get; private set; } = [];
    public int New { get; private set; }
    public int Pages { get; private set; }
    public FalsePositives FalsePositives { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        var seen = db.Set<Alert>().AsNoTracking().Where(MonitoringAccess.Sees(user));
        New = await seen.CountAsync(a => a.Status == AlertStatus.New);
        var shown = seen.Where(a => (a.Status == AlertStatus.New) != Decided);
        var count = Decided ? await shown.CountAsync() : New;
        Pages = (count + PerPage - 1) / PerPage;
        PageNumber = Math.Clamp(PageNumber, 1, Math.Max(1, Pages));
        var ordered = Decided ? shown.OrderByDescending(a => a.LastAt) : shown.OrderByDescending(a => a.Grade).ThenByDescending(a => a.LastAt);
        Alerts = await ordered.ThenBy(a => a.Id).Skip((PageNumber - 1) * PerPage).Take(PerPage).ToListAsync();
        FalsePositives = await FalsePositives.OfAsync(db);
    }
}
