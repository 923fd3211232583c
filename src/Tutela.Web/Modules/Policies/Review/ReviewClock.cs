using Tutela.Web.Modules.Policies.Contract.Packs;

namespace Tutela.Web.Modules.Policies.Review;

public enum ReviewStanding { NotYet, Near, Due, Overdue, AsRequired, Remind }

/// <summary>Where the review of the policy stands on a day. Pure.</summary>
public sealed record ReviewClock(ReviewStanding State, string Sentence, int MonthsOverdue = 0)
{
    public bool NeedsSomebody => State is not (ReviewStanding.NotYet or ReviewStanding.AsRequired);

    public static ReviewClock Of(ReviewSettings settings, DateOnly? last, DateOnly? next, DateOnly today)
    {
        if (settings.Cycle == ReviewCycle.AsRequired || next is null)
        {
            if (last is null) return new(ReviewStanding.AsRequired, "Reviewed as required; no review is recorded yet");
            var since = Months(last.Value, today);
            var words = $"Reviewed as required; {Count(since, "month")} since the last review";
            return settings.RemindMonths is { } remind && since >= remind ? new(ReviewStanding.Remind, words + ": is one needed now?") : new(ReviewStanding.AsRequired, words);
        }
        var due = next.Value;
        if (today >= ReviewRules.OverdueFrom(settings, due))
        {
            var months = Months(due, today);
            return new(ReviewStanding.Overdue, months == 0 ? "The review of the policy is overdue" : $"The review of the policy is {Count(months, "month")} overdue", months);
        }
        if (today >= due) return new(ReviewStanding.Due, "The review of the policy is due now");
        var days = due.DayNumber - today.DayNumber;
        return days <= settings.WarnDays
            ? new(ReviewStanding.Near, $"The review of the policy is due in {Count(days, "day")}")
            : new(ReviewStanding.NotYet, $"The next review of the policy is in {Count(days, "day")}");
    }

    private static int Months(DateOnly from, DateOnly to)
    {
        var months = (to.Year - from.Year) * 12 + to.Month - from.Month;
        return Math.Max(0, to.Day < from.Day ? months - 1 : months);
    }

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
