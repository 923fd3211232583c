namespace Tutela.Engine.Policy;

/// <summary>
/// Local time in Europe/London by rule (summer time from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of
/// October, since 1996), so that no decision hangs on the machine's time zone files. Pure; allocates nothing.
/// </summary>
public static class LondonTime
{
    /// <summary>The local day of the week and the minute of the day, 0 to 1439.</summary>
    public static (DayOfWeek Day, int Minute) At(DateTimeOffset time)
    {
        var utc = time.UtcDateTime;
        var local = IsSummer(utc) ? utc.AddHours(1) : utc;
        return (local.DayOfWeek, local.Hour * 60 + local.Minute);
    }

    private static bool IsSummer(DateTime utc) => utc.Month switch
    {
        < 3 or > 10 => false,
        > 3 and < 10 => true,
        3 => utc >= LastSunday(utc.Year, 3),
        _ => utc < LastSunday(utc.Year, 10),
    };

    private static DateTime LastSunday(int year, int month)
    {
        var last = new DateTime(year, month, 31, 1, 0, 0, DateTimeKind.Utc);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
