namespace Tutela.Web.Modules.Policies.Contract.Packs;

public enum ReviewState
{
    NotDue,

    /// <summary>The date is near, or past while the month that it is due in still runs.</summary>
    Warned,
    Overdue,

    /// <summary>No date is set; the owners are reminded, and nothing is overdue.</summary>
    Reminder,
}

/// <summary>Where a policy stands in its review cycle. Pure.</summary>
public static class ReviewRules
{
    public static DateOnly? NextAfter(ReviewSettings settings, DateOnly approved) =>
        settings is { Cycle: ReviewCycle.Dated, IntervalMonths: { } months } ? approved.AddMonths(months) : null;

    /// <summary>The first day on which a review due on this day is overdue.</summary>
    public static DateOnly OverdueFrom(ReviewSettings settings, DateOnly due) => settings.OverdueFrom == ReviewOverdueFrom.EndOfDueMonth
        ? new DateOnly(due.Year, due.Month, 1).AddMonths(1)
        : due.AddDays(1);

    public static ReviewState At(ReviewSettings settings, DateOnly approved, DateOnly today)
    {
        if (NextAfter(settings, approved) is not { } due)
        {
            return settings.RemindMonths is { } months && approved.AddMonths(months) <= today ? ReviewState.Reminder : ReviewState.NotDue;
        }

        if (today >= OverdueFrom(settings, due))
        {
            return ReviewState.Overdue;
        }

        return today >= due.AddDays(-settings.WarnDays) ? ReviewState.Warned : ReviewState.NotDue;
    }
}
