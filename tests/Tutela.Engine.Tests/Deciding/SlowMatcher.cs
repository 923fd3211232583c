using Tutela.Engine.Policy;

namespace Tutela.Engine.Tests.Deciding;

public sealed record SlowList(string Category, string Name, HashSet<string> Names, HashSet<string> Exceptions);

/// <summary>Says what the engine must answer, straight from the words of docs/filtering.md: strings, loops, no index, no hash, no cache.</summary>
public sealed class SlowMatcher(IReadOnlyList<SlowList> lists, IReadOnlyCollection<string> sealedCategories)
{
    public static IEnumerable<string> Suffixes(string name)
    {
        var labels = name.Split('.');
        for (var i = 0; i < labels.Length; i++) yield return string.Join('.', labels[i..]);
    }

    public SortedSet<string> Categories(string name)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var list in lists)
        {
            var listed = Suffixes(name).Any(list.Names.Contains);
            var excepted = !sealedCategories.Contains(list.Category) && Suffixes(name).Any(list.Exceptions.Contains);
            if (listed && !excepted) found.Add(list.Category);
        }
        return found;
    }

    public bool Lists(string category, string list, string rule) => lists.Any(l => l.Category == category && l.Name == list && l.Names.Contains(rule));

    public (bool Allowed, string Why) Decide(string name, GroupDocument group, DateTimeOffset time)
    {
        var categories = Categories(name);
        if (categories.Any(sealedCategories.Contains)) return (false, "sealed");
        foreach (var suffix in Suffixes(name))
        {
            if ((group.Deny ?? []).Any(e => e.Name == suffix && (e.Until is null || time < e.Until))) return (false, "exception");
            if ((group.Allow ?? []).Any(e => e.Name == suffix && (e.Until is null || time < e.Until))) return (true, "exception");
        }
        var local = TimeZoneInfo.ConvertTime(time, TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));
        var now = (group.Hours ?? []).Where(h => Holds(h, local)).ToList();
        var blocked = (group.Block ?? []).Except(now.SelectMany(h => h.Allow ?? [])).Concat(now.SelectMany(h => h.Block ?? [])).ToHashSet();
        if (categories.Any(blocked.Contains)) return (false, "category");
        if (group.Name == "no-access") return (false, "no-access");
        if ((group.Block ?? []).Contains("*")) return (false, "everything");
        if (now.Any(h => (h.Block ?? []).Contains("*"))) return (false, "hours");
        return (true, "nothing");
    }

    private static bool Holds(HoursDocument hours, DateTimeOffset local)
    {
        var minute = local.Hour * 60 + local.Minute;
        var (from, to) = (Minutes(hours.From), Minutes(hours.To));
        bool On(DayOfWeek day) => hours.Days is null || hours.Days.Contains(day.ToString()[..3].ToLowerInvariant());
        if (from < to) return On(local.DayOfWeek) && minute >= from && minute < to;
        return On(local.DayOfWeek) && minute >= from || On(local.AddDays(-1).DayOfWeek) && minute < to;
    }

    private static int Minutes(string text) => int.Parse(text[..2], System.Globalization.CultureInfo.InvariantCulture) * 60 + int.Parse(text[3..], System.Globalization.CultureInfo.InvariantCulture);
}
