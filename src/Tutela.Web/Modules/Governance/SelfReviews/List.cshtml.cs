using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Governance.SelfReviews;

/// <summary>The school's self-reviews, newest first.</summary>
[For(Role.Governor, Role.ChairOfGovernors, Role.Headteacher, Role.SeniorLeader, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead)]
public sealed class ListModel(TutelaDb db, GovernanceAccess access, CurrentUser user, SchoolScope scope, AuditTrail audit, TimeProvider clock) : PageModel
{
    public sealed record Row(Guid Id, DateOnly StartedOn, DateTimeOffset? FinishedAt, int Judged, double? Average);

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public bool MayStart => access.MayJudge && Rows.All(r => r.FinishedAt is not null);

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!access.MayJudge) throw new Forbidden();
        await LoadAsync();
        audit.Begin(GovernanceProcesses.ReviewStarted);
        if (Rows.FirstOrDefault(r => r.FinishedAt is null) is { } open) return Redirect(scope.Href($"governors/self-review/{open.Id}"));
        var review = new SelfReview { Id = Guid.CreateVersion7(clock.GetUtcNow()), StartedById = user.PersonId, StartedOn = clock.Today() };
        db.Add(review);
        audit.Record(GovernanceProcesses.ReviewStarted, nameof(SelfReview), review.Id);
        return Redirect(scope.Href($"governors/self-review/{review.Id}"));
    }

    private async Task LoadAsync() => Rows = await db.Set<SelfReview>().OrderByDescending(r => r.StartedOn).ThenByDescending(r => r.Id).Select(r => new Row(r.Id, r.StartedOn, r.FinishedAt,
        db.Set<SelfReviewAspect>().Count(a => a.ReviewId == r.Id), db.Set<SelfReviewAspect>().Where(a => a.ReviewId == r.Id).Average(a => (double?)a.Level))).ToListAsync();
}
