using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Modules.Agreements.Bulk;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Platform.Ui.Lists;

namespace Tutela.Web.Modules.Agreements.Coverage;

/// <summary>Who has signed, by document and by class: the whole school for those who oversee, the own classes for who teaches.</summary>
[For(Staff = true)]
public sealed class CoverageModel(AgreementCoverage coverage, AgreementStandings standings, AgreementReading reading, RunDesk runs, AgreementsAccess access, SchoolScope scope) : PageModel
{
    public sealed record ClassTable(string Document, string Title, IReadOnlyList<ClassStanding> Classes)
    {
        public IReadOnlyList<string> Names => [.. Classes.Select(c => c.Class.Title)];
        public IEnumerable<ChartSeries> Series => StandingWords.All.Select(s => new ChartSeries(s.Short(), [.. Classes.Select(c => (double?)c.Count(s))]));
    }

    public IReadOnlyList<ClassTable> Tables { get; private set; } = [];
    public IReadOnlyList<AgreementFigure> Figures { get; private set; } = [];
    /// <summary>Documents that are not demanded: how many have accepted, of how many who were asked.</summary>
    public IReadOnlyList<OptionalFigure> Optional { get; private set; } = [];
    public bool HasClasses { get; private set; }
    public bool IsOverseer => access.IsOverseer;
    public bool SeesRefusals => access.SeesRefusals;
    public bool SeesQuestions => access.SeesQuestions;
    public int Signed => Figures.Sum(f => f.Signed);
    public int Total => Figures.Sum(f => f.Total);

    public Task OnGetAsync() => LoadAsync();

    /// <summary>Begins to remind everybody who has not signed; the run goes on by itself and shows how far it is.</summary>
    public async Task<IActionResult> OnPostRemindAsync()
    {
        if (!access.IsOverseer) throw new Forbidden();
        await LoadAsync();
        return Redirect(scope.Href($"agreements/runs/{await runs.StartAsync(RunKind.Remind)}"));
    }

    private async Task LoadAsync()
    {
        var classes = await access.ClassesAsync();
        HasClasses = classes.Count > 0;
        var tables = new List<ClassTable>();
        foreach (var document in coverage.PupilDocuments)
            tables.Add(new(document.Id, reading.TitleOf(document.Id), await coverage.ByClassAsync(document, classes)));
        Tables = tables;
        if (!access.IsOverseer) return;
        Figures = await standings.FiguresAsync();
        Optional = await standings.AcceptedAsync();
    }
}

internal static class ReminderWords
{
    public static string Of(AgreementReminders.Sent sent)
    {
        var parts = new[] { (sent.Adults, "adult", "adults"), (sent.Pupils, "pupil", "pupils"), (sent.Parents, "parent or carer", "parents and carers") }
            .Where(p => p.Item1 > 0).Select(p => $"{p.Item1} {(p.Item1 == 1 ? p.Item2 : p.Item3)}").ToList();
        var told = parts.Count == 0 ? "Nobody could be reminded." : $"Reminded: {string.Join(", ", parts)}.";
        return sent.PupilsWithoutAddress == 0 ? told : $"{told} No e-mail address is known for a parent of {sent.PupilsWithoutAddress} {(sent.PupilsWithoutAddress == 1 ? "pupil" : "pupils")}: ask for a signature on paper.";
    }
}
