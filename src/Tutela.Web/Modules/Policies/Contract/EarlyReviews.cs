using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Review;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Policies.Contract;

/// <summary>Reviews of the policy that something brought forward. One query. Scoped.</summary>
public sealed class EarlyReviews(TutelaDb db)
{
    public sealed record Cause(string Why, int Count, DateOnly Last);

    public async Task<IReadOnlyList<Cause>> SinceAsync(DateOnly day, CancellationToken ct = default)
    {
        var opened = await db.Set<PolicyReview>().Where(r => r.OpenedOn > day && r.Cause != ReviewCause.Due).GroupBy(r => r.Cause).Select(g => new { g.Key, Count = g.Count(), Last = g.Max(r => r.OpenedOn) }).ToListAsync(ct);
        return [.. opened.OrderBy(o => o.Key).Select(o => new Cause(o.Key switch
        {
            ReviewCause.Incident => "A safeguarding incident brought a review of the policy forward",
            ReviewCause.NewTechnology => "New technology brought a review of the policy forward",
            _ => "Changed guidance brought a review of the policy forward",
        }, o.Count, o.Last))];
    }
}
