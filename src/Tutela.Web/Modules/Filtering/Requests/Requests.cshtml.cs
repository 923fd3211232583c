using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Filtering.Rules;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Filtering.Requests;

/// <summary>What is asked of the filter: all of it for those who run it or answer for it, else what one asked and was told of.</summary>
[For(Staff = true)]
public sealed class RequestsModel(TutelaDb db, RulesDesk rules, CurrentUser user, TimeProvider clock) : PageModel
{
    private const int MostWaiting = 200, MostAnswered = 50;

    public sealed record Row(SiteRequest Request, string AskedBy, string? Group);

    /// <summary>Of this school year: whether filtering stands in the way of teaching, and what it let through.</summary>
    public sealed record SiteFigures(int Asked, int Opened, int Declined, TimeSpan? Median, int Reported, int Closed);

    public IReadOnlyList<Row> Waiting { get; private set; } = [];
    public IReadOnlyList<Row> Answered { get; private set; } = [];
    public SiteFigures? Figures { get; private set; }
    public bool SeesAll => user.Is(FilteringAccess.Overseers);

    public async Task OnGetAsync()
    {
        var titles = (await rules.GroupsAsync()).Groups.ToDictionary(g => g.Name, g => g.Title);
        var rows = from request in db.Set<SiteRequest>().AsNoTracking().Where(FilteringAccess.Sees(user))
                   join person in db.Set<Person>() on request.AskedById equals person.Id
                   select new { request, Name = person.GivenName + " " + person.FamilyName, person.YearGroup };
        var waiting = await rows.Where(r => r.request.Status == SiteRequestStatus.Waiting).OrderByDescending(r => r.request.Kind).ThenBy(r => r.request.AskedAt).Take(MostWaiting).ToListAsync();
        var answered = await rows.Where(r => r.request.Status != SiteRequestStatus.Waiting).OrderByDescending(r => r.request.DecidedAt).Take(MostAnswered).ToListAsync();
        Waiting = [.. waiting.Select(r => Make(r.request, r.Name, r.YearGroup))];
        Answered = [.. answered.Select(r => Make(r.request, r.Name, r.YearGroup))];
        if (SeesAll) Figures = await FiguresAsync();

        Row Make(SiteRequest request, string name, int? year) => new(request, FilteringAccess.AskerFor(user, request, name, year), titles.GetValueOrDefault(request.GroupName ?? ""));
    }

    private async Task<SiteFigures> FiguresAsync()
    {
        var since = new DateOnly(clock.Today().AcademicYear(), 9, 1).Start();
        var all = await db.Set<SiteRequest>().AsNoTracking().Where(r => r.AskedAt >= since && r.Status != SiteRequestStatus.Withdrawn)
            .Select(r => new { r.Kind, r.Status, r.AskedAt, r.DecidedAt }).ToListAsync();
        var (open, close) = (all.Where(r => r.Kind == SiteRequestKind.Open).ToList(), all.Where(r => r.Kind == SiteRequestKind.Close).ToList());
        var times = open.Where(r => r.DecidedAt is not null).Select(r => r.DecidedAt!.Value - r.AskedAt).Order().ToList();
        return new(open.Count, open.Count(r => r.Status == SiteRequestStatus.Granted), open.Count(r => r.Status == SiteRequestStatus.Declined),
            times.Count == 0 ? null : times[(times.Count - 1) / 2], close.Count, close.Count(r => r.Status == SiteRequestStatus.Granted));
    }
}
