using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Print;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Governance.Report;

/// <summary>A signed report as it is printed: the same frozen figures as on its page, nothing counted again. Pure.</summary>
internal static class ReportCopy
{
    public static PrintDocument Of(SignedReport report, DateTimeOffset now)
    {
        var body = ReportBody.FromJson(report.Body);
        var months = $"{DateText.Day(body.From)} to {DateText.Day(body.To)}";
        return new(body.School, $"Report to governors, {months}", $"{body.Policy}, version {body.Version}", body.To.SchoolYear(), now,
        [
            new PrintParagraph(body.School, PrintTone.Lead),
            new PrintHeading(1, "Report to governors", InContents: false),
            new PrintParagraph(months, PrintTone.Lead),
            new PrintParagraph($"Nobody is named. A count of 1 to 4 is told as “{FewerThanFive.Words}”, and what could give it away is not told."),
            new PrintFacts([("Policy", $"{body.Policy}, version {body.Version}"), ("Made on", DateText.Day(body.MadeOn)), ("Signed by", $"{report.SignedName}, {report.SignedAs.Name().ToLowerInvariant()}"),
                ("Signed on", DateText.DayAndTime(report.SignedAt)), ("Digest", Convert.ToHexStringLower(report.Digest)), .. Trail(body)]),
            new PrintParagraph("It stands as it was signed.", PrintTone.Muted),
        ],
        [.. Board(body), .. Policy(body), .. People(body), .. Online(body)]);
    }

    private static IEnumerable<(string, string)> Trail(ReportBody body) => body.TrailHead is { } head ? [("Audit trail at this point", head)] : [];

    private static IEnumerable<PrintBlock> Board(ReportBody body)
    {
        yield return new PrintHeading(2, "The governing board");
        yield return new PrintFacts([("Meetings and reviews held", $"{body.Board.Held}"), ("Missed", $"{body.Board.Missed}"),
            ("Actions open", $"{body.Board.ActionsOpen}, of them late: {body.Board.ActionsLate}"), ("Governors' questions without an answer", $"{body.Board.QuestionsOpen}")]);
        yield return new PrintHeading(2, "Duties that are overdue or at risk");
        yield return body.Overdue.Count == 0 ? new PrintParagraph("Nothing that Tutela watches is overdue.") : new PrintTable("",
            [new("What", 3), new("State"), new("Answers for it", 2), new("Since", 1.4)],
            [.. body.Overdue.Select(d => (IReadOnlyList<string>)[d.Title, d.IsNotMet ? "not met" : "at risk", d.Owner, DateText.Day(d.Since)])]);
    }

    private static IEnumerable<PrintBlock> Policy(ReportBody body)
    {
        yield return new PrintHeading(2, "The policy");
        yield return new PrintTable("State of the policy by section", [new("Section", 2.2), .. Numbers("Met", "At risk", "Not met", "No evidence", "Lived or attested", "Not shown yet")],
            [.. body.Sections.Select(s => (IReadOnlyList<string>)[s.Title, $"{s.Met}", $"{s.AtRisk}", $"{s.NotMet}", $"{s.NoEvidence}", $"{s.Shown}", $"{s.NotBuilt}"])]);
        if (body.Trends.Count > 1)
            yield return new PrintTable("What Tutela watches, month by month", [new("Month", 2), .. Numbers("Met", "At risk", "Not met")],
                [.. body.Trends.Select(t => (IReadOnlyList<string>)[t.Month, $"{t.Met}", $"{t.AtRisk}", $"{t.NotMet}"])]);
    }

    private static IEnumerable<PrintBlock> People(ReportBody body)
    {
        yield return new PrintHeading(2, "Agreements");
        yield return new PrintTable("Agreements signed", [new("Document", 3), new("Who", 2), .. Numbers("Asked", "Signed", "Missing"), new("State", 1.5)],
            [.. body.Agreements.Select(a => (IReadOnlyList<string>)[a.Title, a.Audience, a.Asked, a.Signed, a.Missing, a.IsWhole ? "All signed" : "Some missing"])]);
        if (body.Training.Count == 0) yield break;
        yield return new PrintHeading(2, "Training");
        yield return new PrintTable("Training in date", [new("What", 3), new("Share", 1, true)], [.. body.Training.Select(f => (IReadOnlyList<string>)[f.Title, f.Count])]);
    }

    private static IEnumerable<PrintBlock> Online(ReportBody body)
    {
        yield return new PrintHeading(2, "Concerns");
        if (body.HasConcerns)
        {
            var counts = body.Concerns;
            yield return new PrintParagraph("A concern of two kinds counts under each.");
            yield return new PrintTable("Concerns by kind and month", [new("Month", 1.6), .. Numbers([.. counts.Columns, "All"])],
                [.. counts.Rows.Select((month, r) => (IReadOnlyList<string>)[month, .. counts.Cells[r].Select(SmallCounts.Cell), SmallCounts.Whole(counts.RowTotals[r])]),
                    ["All", .. counts.ColumnTotals.Select(SmallCounts.Whole), SmallCounts.Whole(counts.Total)]]);
        }
        else yield return new PrintParagraph("No concerns in these months.");
        yield return new PrintHeading(2, "Filtering");
        yield return body.Filtering.Count == 0 ? new PrintParagraph("Nothing was refused in these months.")
            : new PrintTable("What the filter refused, by category", [new("Category", 3), new("Times refused", 1, true)], [.. body.Filtering.Select(f => (IReadOnlyList<string>)[f.Title, f.Count])]);
    }

    private static IEnumerable<PrintColumn> Numbers(params string[] titles) => titles.Select(title => new PrintColumn(title, 1, true));
}
