namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>The days of a pack's review cycle. Pure.</summary>
public static class ReviewRules
{
    public static DateOnly? NextAfter(ReviewSettings settings, DateOnly approved) =>
        settings is { Cycle: ReviewCycle.Dated, IntervalMonths: { } months } ? approved.AddMonths(months) : null;

    /// <summary>The first day on which a review due on this day is overdue.</summary>
    public static DateOnly OverdueFrom(ReviewSettings settings, DateOnly due) => settings.OverdueFrom == ReviewOverdueFrom.EndOfDueMonth
        ? new DateOnly(due.Year, due.Month, 1).AddMonths(1)
        : due.AddDays(1);
}
