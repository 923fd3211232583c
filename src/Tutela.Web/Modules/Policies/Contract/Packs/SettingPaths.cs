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
