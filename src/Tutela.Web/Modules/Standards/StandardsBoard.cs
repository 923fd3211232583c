using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Filtering.Contract;
using Tutela.Web.Modules.Governance.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Standards.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Standards;

/// <summary>How the school stands against the national standards, from the answers that its controls gave last. Scoped.</summary>
public sealed class StandardsBoard(StandardsFile file, TutelaDb db, IEnumerable<Control> controls, YearlyReviews reviews, EarlyReviews early, TimeProvider clock)
{
    public sealed record Row(Standard Standard, IReadOnlyList<RequirementStanding> Requirements)
    {
        /// <summary>The standard in one line, so that a phone shows all of them before the first is opened.</summary>
        public string Summary
        {
            get
            {
                var (met, notBuilt) = (Requirements.Count(r => r.State == RequirementState.Met), Requirements.Count(r => r.State == RequirementState.NotBuilt));
                return $"{Standard.Title}: {met} of {Requirements.Count} met{(notBuilt > 0 ? $", {notBuilt} not built" : "")}";
            }
        }
    }

    /// <summary>Something that asks for a review, how often since the last one, and when last.</summary>
    public sealed record Change(string What, int Count, DateOnly Last, string Path);

    public sealed record Whole(IReadOnlyList<Row> Rows, YearlyReviews.Review? Review, IReadOnlyList<Change> Changes)
    {
        public int Count(RequirementState state) => Rows.Sum(r => r.Requirements.Count(q => q.State == state));
    }

    public async Task<Whole> LoadAsync(CancellationToken ct = default)
    {
        var (today, review) = (clock.Today(), await reviews.LastFilteringReviewAsync(ct));
        var days = await db.Set<ControlDay>().AsNoTracking().Where(d => d.Day == db.Set<ControlDay>().Max(x => x.Day)).ToDictionaryAsync(d => d.ControlId, ct);
        var said = (await db.Set<StandardStatement>().AsNoTracking().ToListAsync(ct)).GroupBy(s => s.Requirement).ToDictionary(g => g.Key, g => g.MaxBy(s => s.At));
        var known = controls.ToDictionary(c => c.Id);
        return new([.. file.Standards.Select(s => new Row(s, [.. s.Requirements.Select(r => RequirementStanding.Of(r,
            [.. r.Controls.Select(id => new RequirementStanding.Answer(known[id], days.GetValueOrDefault(id)))], said.GetValueOrDefault(r.Id), review?.NextOn, today))]))],
            review, await ChangesAsync(review?.HeldOn ?? new DateOnly(today.AcademicYear(), 9, 1), ct));
    }

    private async Task<IReadOnlyList<Change>> ChangesAsync(DateOnly since, CancellationToken ct)
    {
        var (from, codes) = (since.AddDays(1).Start(), FilteringChanges.All.Select(p => p.Code).ToArray());
        var counted = await db.Set<AuditEvent>().Where(e => e.At >= from && codes.Contains(e.Process)).GroupBy(e => e.Process).Select(g => new { g.Key, Count = g.Count(), Last = g.Max(e => e.At) }).ToListAsync(ct);
        return [.. FilteringChanges.All.Join(counted, p => p.Code, c => c.Key, (p, c) => new Change(p.Text, c.Count, c.Last.LondonDay(), "filtering")),
            .. (await early.SinceAsync(since, ct)).Select(e => new Change(e.Why, e.Count, e.Last, "policy/review"))];
    }
}
