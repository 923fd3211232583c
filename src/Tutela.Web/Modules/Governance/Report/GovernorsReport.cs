using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.Concerns.Contract;
using Tutela.Web.Modules.Filtering.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Ui.Lists;

namespace Tutela.Web.Modules.Governance.Report;

/// <summary>What governors see: figures without names, so small that they point to somebody told as "fewer than 5". A fixed number of
/// queries. Scoped.</summary>
public sealed class GovernorsReport(PolicyStanding policy, PackInForce pack, AgreementStandings agreements, ConcernFigures concerns, FilteringFigures filtering, TimeProvider clock)
{
    public sealed record AgreementRow(AgreementFigure Figure)
    {
        public int Missing => Figure.Total - Figure.Signed;
        public string Asked => FewerThanFive.Text(Figure.Total);
        public string MissingText => FewerThanFive.Text(Missing);
        // Asked less missing is signed: what one number hides, the other must not tell.
        public string Signed => FewerThanFive.Hides(Missing) || FewerThanFive.Hides(Figure.Total) ? "not told" : FewerThanFive.Text(Figure.Signed);
    }

    public sealed record CategoryRow(string Title, long Count)
    {
        public string Text => FewerThanFive.Text(Count);
    }

    public sealed record PolicyRow(string Title, int Met, int AtRisk, int NotMet, int NoEvidence, int Shown, int NotBuilt)
    {
        public int Total => Met + AtRisk + NotMet + NoEvidence + Shown + NotBuilt;
    }

    public sealed record Figures(DateOnly From, DateOnly To, IReadOnlyList<PolicyRow> Sections, IReadOnlyList<AgreementRow> Agreements,
        IReadOnlyList<string> Months, IReadOnlyList<ChartSeries> Concerns, bool HasConcerns, IReadOnlyList<CategoryRow> Refusals)
    {
        public int Clauses => Sections.Sum(s => s.Total);
        public int Met => Sections.Sum(s => s.Met);
        public int Lacking => Sections.Sum(s => s.AtRisk + s.NotMet);
        public int Shown => Sections.Sum(s => s.Shown);
        public int NotBuilt => Sections.Sum(s => s.NotBuilt);
    }

    /// <summary>This academic year to today.</summary>
    public async Task<Figures> LoadAsync(CancellationToken ct = default)
    {
        var today = clock.GetUtcNow().LondonDay();
        var from = new DateOnly(today.Month >= 9 ? today.Year : today.Year - 1, 9, 1);
        var months = new List<DateOnly>();
        for (var month = from; month <= today; month = month.AddMonths(1)) months.Add(month);
        var counts = await concerns.ByKindAndMonthAsync(from, today, ct);
        // No totals beside these: a total less what is told would tell what is not.
        var series = Enum.GetValues<OnlineRisk>().Select(risk => new ChartSeries(risk.ToString(),
            [.. months.Select(month => FewerThanFive.Value(counts.Where(c => c.Month == month && c.Risk == risk).Sum(c => c.Count)))]));
        var refusals = (await filtering.RefusalsAsync(from, today, ct)).GroupBy(r => r.Title).Select(g => new CategoryRow(g.Key, g.Sum(r => r.Count))).OrderByDescending(r => r.Count).ThenBy(r => r.Title);
        return new(from, today, await PolicyAsync(), [.. (await agreements.FiguresAsync()).Select(f => new AgreementRow(f))],
            [.. months.Select(m => m.ToString("MMMM yyyy", System.Globalization.CultureInfo.GetCultureInfo("en-GB")))], [.. series], counts.Count > 0, [.. refusals]);
    }

    // Chapters of the policy and, whole, each of its agreements: a page for governors, not for whoever keeps the text.
    private async Task<List<PolicyRow>> PolicyAsync()
    {
        var chapters = pack.Pack.Sections.Where(s => s.Number.Length > 0 && !s.Number.Contains('.', StringComparison.Ordinal)).ToDictionary(s => s.Number, s => $"{s.Number} {s.Title}");
        return [.. (await policy.BySectionAsync()).GroupBy(s => TitleOf(s.Section, chapters)).Select(g => new PolicyRow(g.Key,
            g.Sum(s => s.Met), g.Sum(s => s.AtRisk), g.Sum(s => s.NotMet), g.Sum(s => s.NoEvidence), g.Sum(s => s.Shown), g.Sum(s => s.NotBuilt)))];
    }

    private string TitleOf(PolicySection section, Dictionary<string, string> chapters) =>
        pack.Pack.Agreements.FirstOrDefault(a => a.Sections.Contains(section, ReferenceEqualityComparer.Instance)) is { } agreement ? agreement.Title
        : chapters.TryGetValue(section.Number.Split('.')[0], out var chapter) ? chapter
        : section.Title.Length > 0 ? section.Title : pack.Pack.Title;
}
