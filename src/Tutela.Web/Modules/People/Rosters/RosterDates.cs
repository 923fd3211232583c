using System.Globalization;

namespace Tutela.Web.Modules.People.Rosters;

internal enum DateOrder { Iso, DayFirst, MonthFirst }

internal static class RosterDates
{
    private const int FirstYear = 1900;
    private const int LastYear = 2150;

    public static bool TryParse(string text, DateOrder order, out DateOnly date)
    {
        // A time after the date is no fault: only the day counts.
        var day = text.Length > 10 && text[10] is 'T' or ' ' ? text[..10] : text;
        if (DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date)) return Plausible(date);
        return order != DateOrder.Iso
            && TrySplit(text, out var first, out var second, out var year)
            && TryMake(year, order == DateOrder.DayFirst ? second : first, order == DateOrder.DayFirst ? first : second, out date);
    }

    /// <summary>1 when the text can only be day first, -1 when only month first, else 0.</summary>
    public static int Vote(string text) =>
        TrySplit(text, out var first, out var second, out _) ? (first > 12 && second <= 12 ? 1 : second > 12 && first <= 12 ? -1 : 0) : 0;

    public static string Say(DateOrder order) => order switch
    {
        DateOrder.DayFirst => "day/month/year",
        DateOrder.MonthFirst => "month/day/year",
        _ => "year-month-day, as 2026-09-01",
    };

    private static bool TrySplit(string text, out int first, out int second, out int year)
    {
        first = second = year = 0;
        var day = text.IndexOf(' ') is > 0 and var space ? text[..space] : text;
        var parts = day.Split('/', '.', '-');
        return parts.Length == 3 && parts[2].Length == 4
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out first)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out second)
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out year);
    }

    private static bool TryMake(int year, int month, int day, out DateOnly date)
    {
        date = default;
        if (year is < FirstYear or > LastYear || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        date = new DateOnly(year, month, day);
        return true;
    }

    private static bool Plausible(DateOnly date) => date.Year is >= FirstYear and <= LastYear;
}
