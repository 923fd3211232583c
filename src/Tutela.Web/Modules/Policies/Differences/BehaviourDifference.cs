using System.Collections;
using System.Reflection;
using System.Text.Json;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Policies.Versions;

namespace Tutela.Web.Modules.Policies.Differences;

/// <summary>One thing that Tutela would do otherwise. <paramref name="Figure"/> is added from rows: how many people it touches.</summary>
public sealed record BehaviourChange(string Path, string Group, string Sentence, string? Figure = null);

/// <summary>What would change on Monday: two packs' settings, compared path by path, as sentences. Pure.</summary>
public static class BehaviourDifference
{
    private static readonly Dictionary<string, Func<string, string, string>> Told = new()
    {
        ["review.interval-months"] = (was, now) => $"The policy is reviewed every {now} months instead of every {was}",
        ["review.approval-route"] = (was, now) => $"Later versions are approved by {now} instead of {was}",
        ["review.warn-days"] = (was, now) => $"The owners are warned {now} days before a review is due instead of {was}",
        ["sign-in.lock-out-attempts"] = (was, now) => $"Sign-in locks after {now} wrong tries instead of {was}",
        ["sign-in.lock-out-minutes"] = (was, now) => $"A locked sign-in opens after {now} minutes instead of {was}",
        ["concerns.triage-minutes"] = (was, now) => $"A concern that nobody has opened passes on after {now} minutes instead of {was}",
        ["concerns.cascade"] = (was, now) => $"An unread concern goes to {now} instead of {was}",
        ["agreements.reminder-days"] = (was, now) => $"Unsigned agreements are chased after {now} days instead of {was}",
        ["images.own-device-wipe-hours"] = (was, now) => $"A picture on a member of staff's own device is gone after {now} hours instead of {was}",
        ["phones.pupils.phases"] = (was, now) => $"Phones may be brought by pupils of {now} instead of {was}",
        ["phones.pupils.off-from"] = (was, now) => $"Pupils' phones are off {now} instead of {was}",
        ["phones.pupils.storage"] = (was, now) => $"Pupils' phones are kept in the {now} instead of the {was}",
        ["monitoring.raw-days"] = (was, now) => $"Web activity is kept for {now} days instead of {was}",
        ["filtering.review-months"] = (was, now) => $"Filtering is reviewed every {now} months instead of every {was}",
        ["training.update-months"] = (was, now) => $"Staff training lapses after {now} months instead of {was}",
        ["risk.assessment-months"] = (was, now) => $"The risk assessment is due every {now} months instead of every {was}",
    };

    public static IReadOnlyList<BehaviourChange> Of(PackSettings before, PackSettings after)
    {
        var (was, now) = (Flat(before), Flat(after));
        var changes = new List<BehaviourChange>();
        foreach (var path in was.Keys.Union(now.Keys).Order(StringComparer.Ordinal))
        {
            // The dates of the review are set by publication itself.
            if (path is "review.last" or "review.next") continue;
            var (old, next) = (was.GetValueOrDefault(path), now.GetValueOrDefault(path));
            if (old != next) changes.Add(new(path, path.Split('.')[0], Sentence(path, old, next)));
        }
        return changes;
    }

    private static string Sentence(string path, string? was, string? now)
    {
        if (was is { Length: > 0 } && now is { Length: > 0 })
        {
            if (Told.TryGetValue(path, out var tell)) return tell(was, now);
            if (path.StartsWith("sign-in.idle-minutes.", StringComparison.Ordinal))
                return $"A session of {path.Split('.')[^1]} ends after {now} instead of {was} minutes without use";
            if (path.StartsWith("agreements.documents.", StringComparison.Ordinal) && path.EndsWith(".renewal", StringComparison.Ordinal))
                return $"The {Words(path.Split('.')[2])} agreement is due {Renewal(now)} instead of {Renewal(was)}";
        }
        var name = Words(string.Join(": ", path.Split('.')));
        return (was, now) switch
        {
            (null, _) => $"New: {name} is {Quoted(now)}",
            (_, null) => $"No longer: {name}, which was {Quoted(was)}",
            _ => $"{name} is {Quoted(now)} instead of {Quoted(was)}",
        };
    }

    private static string Renewal(string value) => value switch { "none" => "once and never again", "each academic year" => "each school year", _ => value };
    private static string Quoted(string? value) => string.IsNullOrEmpty(value) ? "empty" : value is "yes" or "no" || value.All(char.IsDigit) ? value : $"“{value}”";
    private static string Words(string path) => SettingFields.Label(path);

    /// <summary>Every setting by its path, in words; items with an id or name go by it, so that moving one changes nothing.</summary>
    public static IReadOnlyDictionary<string, string> Flat(PackSettings settings)
    {
        var flat = new Dictionary<string, string>();
        Add(flat, "", settings);
        return flat;
    }

    private static void Add(Dictionary<string, string> flat, string path, object? value)
    {
        string Below(string key) => path.Length == 0 ? key : $"{path}.{key}";
        switch (value)
        {
            case null: break;
            case string or bool or DateOnly or TimeOnly or Enum or int: flat[path] = Plain(value); break;
            case IDictionary map:
                foreach (DictionaryEntry entry in map) Add(flat, Below(Plain(entry.Key).Replace(' ', '-')), entry.Value);
                break;
            case IEnumerable list:
                var items = list.Cast<object>().ToList();
                if (items.All(i => i is string or int or Enum)) flat[path] = string.Join(", ", items.Select(Plain));
                else for (var i = 0; i < items.Count; i++) Add(flat, Below(KeyOf(items[i]) ?? (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)), items[i]);
                break;
            default:
                foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite))
                    Add(flat, Below(SettingPaths.KeyOf(property)), property.GetValue(value));
                break;
        }
    }

    private static readonly string[] Keys = ["Id", "Name", "Record", "Role"];

    private static string? KeyOf(object item) =>
        Keys.Select(n => item.GetType().GetProperty(n)?.GetValue(item) as string).FirstOrDefault(v => v is not null)?.Replace('.', ' ');

    private static string Plain(object value) => value switch
    {
        bool yes => yes ? "yes" : "no",
        Enum choice => JsonNamingPolicy.KebabCaseLower.ConvertName(choice.ToString()).Replace('-', ' '),
        string text => text,
        _ => YamlEdit.Words(value),
    };
}
