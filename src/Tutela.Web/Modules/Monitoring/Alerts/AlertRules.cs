using Tutela.Web.Modules.Filtering.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;

namespace Tutela.Web.Modules.Monitoring.Alerts;

/// <summary>One refusal as the rules look at it.</summary>
public sealed record Refusal(string Subject, long SourceId, string GroupName, string Name, string Category, string Type, int Count, DateTimeOffset At);

/// <summary>Which refusals make an alert, and how grave it is. Pure.</summary>
public static class AlertRules
{
    /// <summary>5: illegal content. 4: high risk by the school's policy. 3: a way round the filter, or harmful content again and again.
    /// 2: anything else again and again.</summary>
    public static int Grade(AlertKind kind, string category, AlertSettings settings) => kind switch
    {
        AlertKind.NodeSilent => 3,
        _ when FilterCategories.KindOf(category) == CategoryKind.Illegal => 5,
        _ when settings.HighRiskCategories.Contains(category) => 4,
        AlertKind.Circumvention => 3,
        _ when FilterCategories.KindOf(category) == CategoryKind.Harm => 3,
        _ => 2,
    };

    public static string GradeText(int grade) => grade switch
    {
        5 => "5: act now",
        4 => "4: high",
        3 => "3: look today",
        2 => "2: low",
        _ => "1: for information",
    };

    /// <summary>The kind of alert that one refusal alone makes, or null.</summary>
    public static AlertKind? AtOnce(string category, AlertSettings settings) =>
        FilterCategories.KindOf(category) == CategoryKind.Illegal || settings.HighRiskCategories.Contains(category) ? AlertKind.HighRisk
        : FilterCategories.KindOf(category) == CategoryKind.Circumvention ? AlertKind.Circumvention
        : null;

    /// <summary>Alerts of single refusals: one finding a subject, kind and category.</summary>
    public static IEnumerable<(AlertKind Kind, AlertFinding Finding)> AtOnce(IEnumerable<Refusal> refusals, AlertSettings settings) =>
        from refusal in refusals
        let kind = AtOnce(refusal.Category, settings)
        where kind is not null
        group refusal by (kind.Value, refusal.Subject, refusal.Category) into same
        select (same.Key.Value, Find(same.Key.Value, same.Key.Subject, same.Key.Category, [.. same], settings));

    /// <summary>Whether a person may have asked for it: pages ask for advertising by themselves, and an infected device for malware.</summary>
    public static bool CountsAsAttempt(string category, AlertSettings settings) =>
        AtOnce(category, settings) is null && FilterCategories.KindOf(category) is not (CategoryKind.Background or CategoryKind.Security);

    /// <summary>Attempts of one subject: enough within one window make a finding of all in that window and what follows on it. One visit asks for
    /// several record types at once, so of each name in each window only the type most asked for counts.</summary>
    public static AlertFinding? Repeated(IReadOnlyList<Refusal> ofOneSubject, AlertSettings settings)
    {
        var attempts = ofOneSubject.Where(r => CountsAsAttempt(r.Category, settings)).OrderBy(r => r.At).ToList();
        var window = TimeSpan.FromMinutes(settings.WindowMinutes);
        var start = 0;
        for (var end = 0; end < attempts.Count; end++)
        {
            while (attempts[end].At - attempts[start].At > window) start++;
            if (Attempts(attempts[start..(end + 1)]) < settings.RepeatedAttempts) continue;
            var all = attempts[start..];
            return Find(AlertKind.RepeatedAttempts, all[0].Subject, Gravest(all, settings), all, settings);
        }
        return null;
    }

    public static int Attempts(IEnumerable<Refusal> refusals) =>
        refusals.GroupBy(r => r.Name).Sum(name => name.GroupBy(r => r.Type).Max(type => type.Sum(r => r.Count)));

    private static AlertFinding Find(AlertKind kind, string subject, string category, IReadOnlyList<Refusal> refusals, AlertSettings settings)
    {
        var last = refusals.MaxBy(r => r.At)!;
        return new(Grade(kind, category, settings), subject, last.GroupName, category, last.SourceId, null,
            [.. refusals.Select(r => r.Name).Distinct()], Attempts(refusals), refusals.Min(r => r.At), last.At);
    }

    private static string Gravest(IReadOnlyList<Refusal> refusals, AlertSettings settings) =>
        refusals.GroupBy(r => r.Category).OrderByDescending(g => Grade(AlertKind.RepeatedAttempts, g.Key, settings)).ThenByDescending(g => g.Sum(r => r.Count)).First().Key;
}
