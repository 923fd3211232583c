namespace Tutela.Web.Platform;

/// <summary>The day and hour as people at an English school know them. Thread-safe.</summary>
public static class LondonTime
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static DateOnly Today(this TimeProvider clock) => clock.GetUtcNow().LondonDay();

    public static DateOnly LondonDay(this DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    /// <summary>When a day begins in London.</summary>
    public static DateTimeOffset Start(this DateOnly day) => day.At(TimeOnly.MinValue);

    /// <summary>The instant at which a London clock shows this day and time; of a doubled hour, the second.</summary>
    public static DateTimeOffset At(this DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>The academic year that a day is in, by its first calendar year: 2026 is September 2026 to August 2027.</summary>
    public static int AcademicYear(this DateOnly day) => day.Month >= 9 ? day.Year : day.Year - 1;

    /// <summary>The academic year as people write it, such as 2026-27.</summary>
    public static string SchoolYear(this DateOnly day) => $"{day.AcademicYear()}-{(day.AcademicYear() + 1) % 100:00}";
}
