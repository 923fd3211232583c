using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Governance.Meetings;

/// <summary>The schedule: what comes, what was missed, what was held.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Role.Headteacher, Role.SeniorLeader, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead)]
public sealed class ListModel(TutelaDb db, TimeProvider clock) : PageModel
{
    private const int Most = 60;

    public sealed record Row(Guid Id, string Title, MeetingKind Kind, DateOnly Day, MeetingStatus Status, int Open);

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public IEnumerable<Row> Missed => Rows.Where(r => r.Status == MeetingStatus.Missed);
    public IEnumerable<Row> Planned => Rows.Where(r => r.Status == MeetingStatus.Planned).OrderBy(r => r.Day);
    public IEnumerable<Row> Past => Rows.Where(r => r.Status is not MeetingStatus.Missed and not MeetingStatus.Planned);

    public async Task OnGetAsync()
    {
        var today = clock.Today();
        var found = await db.Set<Meeting>().AsNoTracking().OrderByDescending(m => m.HeldOn ?? m.PlannedOn).Take(Most)
            .Select(m => new { Meeting = m, Open = db.Set<GovernanceAction>().Count(a => a.MeetingId == m.Id && a.DoneAt == null) }).ToListAsync();
        Rows = [.. found.Select(f => new Row(f.Meeting.Id, f.Meeting.Title, f.Meeting.Kind, f.Meeting.HeldOn ?? f.Meeting.PlannedOn, f.Meeting.StatusOn(today), f.Open))];
    }
}
