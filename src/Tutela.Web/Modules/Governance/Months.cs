using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Tutela.Web.Platform;

namespace Tutela.Web.Modules.Governance;

/// <summary>Periods in whole months: two reports that differ by a day would tell what happened on that day. Pure.</summary>
public static class Months
{
    private const int Back = 36, Longest = 24;
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public static string Name(DateOnly month) => month.ToString("MMMM yyyy", English);

    public static string Key(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public static List<SelectListItem> Choices(DateOnly today) => [.. Enumerable.Range(0, Back).Select(i => First(today).AddMonths(-i)).Select(m => new SelectListItem(Name(m), Key(m)))];

    /// <summary>From the first day of one month to the last of another; the month that runs goes to today.</summary>
    public static (DateOnly From, DateOnly To) Period(string? from, string? to, DateOnly today, string fromField, string toField)
    {
        if (Parse(from) is not { } start) throw new Refused("Choose the first month", fromField);
        if (Parse(to) is not { } last) throw new Refused("Choose the last month", toField);
        if (last < start) throw new Refused("The last month is before the first", toField);
        if (last > today) throw new Refused("Choose a month that has begun", toField);
        if (last >= start.AddMonths(Longest)) throw new Refused($"Choose at most {Longest} months", toField);
        var end = last.AddMonths(1).AddDays(-1);
        return (start, end < today ? end : today);
    }

    public static IReadOnlyList<DateOnly> Between(DateOnly from, DateOnly to)
    {
        var months = new List<DateOnly>();
        for (var month = First(from); month <= to; month = month.AddMonths(1)) months.Add(month);
        return months;
    }

    private static DateOnly First(DateOnly day) => new(day.Year, day.Month, 1);

    private static DateOnly? Parse(string? month) => DateOnly.TryParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
