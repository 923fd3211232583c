using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Governance.Contract;

/// <summary>When the yearly reviews were last held and signed off: what a policy review and other boards ask. One query each. Scoped.</summary>
public sealed class YearlyReviews(TutelaDb db)
{
    public sealed record Review(Guid MeetingId, DateOnly HeldOn, DateOnly NextOn);

    public Task<Review?> LastRiskAssessmentAsync(CancellationToken ct = default) => LastAsync(MeetingKind.RiskAssessment, ct);

    public Task<Review?> LastFilteringReviewAsync(CancellationToken ct = default) => LastAsync(MeetingKind.FilteringReview, ct);

    private Task<Review?> LastAsync(MeetingKind kind, CancellationToken ct) => db.Set<Meeting>().Where(m => m.Kind == kind && m.SignedAt != null)
        .OrderByDescending(m => m.HeldOn).Select(m => new Review(m.Id, m.HeldOn!.Value, m.NextOn!.Value)).FirstOrDefaultAsync(ct);
}
