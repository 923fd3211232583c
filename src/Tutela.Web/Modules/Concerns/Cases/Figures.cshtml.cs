using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Modules.Concerns.Contract;
using Tutela.Web.Modules.Schools.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Ui.Lists;

namespace Tutela.Web.Modules.Concerns.Cases;

/// <summary>How many, by the four kinds and term. No names, but small numbers as they are: governors have their own page, which hides those.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher, Role.OnlineSafetyCoordinator)]
public sealed class FiguresModel(ConcernFigures figures, ConcernPolicy policy, TimeProvider clock) : PageModel
{
    public IReadOnlyList<string> Terms { get; private set; } = [];
    public IReadOnlyList<ChartSeries> Series { get; private set; } = [];
    public ConcernFigures.Totals Totals { get; private set; } = new(0, 0, 0, 0, 0, 0);
    public IReadOnlyList<(string Trait, int Count)> Traits { get; private set; } = [];
    public string Year { get; private set; } = "";

    public async Task OnGetAsync()
    {
        var today = clock.Today();
        var first = today.AcademicYear();
        var (from, to) = (new DateOnly(first, 9, 1), new DateOnly(first + 1, 8, 31));
        Year = $"{first} to {first + 1}";
        var terms = policy.Calendar.Terms.Where(t => t.Starts <= to && t.Ends >= from).ToList();
        if (terms.Count == 0) terms = [new("Autumn term", from, new(first, 12, 31)), new("Spring term", new(first + 1, 1, 1), new(first + 1, 3, 31)), new("Summer term", new(first + 1, 4, 1), to)];
        Terms = [.. terms.Select(t => t.Name)];
        var days = await figures.DaysAsync(from, to);
        // A day of the holidays counts to the term before it.
        Series = [.. Enum.GetValues<OnlineRisk>().Select(risk => new ChartSeries(risk.Name(),
            [.. terms.Select((term, i) => (double)days.Count(d => d.Risk == risk && (i == 0 || d.Day >= term.Starts) && (i == terms.Count - 1 || d.Day < terms[i + 1].Starts)))]))];
        Totals = await figures.TotalsAsync(from, to);
        Traits = await figures.ByTraitAsync(from, to);
    }
}
