namespace Tutela.Web.Modules.Schools.Contract;

/// <summary>Both dates belong to the term.</summary>
public sealed record SchoolTerm(string Name, DateOnly Starts, DateOnly Ends);

/// <summary>Days inside a term on which the school is shut to pupils: half term, a bank holiday, a training day. Both dates are shut.</summary>
public sealed record SchoolClosure(string Name, DateOnly Starts, DateOnly Ends);

/// <summary>The hours of a school day, local time; the closing minute no longer counts.</summary>
public sealed record SchoolHours(TimeOnly Opens, TimeOnly Closes, IReadOnlySet<DayOfWeek> Days);

/// <summary>
/// When the school is open, and how much school time lies between two instants. Immutable; safe from any thread.
/// An academic year for which no term is entered counts every day of the school week: a clock that never runs would
/// leave a child's concern unread.
/// </summary>
public sealed class SchoolCalendar
{
    private const int FarthestDays = 5 * 366;

    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    private readonly SchoolHours _hours;
    private readonly SchoolTerm[] _terms;
    private readonly SchoolClosure[] _closures;
    private readonly HashSet<AcademicYear> _yearsWithTerms;

    public SchoolCalendar(SchoolHours hours, IEnumerable<SchoolTerm> terms, IEnumerable<SchoolClosure> closures)
    {
        if (hours.Closes <= hours.Opens)
        {
            throw new ArgumentException("The school day closes after it opens.", nameof(hours));
        }

        if (hours.Days.Count == 0)
        {
            throw new ArgumentException("A school week has at least one day.", nameof(hours));
        }

        _hours = hours;
        _terms = [.. terms.OrderBy(term => term.Starts)];
        _closures = [.. closures];
        foreach (var term in _terms)
        {
            RefuseBackwards(term.Name, term.Starts, term.Ends);
        }

        foreach (var closure in _closures)
        {
            RefuseBackwards(closure.Name, closure.Starts, closure.Ends);
        }

        for (var i = 1; i < _terms.Length; i++)
        {
            if (_terms[i].Starts <= _terms[i - 1].Ends)
            {
                throw new ArgumentException($"{_terms[i].Name} starts before {_terms[i - 1].Name} ends.", nameof(terms));
            }
        }

        _yearsWithTerms = [.. _terms.Select(term => AcademicYear.Of(term.Starts))];
    }

    public IReadOnlyList<SchoolTerm> Terms => _terms;

    public IReadOnlyList<SchoolClosure> Closures => _closures;

    public static AcademicYear AcademicYearOf(DateOnly date) => AcademicYear.Of(date);

    /// <summary>The date on the school's wall.</summary>
    public static DateOnly LocalDate(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, London).DateTime);

    public bool HasTermsFor(AcademicYear year) => _yearsWithTerms.Contains(year);

    public SchoolTerm? TermOf(DateOnly date) => Array.Find(_terms, term => date >= term.Starts && date <= term.Ends);

    public bool IsSchoolDay(DateOnly date)
    {
        if (!_hours.Days.Contains(date.DayOfWeek) || Array.Exists(_closures, c => date >= c.Starts && date <= c.Ends))
        {
            return false;
        }

        return TermOf(date) is not null || !HasTermsFor(AcademicYear.Of(date));
    }

    public bool IsSchoolTime(DateTimeOffset at)
    {
        var date = LocalDate(at);
        if (!IsSchoolDay(date))
        {
            return false;
        }

        var (opens, closes) = InstantsOf(date);
        return at >= opens && at < closes;
    }

    /// <summary>
    /// The instant at which this much school time has passed. Time that is used up exactly at closing ends at closing.
    /// </summary>
    public DateTimeOffset AddSchoolTime(DateTimeOffset from, TimeSpan schoolTime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(schoolTime, TimeSpan.Zero);
        if (schoolTime == TimeSpan.Zero)
        {
            return from;
        }

        var date = LocalDate(from);
        var left = schoolTime;
        for (var day = 0; day < FarthestDays; day++, date = date.AddDays(1))
        {
            if (!IsSchoolDay(date))
            {
                continue;
            }

            var (opens, closes) = InstantsOf(date);
            var start = opens > from ? opens : from;
            var open = closes - start;
            if (open <= TimeSpan.Zero)
            {
                continue;
            }

            if (left <= open)
            {
                return (start + left).ToUniversalTime();
            }

            left -= open;
        }

        throw new InvalidOperationException("The school calendar holds no school day within five years.");
    }

    /// <summary>School time from one instant to a later one; nothing when they are the other way round.</summary>
    public TimeSpan SchoolTimeBetween(DateTimeOffset from, DateTimeOffset to)
    {
        var total = TimeSpan.Zero;
        for (var date = LocalDate(from); date <= LocalDate(to); date = date.AddDays(1))
        {
            if (!IsSchoolDay(date))
            {
                continue;
            }

            var (opens, closes) = InstantsOf(date);
            var start = opens > from ? opens : from;
            var end = closes < to ? closes : to;
            if (end > start)
            {
                total += end - start;
            }
        }

        return total;
    }

    private static void RefuseBackwards(string name, DateOnly starts, DateOnly ends)
    {
        if (ends < starts)
        {
            throw new ArgumentException($"{name} ends before it starts.");
        }
    }

    private (DateTimeOffset Opens, DateTimeOffset Closes) InstantsOf(DateOnly date) =>
        (Instant(date.ToDateTime(_hours.Opens), earliest: true), Instant(date.ToDateTime(_hours.Closes), earliest: false));

    // A skipped time is the instant at which the clock jumps on; of a doubled time the day takes all of it.
    private static DateTimeOffset Instant(DateTime local, bool earliest)
    {
        if (London.IsInvalidTime(local))
        {
            var before = London.GetUtcOffset(local.AddHours(-1));
            var late = new DateTimeOffset(local, before).ToUniversalTime();
            return late.AddTicks(-(local.TimeOfDay.Ticks % TimeSpan.TicksPerHour));
        }

        if (London.IsAmbiguousTime(local))
        {
            var offsets = London.GetAmbiguousTimeOffsets(local);
            return new DateTimeOffset(local, earliest ? offsets.Max() : offsets.Min()).ToUniversalTime();
        }

        return new DateTimeOffset(local, London.GetUtcOffset(local)).ToUniversalTime();
    }
}
