using Tutela.Web.Modules.Schools.Contract;
using Xunit;

namespace Tutela.Web.Tests.Schools;

public sealed class SchoolCalendarTests
{
    private static readonly HashSet<DayOfWeek> Weekdays =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    private static readonly SchoolCalendar Calendar = new(
        new SchoolHours(new TimeOnly(8, 45), new TimeOnly(15, 30), Weekdays),
        [
            new SchoolTerm("Spring", new DateOnly(2027, 1, 4), new DateOnly(2027, 3, 31)),
            new SchoolTerm("Autumn", new DateOnly(2026, 9, 2), new DateOnly(2026, 12, 18)),
            new SchoolTerm("Summer", new DateOnly(2027, 4, 19), new DateOnly(2027, 7, 21)),
        ],
        [
            new SchoolClosure("Half term", new DateOnly(2026, 10, 26), new DateOnly(2026, 10, 30)),
            new SchoolClosure("Good Friday and Easter Monday", new DateOnly(2027, 3, 26), new DateOnly(2027, 3, 29)),
            new SchoolClosure("Bank holiday", new DateOnly(2027, 5, 3), new DateOnly(2027, 5, 3)),
        ]);

    [Theory]
    [InlineData("2026-11-23T08:44:59Z", false)]
    [InlineData("2026-11-23T08:45:00Z", true)]
    [InlineData("2026-11-23T15:29:59Z", true)]
    [InlineData("2026-11-23T15:30:00Z", false)]
    [InlineData("2026-11-22T10:00:00Z", false)]
    [InlineData("2026-10-27T10:00:00Z", false)]
    [InlineData("2027-05-03T10:00:00Z", false)]
    [InlineData("2027-04-05T10:00:00Z", false)]
    [InlineData("2027-08-10T10:00:00Z", false)]
    [InlineData("2027-06-21T07:45:00Z", true)]
    [InlineData("2027-06-21T14:30:00Z", false)]
    [InlineData("2026-11-23T20:00:00+12:00", false)]
    [InlineData("2026-11-23T22:00:00+12:00", true)]
    public void School_time_is_local_time_on_school_days(string at, bool open) => Assert.Equal(open, Calendar.IsSchoolTime(At(at)));

    [Theory]
    [InlineData("2026-11-23T10:00:00Z", 30, "2026-11-23T10:30:00Z")]
    [InlineData("2026-11-23T06:00:00Z", 30, "2026-11-23T09:15:00Z")]
    [InlineData("2026-11-23T15:00:00Z", 30, "2026-11-23T15:30:00Z")]
    [InlineData("2026-11-23T15:01:00Z", 30, "2026-11-24T08:46:00Z")]
    [InlineData("2026-11-23T15:30:00Z", 30, "2026-11-24T09:15:00Z")]
    [InlineData("2026-11-27T15:20:00Z", 30, "2026-11-30T09:05:00Z")]
    [InlineData("2026-11-28T12:00:00Z", 30, "2026-11-30T09:15:00Z")]
    [InlineData("2026-12-18T15:20:00Z", 30, "2027-01-04T09:05:00Z")]
    [InlineData("2027-04-30T14:20:00Z", 30, "2027-05-04T08:05:00Z")]
    [InlineData("2026-11-23T10:00:00Z", 0, "2026-11-23T10:00:00Z")]
    [InlineData("2026-11-22T10:00:00Z", 0, "2026-11-22T10:00:00Z")]
    [InlineData("2026-11-23T08:45:00Z", 810, "2026-11-24T15:30:00Z")]
    public void School_time_is_added_over_nights_weekends_and_holidays(string from, int minutes, string to) =>
        Assert.Equal(At(to), Calendar.AddSchoolTime(At(from), TimeSpan.FromMinutes(minutes)));

    [Fact]
    public void Clocks_go_back_over_the_half_term()
    {
        // Friday 23 October is summer time, Monday 2 November is not.
        Assert.Equal(At("2026-11-02T09:05:00Z"), Calendar.AddSchoolTime(At("2026-10-23T14:20:00Z"), TimeSpan.FromMinutes(30)));
    }

    [Fact]
    public void Clocks_go_forward_over_easter()
    {
        // Thursday 25 March is winter time, Tuesday 30 March is summer time.
        Assert.Equal(At("2027-03-30T08:05:00Z"), Calendar.AddSchoolTime(At("2027-03-25T15:20:00Z"), TimeSpan.FromMinutes(30)));
    }

    [Fact]
    public void A_day_on_which_an_hour_is_skipped_is_an_hour_shorter()
    {
        var nights = Nights(new TimeOnly(0, 30), new TimeOnly(3, 0));

        Assert.Equal(TimeSpan.FromMinutes(90), nights.SchoolTimeBetween(At("2027-03-28T00:00:00Z"), At("2027-03-28T20:00:00Z")));
        Assert.Equal(At("2027-03-28T01:30:00Z"), nights.AddSchoolTime(At("2027-03-28T00:00:00Z"), TimeSpan.FromMinutes(60)));
    }

    [Fact]
    public void A_day_on_which_an_hour_comes_twice_is_an_hour_longer()
    {
        var nights = Nights(new TimeOnly(0, 30), new TimeOnly(3, 0));

        Assert.Equal(TimeSpan.FromMinutes(210), nights.SchoolTimeBetween(At("2026-10-24T23:00:00Z"), At("2026-10-25T20:00:00Z")));
    }

