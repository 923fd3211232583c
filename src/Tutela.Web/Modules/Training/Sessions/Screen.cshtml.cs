using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Hosting;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Training.Sessions;

/// <summary>The session's code, big, for the screen in the room or to be printed.</summary>
[For(Staff = true)]
public sealed class ScreenModel(TutelaDb db, TrainingAccess access, PublicAddress address, SchoolScope scope) : PageModel
{
    public TrainingSession Session { get; private set; } = null!;
    public string Course { get; private set; } = "";
    public string QrCode { get; private set; } = "";
    public string Address => address.Of(scope.Href($"training/here/{Session.Code}"));
    public DateTimeOffset From => Session.StartsAt - TrainingSession.Margin;
    public DateTimeOffset Until => Session.EndsAt + TrainingSession.Margin;

    public async Task OnGetAsync(Guid id)
    {
        Session = await db.Set<TrainingSession>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id) ?? throw new NotFound();
        if (!access.MayLead(Session)) throw new Forbidden();
        Course = await db.Set<Course>().Where(c => c.Id == Session.CourseId).Select(c => c.Title).SingleAsync();
        QrCode = QrPicture.Of(Address, 8);
    }
}
