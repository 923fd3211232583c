using System.Globalization;
using System.Text.Json;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Schools.Contract;
using Tutela.Web.Platform;

namespace Tutela.Web.Modules.Schools.SettingUp.Calendar;

/// <summary>A span of days, both in.</summary>
public sealed record Days(DateOnly From, DateOnly To);

/// <summary>One day on which the school is shut to pupils, with its name.</summary>
public sealed record ClosedDay(DateOnly On, string Name);

/// <summary>A term with its half term.</summary>
public sealed record PlannedTerm(string Name, Days Term, Days HalfTerm);

/// <summary>The school's day and the year's terms, as they are entered. Pure.</summary>
public sealed record SchoolYearPlan(TimeOnly Opens, TimeOnly Closes, IReadOnlyList<PlannedTerm> Terms, IReadOnlyList<ClosedDay> Closed)
{
    public const int MostClosedDays = 40;
    public static readonly IReadOnlyList<string> TermNames = ["Autumn term", "Spring term", "Summer term"];
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>Usual dates for a school year, to be corrected: the pack's own where it has them for that year.</summary>
    public static SchoolYearPlan Propose(SchoolSettings settings, DateOnly today)
    {
        // In the summer holiday the year that is coming is meant.
        var year = AcademicYear.Of(today.AddMonths(1));
        return new(settings.DayOpens, settings.DayCloses, FromPack(settings, year) ?? Usual(year.StartYear), [.. FromPackClosed(settings, year)]);
    }

    private static PlannedTerm[]? FromPack(SchoolSettings settings, AcademicYear year)
    {
        var terms = settings.Terms.Where(t => year.Contains(t.Starts)).OrderBy(t => t.Starts).ToList();
        if (terms.Count != TermNames.Count) return null;
        return [.. terms.Select((t, i) => new PlannedTerm(TermNames[i], new(t.Starts, t.Ends), HalfTerm(settings, t)))];
    }

    private static Days HalfTerm(SchoolSettings settings, TermSetting term) =>
        settings.Closures.FirstOrDefault(c => c.Starts >= term.Starts && c.Ends <= term.Ends && c.Ends.DayNumber - c.Starts.DayNumber >= 3) is { } half ? new(half.Starts, half.Ends)
        : Week(MondayAfter(term.Starts.AddDays((term.Ends.DayNumber - term.Starts.DayNumber) / 2 - 3)));

    private static IEnumerable<ClosedDay> FromPackClosed(SchoolSettings settings, AcademicYear year) =>
        settings.Closures.Where(c => year.Contains(c.Starts) && c.Starts == c.Ends).Select(c => new ClosedDay(c.Starts, c.Name));

    private static PlannedTerm[] Usual(int year) =>
    [
        new(TermNames[0], new(Weekday(new(year, 9, 2)), MondayAfter(new(year, 12, 13)).AddDays(4)), Week(MondayAfter(new(year, 10, 24)))),
        new(TermNames[1], new(MondayAfter(new(year + 1, 1, 3)), MondayAfter(new(year + 1, 3, 22)).AddDays(4)), Week(MondayAfter(new(year + 1, 2, 13)))),
        new(TermNames[2], new(MondayAfter(new(year + 1, 4, 11)), MondayAfter(new(year + 1, 7, 16)).AddDays(2)), Week(MondayAfter(new(year + 1, 5, 25)))),
    ];

    private static DateOnly MondayAfter(DateOnly day) => day.AddDays(((int)DayOfWeek.Monday - (int)day.DayOfWeek + 7) % 7);

