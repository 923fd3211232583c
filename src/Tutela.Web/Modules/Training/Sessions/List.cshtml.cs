using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Training.Sessions;

/// <summary>Sessions to come and past. Everybody who trains sees when and where; how many came is for those who manage or lead it.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Role.Visitor, Staff = true)]
public sealed class ListModel(TutelaDb db, CurrentUser user, TrainingAccess access, TimeProvider clock) : PageModel
{
    public const int MostPast = 40;

    public sealed record Row(TrainingSession Session, string Course, string Leader, int There, bool MayOpen, bool NotClosed);

    public IReadOnlyList<Row> Coming { get; private set; } = [];
    public IReadOnlyList<Row> Past { get; private set; } = [];
    public bool IsManager => access.IsManager;

    public async Task OnGetAsync()
    {
        var now = clock.GetUtcNow();
        var me = user.PersonId;
        var rows = await (from session in db.Set<TrainingSession>()
                          join course in db.Set<Course>() on session.CourseId equals course.Id
                          join leader in db.Set<Person>() on session.LeaderId equals leader.Id into leaders
                          from leader in leaders.DefaultIfEmpty()
                          where access.IsManager || session.LeaderId == me || session.CancelledAt == null
                          orderby session.StartsAt descending
                          select new { session, course.Title, Leader = leader == null ? session.LedBy : leader.GivenName + " " + leader.FamilyName, There = db.Set<Attendance>().Count(a => a.SessionId == session.Id) })
            .AsNoTracking().Take(MostPast * 2).ToListAsync();
        var all = rows.Select(r => new Row(r.session, r.Title, r.Leader ?? "", r.There, access.MayLead(r.session), access.MayLead(r.session) && r.session.State == SessionState.Planned && r.session.EndsAt < now)).ToList();
        Coming = [.. all.Where(r => r.Session.State == SessionState.Planned && (r.Session.EndsAt >= now || r.NotClosed)).OrderBy(r => r.Session.StartsAt)];
        Past = [.. all.Except(Coming).Take(MostPast)];
    }
}

public static class SessionWords
{
    public static string Words(this SessionState state) => state switch
    {
        SessionState.Planned => "Planned",
        SessionState.Held => "Held",
        _ => "Called off",
    };

    public static string Colour(this SessionState state) => state switch
    {
        SessionState.Planned => "blue",
        SessionState.Held => "green",
        _ => "grey",
    };
}
