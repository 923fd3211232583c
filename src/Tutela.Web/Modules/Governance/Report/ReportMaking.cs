using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.Concerns.Contract;
using Tutela.Web.Modules.Filtering.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Training.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Governance.Report;

/// <summary>Builds what governors see from the figures of the other modules and the answers of the controls. A fixed number of queries. Scoped.</summary>
public sealed class ReportMaking(TutelaDb db, PolicyStanding policy, PackInForce pack, IEnumerable<Control> controls, AgreementStandings agreements, ConcernFigures concerns,
    FilteringFigures filtering, TrainingFigures training, SchoolScope scope, TimeProvider clock)
{
    public async Task<ReportBody> MakeAsync(DateOnly from, DateOnly to, CancellationToken ct = default)
    {
        var log = await IncidentLog.MakeAsync(concerns, from, to, ct);
        var refused = (await filtering.RefusalsAsync(from, to, ct)).GroupBy(r => r.Title).Select(g => (Title: g.Key, Count: g.Sum(r => r.Count))).OrderByDescending(r => r.Count).ThenBy(r => r.Title);
        var head = await db.Set<AuditSeal>().AsNoTracking().OrderByDescending(s => s.Sequence).Select(s => new { s.Sequence, s.Hash }).FirstOrDefaultAsync(ct);
        return new(scope.School.Name, pack.Pack.Title, pack.Version, from, to, clock.Today(), await SectionsAsync(), await OverdueAsync(ct), await TrendsAsync(from, to, ct),
            [.. (await agreements.FiguresAsync()).Select(AgreementOf)], log.Counts, log.Counts.Total is not 0,
            [.. refused.Select(r => new ReportBody.Figure(r.Title, FewerThanFive.Text(r.Count)))],
            [.. (await training.LoadAsync()).Select(f => new ReportBody.Figure($"{f.Title} ({f.Whom.ToLowerInvariant()})", f.Text))], await BoardAsync(from, to, ct),
            head is null ? null : $"{head.Sequence}: {Convert.ToHexStringLower(head.Hash)}");
    }

    /// <summary>Controls that are not met or at risk, since when. Their sentences may count people: they are not told here.</summary>
    public async Task<IReadOnlyList<ReportBody.Duty>> OverdueAsync(CancellationToken ct = default)
    {
        var days = await db.Set<ControlDay>().GroupBy(d => d.ControlId).Select(g => new
        {
            g.Key,
            First = g.Min(d => d.Day),
            Last = g.Max(d => d.Day),
            Good = g.Where(d => d.State != ControlState.NotMet && d.State != ControlState.AtRisk).Max(d => (DateOnly?)d.Day),
            Bad = g.Where(d => d.State == ControlState.NotMet).Max(d => (DateOnly?)d.Day),
        }).ToListAsync(ct);
        var known = controls.ToDictionary(c => c.Id);
        return [.. days.Where(d => d.Good != d.Last && known.ContainsKey(d.Key)).Select(d => new ReportBody.Duty(known[d.Key].Title, d.Bad == d.Last, known[d.Key].Owner.Name(), d.Good?.AddDays(1) ?? d.First))
            .OrderByDescending(d => d.IsNotMet).ThenBy(d => d.Since).ThenBy(d => d.Title)];
    }

    private async Task<List<ReportBody.Trend>> TrendsAsync(DateOnly from, DateOnly to, CancellationToken ct)
    {
        var days = await db.Set<ControlDay>().Where(d => d.Day >= from && d.Day <= to).GroupBy(d => d.Day).Select(g => new
        {
            g.Key,
            Met = g.Count(d => d.State == ControlState.Met),
            AtRisk = g.Count(d => d.State == ControlState.AtRisk),
            NotMet = g.Count(d => d.State == ControlState.NotMet),
        }).ToListAsync(ct);
        return [.. days.GroupBy(d => new DateOnly(d.Key.Year, d.Key.Month, 1)).OrderBy(g => g.Key).Select(g => g.MaxBy(d => d.Key)!).Select(d => new ReportBody.Trend(Months.Name(d.Key), d.Met, d.AtRisk, d.NotMet))];
    }

    private async Task<ReportBody.Governing> BoardAsync(DateOnly from, DateOnly to, CancellationToken ct)
    {
        var today = clock.Today();
        var meetings = await db.Set<Meeting>().AsNoTracking().Where(m => m.CancelledAt == null && (m.HeldOn ?? m.PlannedOn) >= from && (m.HeldOn ?? m.PlannedOn) <= to).ToListAsync(ct);
        var late = await db.Set<GovernanceAction>().Where(a => a.DoneAt == null).GroupBy(_ => 1).Select(g => new { All = g.Count(), Late = g.Count(a => a.DueOn < today) }).SingleOrDefaultAsync(ct);
        return new(meetings.Count(m => m.HeldOn is not null), meetings.Count(m => m.StatusOn(today) == MeetingStatus.Missed), late?.All ?? 0, late?.Late ?? 0,
            await db.Set<GovernorQuestion>().CountAsync(q => q.AnsweredAt == null, ct));
    }

    private static ReportBody.Agreement AgreementOf(AgreementFigure figure)
    {
        var (asked, signed, missing) = SmallCounts.Split(figure.Signed, figure.Total - figure.Signed);
        return new(figure.Title, figure.Audience, asked, signed, missing, figure.Total == figure.Signed);
    }

    // Chapters of the policy and, whole, each of its agreements: a page for governors, not for whoever keeps the text.
    private async Task<List<ReportBody.Section>> SectionsAsync()
    {
        var chapters = pack.Pack.Sections.Where(s => s.Number.Length > 0 && !s.Number.Contains('.', StringComparison.Ordinal)).ToDictionary(s => s.Number, s => $"{s.Number} {s.Title}");
        return [.. (await policy.BySectionAsync()).GroupBy(s => TitleOf(s.Section, chapters)).Select(g => new ReportBody.Section(g.Key,
            g.Sum(s => s.Met), g.Sum(s => s.AtRisk), g.Sum(s => s.NotMet), g.Sum(s => s.NoEvidence), g.Sum(s => s.Shown), g.Sum(s => s.NotBuilt)))];
    }

    private string TitleOf(PolicySection section, Dictionary<string, string> chapters) =>
        pack.Pack.Agreements.FirstOrDefault(a => a.Sections.Contains(section, ReferenceEqualityComparer.Instance)) is { } agreement ? agreement.Title
        : chapters.TryGetValue(section.Number.Split('.')[0], out var chapter) ? chapter
        : section.Title.Length > 0 ? section.Title : pack.Pack.Title;
}
