using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>A setting by the path that <c>pack.yaml</c> gives it, in words for people.</summary>
public static class SettingPaths
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>The words of one setting, such as <c>review.next</c>; null when there is no such setting or it is a group of settings.</summary>
    public static string? Describe(PackSettings settings, string path)
    {
        object? value = settings;
        foreach (var part in path.Split('.'))
        {
            var property = value?.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .FirstOrDefault(candidate => KeyOf(candidate) == part);
            if (property is null)
            {
                return null;
            }

            value = property.GetValue(value);
        }

        return Words(value);
    }

    /// <summary>An entry of a list is named by the first of these that it has.</summary>
    internal static readonly string[] ListKeys = ["id", "name", "record"];

    /// <summary>Whether there is such a setting. An entry of a list is named by its id, as in <c>agreements.documents.staff.unsigned</c>.</summary>
    public static bool Exists(PackSettings settings, string path) => TypeOf(settings, path) is not null;

    internal static (Type Type, bool MayBeAbsent)? TypeOf(PackSettings settings, string path)
    {
        (Type Type, bool MayBeAbsent) place = (typeof(PackSettings), false);
        object? value = settings;
        // Its cache is not safe from several threads, so each call has its own.
        var nullability = new NullabilityInfoContext();
        foreach (var part in path.Split('.'))
        {
            if (PropertyOf(place.Type, part) is { } property)
            {
                place = (property.PropertyType, nullability.Create(property).WriteState == NullabilityState.Nullable);
                value = value is null ? null : property.GetValue(value);
            }
            else if (value is IDictionary map && Key(map, part) is { } key)
            {
                place = (place.Type.GetGenericArguments()[1], false);
                value = map[key];
            }
            else if (value is IEnumerable list and not string and not IDictionary && EntryOf(list, part) is { } entry)
            {
                place = (entry.GetType(), false);
                value = entry;
            }
            else
            {
                return null;
            }
        }

        return path.Length == 0 ? null : place;
    }

    private static object? Key(IDictionary map, string part) =>
        map.Keys.Cast<object>().FirstOrDefault(key => JsonNamingPolicy.KebabCaseLower.ConvertName(key.ToString()!) == part);

    private static object? EntryOf(IEnumerable list, string part) => list.Cast<object>().FirstOrDefault(entry =>
        ListKeys.Select(key => PropertyOf(entry.GetType(), key)).FirstOrDefault(property => property is not null)?.GetValue(entry) as string == part);

    private static PropertyInfo? PropertyOf(Type type, string part) => type.Namespace == typeof(PackSettings).Namespace
        ? type.GetProperties(BindingFlags.Public | BindingFlags.Instance).FirstOrDefault(candidate => candidate.CanWrite && KeyOf(candidate) == part)
        : null;

    public static string KeyOf(PropertyInfo property) => JsonNamingPolicy.KebabCaseLower.ConvertName(property.Name);

    private static string? Words(object? value) => value switch
    {
        null => "",
        string text => text,
        bool yes => yes ? "yes" : "no",
        int count => count.ToString(English),
        DateOnly date => date.ToString("d MMMM yyyy", English),
        TimeOnly time => time.ToString("HH:mm", English),
        Enum choice => JsonNamingPolicy.KebabCaseLower.ConvertName(choice.ToString()).Replace('-', ' '),
        IDictionary => null,
        IEnumerable list => Sentence([.. list.Cast<object?>().Select(Words).OfType<string>()]),
        ChoiceSetting choice => choice.Name,
        _ => null,
    };

    private static string? Sentence(string[] items) => items.Length switch
    {
        0 => null,
        1 => items[0],
        _ => $"{string.Join(", ", items[..^1])} and {items[^1]}",
    };
}
