namespace Tutela.Web.Modules.People.Contract;

/// <summary>The day by the clock on the school's wall.</summary>
public static class SchoolDay
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static DateOnly Today(this TimeProvider clock) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), London).DateTime);

    /// <summary>The year in which the academic year of this day starts: 1 September to 31 August.</summary>
    public static int AcademicYear(this DateOnly day) => day.Month >= 9 ? day.Year : day.Year - 1;
}
