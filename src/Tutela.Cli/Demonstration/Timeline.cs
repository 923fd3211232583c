using Tutela.Web.Modules.Schools.Contract;

namespace Tutela.Cli.Demonstration;

/// <summary>What happens when. Things are put in at any time and come out in order; days are counted back from the last school day before today.</summary>
internal sealed class Timeline
{
    private const int Weeks = 30;
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
    private readonly PriorityQueue<Event, (DateTimeOffset, int)> _events = new();
    private int _count;

    private sealed record Event(DateTimeOffset At, Func<Acting, Task> What, bool ByTutela);

    public Timeline(DateTimeOffset now, SchoolCalendar calendar)
    {
        Now = now;
        Today = SchoolCalendar.LocalDate(now);
        for (var day = Today.AddDays(-7 * Weeks); day < Today; day = day.AddDays(1))
            if (calendar.IsSchoolDay(day) && !IsSummer(day)) Days.Add(day);
    }

    public DateTimeOffset Now { get; }
    public DateOnly Today { get; }
    /// <summary>The school days of the history, oldest first; never today.</summary>
    public List<DateOnly> Days { get; } = [];
    public DateTimeOffset Start => At(Days[0], 8, 0);
    public int Count => _count;

    /// <summary>The school day that many school days before today: 1 is the last one.</summary>
    public DateOnly Ago(int days) => Days[Math.Max(0, Days.Count - days)];

    public static DateTimeOffset At(DateOnly day, int hour, int minute)
    {
        var local = day.ToDateTime(new TimeOnly(hour, minute));
        return new DateTimeOffset(local, London.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>Puts in what people do. What would come after now happens just before it.</summary>
    public void Add(DateTimeOffset at, Func<Acting, Task> what) => Put(new(at < Now ? at : Now, what, false));

    /// <summary>Puts in what Tutela does by itself.</summary>
    public void AddJob(DateTimeOffset at, Func<Acting, Task> what) => Put(new(at < Now ? at : Now, what, true));

    private void Put(Event what) => _events.Enqueue(what, (what.At, _count++));

    /// <summary>Everything in order. One day is one transaction, but for what Tutela does by itself: there nobody acts.</summary>
    public IEnumerable<IReadOnlyList<(DateTimeOffset At, Func<Acting, Task> What)>> Transactions()
    {
        var together = new List<Event>();
        while (_events.TryDequeue(out var next, out _))
        {
            if (together.Count > 0 && (together[0].ByTutela != next.ByTutela || SchoolCalendar.LocalDate(together[0].At) != SchoolCalendar.LocalDate(next.At)))
            {
                yield return Steps(together);
                together = [];
            }
            together.Add(next);
        }
        if (together.Count > 0) yield return Steps(together);
    }

    private static IReadOnlyList<(DateTimeOffset, Func<Acting, Task>)> Steps(IEnumerable<Event> events) => [.. events.Select(e => (e.At, e.What))];

    // The pack's example calendar has one school year; in the summer before it no school is open either.
    private static bool IsSummer(DateOnly day) => day.Month == 8 || day is { Month: 7, Day: > 21 };
}
