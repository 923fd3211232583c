using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Platform.Ui.Lists;

namespace Tutela.Web.Modules.Governance.SelfReviews;

/// <summary>One self-review: its aspects, the radar beside the one before, and the plan for what is low.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Role.Headteacher, Role.SeniorLeader, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead)]
public sealed class DetailModel(TutelaDb db, GovernanceAccess access, CurrentUser user, SchoolScope scope, AuditTrail audit, TimeProvider clock) : PageModel
{
    public sealed record PlanRow(Aspect Aspect, SelfReviewAspect Judged, IReadOnlyList<(GovernanceAction Action, string Owner)> Actions);

    public SelfReview Review { get; private set; } = null!;
    public IReadOnlyDictionary<string, SelfReviewAspect> Judged { get; private set; } = new Dictionary<string, SelfReviewAspect>();
    public IReadOnlyList<ChartSeries> Series { get; private set; } = [];
    public IReadOnlyList<PlanRow> Plan { get; private set; } = [];
    public bool MayJudge => access.MayJudge && Review.FinishedAt is null;
    public bool MayPlan => access.MayJudge;
    public DateOnly Today => clock.Today();
    public Aspect? Next => Aspect.All.FirstOrDefault(a => !Judged.ContainsKey(a.Id));

    public Task OnGetAsync(Guid id) => LoadAsync(id);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (!access.MayJudge) throw new Forbidden();
        await LoadAsync(id);
        audit.Begin(GovernanceProcesses.ReviewFinished);
        Review.Finish([.. Judged.Values], user.PersonId, clock.GetUtcNow());
        audit.Record(GovernanceProcesses.ReviewFinished, nameof(SelfReview), id, after: Judged.Values.OrderBy(a => a.Aspect).Select(a => new { a.Aspect, a.Level }).ToList());
        TempData["Success"] = "The self-review is finished and stays as it is. Now plan what to lift.";
        return Redirect(scope.Href($"governors/self-review/{id}"));
    }

    private async Task LoadAsync(Guid id)
    {
        Review = await db.Set<SelfReview>().SingleOrDefaultAsync(r => r.Id == id) ?? throw new NotFound();
        var before = await db.Set<SelfReview>().Where(r => r.FinishedAt != null && r.Id != id && r.StartedOn <= Review.StartedOn && (Review.FinishedAt == null || r.FinishedAt < Review.FinishedAt))
            .OrderByDescending(r => r.FinishedAt).Select(r => new { r.Id, r.StartedOn }).FirstOrDefaultAsync();
        var ids = before is null ? new[] { id } : [id, before.Id];
        var rows = await db.Set<SelfReviewAspect>().Where(a => ids.Contains(a.ReviewId)).ToListAsync();
        Judged = rows.Where(r => r.ReviewId == id).ToDictionary(r => r.Aspect);
        List<ChartSeries> series = [SeriesOf(Review.StartedOn, Judged)];
        if (before is not null) series.Add(SeriesOf(before.StartedOn, rows.Where(r => r.ReviewId == before.Id).ToDictionary(r => r.Aspect)));
        Series = series;
        var actions = (await (from action in db.Set<GovernanceAction>().AsNoTracking()
                              join person in db.Set<Person>() on action.OwnerId equals person.Id
                              where action.ReviewId == id
                              orderby action.DueOn
                              select new { Action = action, Owner = person.GivenName + " " + person.FamilyName }).ToListAsync()).ToLookup(a => a.Action.Aspect, a => (a.Action, a.Owner));
        Plan = [.. Aspect.All.Where(a => Judged.TryGetValue(a.Id, out var judged) && (judged.IsLow || actions[a.Id].Any())).OrderByDescending(a => Judged[a.Id].Level).Select(a => new PlanRow(a, Judged[a.Id], [.. actions[a.Id]]))];
    }

    private static ChartSeries SeriesOf(DateOnly started, IReadOnlyDictionary<string, SelfReviewAspect> judged) =>
        new(started.ToString("d MMM yy", CultureInfo.GetCultureInfo("en-GB")), [.. Aspect.All.Select(a => judged.TryGetValue(a.Id, out var one) ? (double?)one.Level : null)]);
}