    private static DateOnly Weekday(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? MondayAfter(day) : day;

    private static Days Week(DateOnly monday) => new(monday, monday.AddDays(4));

    /// <summary>Refuses what can't be: days the wrong way round, terms that overlap, a half term or a closed day outside a term.</summary>
    public void Check()
    {
        if (Closes <= Opens) throw new Refused("The school day ends after it begins", "Input.Closes");
        for (var i = 0; i < Terms.Count; i++)
        {
            var (name, term, half) = Terms[i];
            if (term.To <= term.From) throw new Refused($"The {name.ToLowerInvariant()} ends before it begins", Field(i, "Ends"));
            if (i > 0 && term.From <= Terms[i - 1].Term.To) throw new Refused($"The {name.ToLowerInvariant()} begins before the {Terms[i - 1].Name.ToLowerInvariant()} has ended", Field(i, "Starts"));
            if (AcademicYear.Of(term.From) != AcademicYear.Of(Terms[0].Term.From)) throw new Refused($"The {name.ToLowerInvariant()} is in another school year than the {Terms[0].Name.ToLowerInvariant()}", Field(i, "Starts"));
            if (half.To < half.From) throw new Refused("The half term ends before it begins", Field(i, "HalfEnds"));
            if (half.From <= term.From || half.To >= term.To) throw new Refused($"The half term lies within the {name.ToLowerInvariant()}", Field(i, "HalfStarts"));
        }
        foreach (var closed in Closed)
        {
            var day = closed.On.ToString("d MMMM yyyy", English);
            if (Terms.All(t => closed.On < t.Term.From || closed.On > t.Term.To)) throw new Refused($"{day} is not in a term, so the school is shut anyway", "Input.Closed");
            if (Terms.Any(t => closed.On >= t.HalfTerm.From && closed.On <= t.HalfTerm.To)) throw new Refused($"{day} is in a half term already", "Input.Closed");
            if (Closed.Count(c => c.On == closed.On) > 1) throw new Refused($"{day} stands twice", "Input.Closed");
        }
        if (Closed.Count > MostClosedDays) throw new Refused($"Enter at most {MostClosedDays} days", "Input.Closed");
    }

    /// <summary>Reads closed days, one a line, such as "4 January 2027 Staff training day".</summary>
    public static IReadOnlyList<ClosedDay> ReadClosed(string? typed)
    {
        var days = new List<ClosedDay>();
        foreach (var line in (typed ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 3 || !DateOnly.TryParse(string.Join(' ', words[..3]), English, out var on)) throw new Refused($"Begin each line with a date, such as 4 January 2027. This one can't be read: {line}", "Input.Closed");
            var name = string.Join(' ', words[3..]);
            days.Add(new(on, name.Length == 0 ? "Closed" : name.Length <= 100 ? name : throw new Refused("Use at most 100 characters for the name of a day", "Input.Closed")));
        }
        return days;
    }

    public string WriteClosed() => string.Join('\n', Closed.OrderBy(c => c.On).Select(c => $"{c.On.ToString("d MMMM yyyy", English)} {c.Name}"));

    public static SchoolYearPlan Read(string body) => JsonSerializer.Deserialize<SchoolYearPlan>(body)!;

    public string Write() => JsonSerializer.Serialize(this);

    public IReadOnlyList<KeyValuePair<string, object?>> ToSettings()
    {
        var year = AcademicYear.Of(Terms[0].Term.From).StartYear;
        return
        [
            new("school.day-opens", Opens), new("school.day-closes", Closes),
            new("school.terms", Terms.Select(t => Entry($"{t.Name} {(t.Term.From.Year == year ? year : year + 1)}", t.Term.From, t.Term.To)).ToList()),
            new("school.closures", Terms.Select(t => Entry($"{t.Name.Split(' ')[0]} half term", t.HalfTerm.From, t.HalfTerm.To)).Concat(Closed.OrderBy(c => c.On).Select(c => Entry(c.Name, c.On, c.On))).ToList()),
        ];
    }

    private static Dictionary<object, object> Entry(string name, DateOnly from, DateOnly to) => new() { ["name"] = name, ["starts"] = from, ["ends"] = to };

    private static string Field(int term, string part) => $"Input.{TermNames[term].Split(' ')[0]}{part}";
}
