namespace Tutela.Web.Modules.Governance.Report;

/// <summary>When reports to governors fall due: so many months after the last one's end or, before the first, after the school began. Pure.</summary>
public static class ReportSchedule
{
    private const int Most = 12;

    /// <summary>Every day on which a report should have been there by now and was not, oldest first.</summary>
    public static IReadOnlyList<DateOnly> Overdue(DateOnly? lastTo, DateOnly began, int everyMonths, DateOnly today)
    {
        var late = new List<DateOnly>();
        for (var due = Next(lastTo, began, everyMonths); due < today && late.Count < Most; due = due.AddMonths(everyMonths)) late.Add(due);
        return late;
    }

    public static DateOnly Next(DateOnly? lastTo, DateOnly began, int everyMonths) => (lastTo ?? began).AddMonths(everyMonths);
}
