using System.Globalization;

namespace Tutela.Web.Platform.Ui;

/// <summary>Dates and times as people read them: <c>3 September 2026 at 9:05am</c>, in Europe/London. Pure; safe from any thread.</summary>
public static class DateText
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>The moment on London's clocks.</summary>
    public static DateTimeOffset InLondon(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, London);

    /// <summary><c>3 September 2026</c>.</summary>
    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", English);

    /// <summary><c>3 September 2026</c>: the day in London.</summary>
    public static string Day(DateTimeOffset moment) => InLondon(moment).ToString("d MMMM yyyy", English);

    /// <summary><c>9:05am</c>, <c>midday</c>, <c>midnight</c>.</summary>
    public static string Time(TimeOnly time) => time switch
    {
        { Hour: 0, Minute: 0 } => "midnight",
        { Hour: 12, Minute: 0 } => "midday",
        _ => time.ToString("h:mm", English) + (time.Hour < 12 ? "am" : "pm"),
    };

    /// <summary><c>9:05am</c>: the time in London.</summary>
    public static string Time(DateTimeOffset moment) => Time(TimeOnly.FromTimeSpan(InLondon(moment).TimeOfDay));

    /// <summary><c>3 September 2026 at 9:05am</c>.</summary>
    public static string DayAndTime(DateTimeOffset moment) => $"{Day(moment)} at {Time(moment)}";
}