    [Fact]
    public void Hours_that_begin_or_end_in_the_changed_hour_are_still_hours()
    {
        var skipped = Nights(new TimeOnly(1, 30), new TimeOnly(2, 30));
        Assert.False(skipped.IsSchoolTime(At("2027-03-28T00:59:59Z")));
        Assert.True(skipped.IsSchoolTime(At("2027-03-28T01:00:00Z")));
        Assert.False(skipped.IsSchoolTime(At("2027-03-28T01:30:00Z")));

        var doubled = Nights(new TimeOnly(1, 15), new TimeOnly(1, 45));
        Assert.True(doubled.IsSchoolTime(At("2026-10-25T00:15:00Z")));
        Assert.True(doubled.IsSchoolTime(At("2026-10-25T01:44:59Z")));
        Assert.False(doubled.IsSchoolTime(At("2026-10-25T01:45:00Z")));
    }

    [Fact]
    public void A_year_without_terms_counts_every_weekday_so_that_no_clock_stops()
    {
        Assert.False(Calendar.HasTermsFor(new AcademicYear(2027)));
        Assert.False(Calendar.IsSchoolDay(new DateOnly(2027, 8, 31)));
        Assert.True(Calendar.IsSchoolDay(new DateOnly(2027, 9, 1)));
        Assert.Equal(At("2027-09-01T08:15:00Z"), Calendar.AddSchoolTime(At("2027-07-21T14:30:00Z"), TimeSpan.FromMinutes(30)));
    }

    [Fact]
    public void Adding_and_measuring_agree()
    {
        var random = new Random(20261121);
        var start = At("2026-09-01T00:00:00Z");
        for (var i = 0; i < 2000; i++)
        {
            var from = start.AddMinutes(random.Next(0, 420 * 24 * 60));
            var time = TimeSpan.FromMinutes(random.Next(1, 3 * 405));
            var to = Calendar.AddSchoolTime(from, time);

            Assert.Equal(time, Calendar.SchoolTimeBetween(from, to));
            Assert.True(Calendar.SchoolTimeBetween(from, to.AddSeconds(-1)) < time, $"{from:o} + {time} is later than it need be");
        }
    }

    [Fact]
    public void No_school_time_lies_between_an_instant_and_an_earlier_one() =>
        Assert.Equal(TimeSpan.Zero, Calendar.SchoolTimeBetween(At("2026-11-24T10:00:00Z"), At("2026-11-23T10:00:00Z")));

    [Theory]
    [InlineData(2026, 8, 31, 2025, "2025/26")]
    [InlineData(2026, 9, 1, 2026, "2026/27")]
    [InlineData(2099, 12, 1, 2099, "2099/00")]
    public void An_academic_year_begins_on_1_September(int year, int month, int day, int starts, string name)
    {
        var academic = SchoolCalendar.AcademicYearOf(new DateOnly(year, month, day));

        Assert.Equal(new AcademicYear(starts), academic);
        Assert.Equal(name, academic.ToString());
        Assert.True(academic.Contains(new DateOnly(year, month, day)));
        Assert.Equal(academic.Ends.AddDays(1), academic.Next.Starts);
    }

    [Fact]
    public void The_date_is_the_one_on_the_schools_wall()
    {
        Assert.Equal(new DateOnly(2027, 6, 22), SchoolCalendar.LocalDate(At("2027-06-21T23:30:00Z")));
        Assert.Equal(new DateOnly(2026, 11, 23), SchoolCalendar.LocalDate(At("2026-11-23T23:30:00Z")));
    }

    [Fact]
    public void The_term_of_a_date_is_found()
    {
        Assert.Equal("Autumn", Calendar.TermOf(new DateOnly(2026, 10, 28))?.Name);
        Assert.Null(Calendar.TermOf(new DateOnly(2026, 12, 25)));
    }

    [Fact]
    public void What_cannot_be_a_calendar_is_refused()
    {
        var hours = new SchoolHours(new TimeOnly(9, 0), new TimeOnly(15, 0), Weekdays);
        var autumn = new SchoolTerm("Autumn", new DateOnly(2026, 9, 2), new DateOnly(2026, 12, 18));

        Assert.Throws<ArgumentException>(() => new SchoolCalendar(hours with { Closes = new TimeOnly(9, 0) }, [autumn], []));
        Assert.Throws<ArgumentException>(() => new SchoolCalendar(hours with { Days = new HashSet<DayOfWeek>() }, [autumn], []));
        Assert.Throws<ArgumentException>(() => new SchoolCalendar(hours, [autumn with { Ends = new DateOnly(2026, 9, 1) }], []));
        Assert.Throws<ArgumentException>(() => new SchoolCalendar(hours, [autumn, autumn with { Name = "Again" }], []));
        Assert.Throws<ArgumentException>(() => new SchoolCalendar(hours, [], [new SchoolClosure("Snow", autumn.Ends, autumn.Starts)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Calendar.AddSchoolTime(At("2026-11-23T10:00:00Z"), TimeSpan.FromMinutes(-1)));
    }

    [Fact]
    public void A_calendar_that_is_always_shut_says_so()
    {
        var shut = new SchoolCalendar(
            new SchoolHours(new TimeOnly(9, 0), new TimeOnly(15, 0), Weekdays),
            [],
            [new SchoolClosure("For good", new DateOnly(2020, 1, 1), new DateOnly(2060, 1, 1))]);

        Assert.Throws<InvalidOperationException>(() => shut.AddSchoolTime(At("2026-11-23T10:00:00Z"), TimeSpan.FromMinutes(1)));
    }

    private static SchoolCalendar Nights(TimeOnly opens, TimeOnly closes) =>
        new(new SchoolHours(opens, closes, new HashSet<DayOfWeek> { DayOfWeek.Sunday }), [], []);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
