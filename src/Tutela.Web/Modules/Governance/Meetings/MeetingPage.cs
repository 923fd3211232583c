using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Governance.Meetings;

/// <summary>A page about one meeting.</summary>
public abstract class MeetingPage(TutelaDb db, SchoolScope scope, TimeProvider clock) : PageModel
{
    public Meeting Meeting { get; private set; } = null!;
    public MeetingStatus Status => Meeting.StatusOn(clock.Today());
    public string Href => scope.Href($"governors/meetings/{Meeting.Id}");

    protected async Task LoadMeetingAsync(Guid id) => Meeting = await db.Set<Meeting>().SingleOrDefaultAsync(m => m.Id == id) ?? throw new NotFound();
}
