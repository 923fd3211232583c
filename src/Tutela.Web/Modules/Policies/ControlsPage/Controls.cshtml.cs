using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Policies.ControlsPage;

[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher, Role.SeniorLeader, Role.ComputingLead, Role.Administrator)]
public sealed class ControlsModel(TutelaDb db, IEnumerable<Control> controls, ControlRun run, SchoolScope scope) : PageModel
{
    public sealed record Row(Control Control, ControlDay? Day);

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var days = await db.Set<ControlDay>().AsNoTracking().Where(d => d.Day == db.Set<ControlDay>().Max(x => x.Day)).ToDictionaryAsync(d => d.ControlId);
        Rows = [.. controls.Select(c => new Row(c, days.GetValueOrDefault(c.Id))).OrderByDescending(r => r.Day?.State is ControlState.NotMet).ThenByDescending(r => r.Day?.State is ControlState.AtRisk).ThenBy(r => r.Control.Title)];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await run.RunAsync(ct);
        TempData["Success"] = "Every control has been looked at just now.";
        return Redirect(scope.Href("policy/controls"));
    }
}
