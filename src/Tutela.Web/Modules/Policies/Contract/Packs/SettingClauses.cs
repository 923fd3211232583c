using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>The clauses that the settings name, each with the path at which it stands.</summary>
public static class SettingClauses
{
    public static IEnumerable<(string Path, string Clause)> In(PackSettings settings) => Under(settings, "", isClause: false);

    private static IEnumerable<(string Path, string Clause)> Under(object? value, string path, bool isClause) => value switch
    {
        null => [],
        string text => isClause ? [(path, text)] : [],
        IDictionary map => map.Keys.Cast<object>().SelectMany(key =>
            Under(map[key], Join(path, JsonNamingPolicy.KebabCaseLower.ConvertName(key.ToString()!)), isClause)),
        IEnumerable list => list.Cast<object?>().SelectMany((entry, i) => Under(entry, Join(path, i.ToString(CultureInfo.InvariantCulture)), isClause)),
        _ when value.GetType().Namespace == typeof(PackSettings).Namespace && !value.GetType().IsEnum =>
            value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.CanWrite)
                .SelectMany(property => Under(property.GetValue(value), Join(path, SettingPaths.KeyOf(property)), property.Name is "Clause" or "Clauses")),
        _ => [],
    };

    private static string Join(string path, string part) => path.Length == 0 ? part : $"{path}.{part}";
}
