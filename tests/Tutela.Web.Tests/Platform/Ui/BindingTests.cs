using Tutela.Web.Platform.Ui;
using Tutela.Web.Platform.Ui.Binding;
using Xunit;

namespace Tutela.Web.Tests.Platform.Ui;

public sealed class BindingTests
{
    [Theory]
    [InlineData("3", "9", "2026", "2026-09-03")]
    [InlineData(" 03 ", "09", "2026", "2026-09-03")]
    [InlineData("29", "2", "2028", "2028-02-29")]
    [InlineData("3", "September", "2026", "2026-09-03")]
    [InlineData("3", "sep", "2026", "2026-09-03")]
    [InlineData("29", "2", "2026", null)]
    [InlineData("31", "4", "2026", null)]
    [InlineData("0", "1", "2026", null)]
    [InlineData("-1", "1", "2026", null)]
    [InlineData("1", "1", "26", null)]
    [InlineData("1", "ja", "2026", null)]
    [InlineData("٣", "9", "2026", null)]
    [InlineData("3", "9", "20260000000000000000000000", null)]
    public void A_date_is_read_as_people_type_it(string day, string month, string year, string? expected) =>
        Assert.Equal(expected, new DateParts(day, month, year).Date?.ToString("yyyy-MM-dd", null));

    [Theory]
    [InlineData(null, null, null, null, DateFaults.All)]
    [InlineData("", "9", "2026", "Born must include a day", DateFaults.Day)]
    [InlineData("", "", "2026", "Born must include a day and month", DateFaults.Day | DateFaults.Month)]
    [InlineData("32", "13", "2026", "Born must be a real date", DateFaults.Day | DateFaults.Month)]
    [InlineData("31", "2", "2026", "Born must be a real date", DateFaults.All)]
    [InlineData("1", "2", "026", "Year must include 4 numbers", DateFaults.Year)]
    [InlineData("3", "9", "2026", null, DateFaults.None)]
    public void A_date_that_is_none_says_why(string? day, string? month, string? year, string? problem, DateFaults faults)
    {
        var parts = new DateParts(day, month, year);
        Assert.Equal(problem, parts.Problem("Born"));
        Assert.Equal(faults, parts.Faults);
    }

    [Theory]
    [InlineData("9am", 9, 0)]
    [InlineData("9:05am", 9, 5)]
    [InlineData("9.05 pm", 21, 5)]
    [InlineData("12am", 0, 0)]
    [InlineData("12:30 p.m.", 12, 30)]
    [InlineData("14:05", 14, 5)]
    [InlineData("1405", 14, 5)]
    [InlineData("905", 9, 5)]
    [InlineData("Midday", 12, 0)]
    [InlineData("midnight", 0, 0)]
    public void A_time_is_read_as_people_type_it(string text, int hour, int minute) => Assert.Equal(new TimeOnly(hour, minute), TimeBinder.Read(text));

    [Theory]
    [InlineData("25:00")]
    [InlineData("9:60")]
    [InlineData("13pm")]
    [InlineData("0am")]
    [InlineData("9m")]
    [InlineData("soon")]
    [InlineData("9:05am; drop table")]
    public void What_is_no_time_is_refused(string text) => Assert.Null(TimeBinder.Read(text));

    [Theory]
    [InlineData("2026-09-03T08:05:00Z", "3 September 2026 at 9:05am")]
    [InlineData("2026-12-03T08:05:00Z", "3 December 2026 at 8:05am")]
    [InlineData("2026-09-02T23:30:00Z", "3 September 2026 at 12:30am")]
    [InlineData("2026-10-25T00:30:00Z", "25 October 2026 at 1:30am")]
    [InlineData("2026-10-25T01:30:00Z", "25 October 2026 at 1:30am")]
    [InlineData("2026-03-29T01:00:00Z", "29 March 2026 at 2:00am")]
    [InlineData("2026-01-05T12:00:00Z", "5 January 2026 at midday")]
    [InlineData("2026-01-05T00:00:00Z", "5 January 2026 at midnight")]
    public void A_moment_is_told_on_londons_clocks(string utc, string expected) =>
        Assert.Equal(expected, DateText.DayAndTime(DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("YearGroup", "Year group")]
    [InlineData("Name", "Name")]
    public void A_property_s_name_is_put_into_words(string name, string expected) => Assert.Equal(expected, PlainMessages.Words(name));
}
