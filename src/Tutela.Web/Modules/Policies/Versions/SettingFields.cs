using System.Collections;
using System.Reflection;
using System.Text.Json;
using Tutela.Web.Modules.Policies.Contract.Packs;

namespace Tutela.Web.Modules.Policies.Versions;

public enum FieldKind { Number, YesNo, Choice, Choices, Day, Time, Text, Lines, Expert }

/// <summary>One field of a form of settings, made from the typed settings themselves.</summary>
public sealed record SettingField(string Path, string Label, FieldKind Kind, string Value, IReadOnlyList<string> Options, bool Optional = false)
{
    public IReadOnlyList<string> Values => Value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>Makes the forms, and reads what was typed back into YAML.</summary>
public static class SettingFields
{
    /// <summary>The groups of settings by their key, in order, with their words.</summary>
    public static IReadOnlyList<(string Key, string Title)> Groups { get; } =
        [.. typeof(PackSettings).GetProperties().Select(p => (SettingPaths.KeyOf(p), Label(SettingPaths.KeyOf(p))))];

    public static IReadOnlyList<SettingField>? Of(PackSettings settings, string group, string yaml)
    {
        var property = typeof(PackSettings).GetProperties().FirstOrDefault(p => SettingPaths.KeyOf(p) == group);
        return property is null ? null : [.. Fields(group, Label(group), property.PropertyType, property.GetValue(settings), yaml)];
    }

    private static IEnumerable<SettingField> Fields(string path, string label, Type type, object? value, string yaml)
    {
        var optional = Nullable.GetUnderlyingType(type) is not null;
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Simple(type) is { } kind)
        {
            yield return new(path, label, kind, Shown(value), type.IsEnum ? Options(type) : [], optional);
        }
        else if (value is IDictionary counts && type.GetGenericArguments() is [{ IsEnum: true } keys, var of] && of == typeof(int))
        {
            foreach (var key in Enum.GetValues(keys).Cast<object>())
                yield return new($"{path}.{Kebab(key)}", $"{label}: {Kebab(key).Replace('-', ' ')}", FieldKind.Number, Shown(counts[key]), []);
        }
        else if (value is IEnumerable list && type.IsGenericType && type.GetGenericArguments() is [var item] && (item.IsEnum || item == typeof(string) || item == typeof(int)))
        {
            yield return new(path, label, item.IsEnum ? FieldKind.Choices : FieldKind.Lines, string.Join('\n', list.Cast<object>().Select(Shown)), item.IsEnum ? Options(item) : []);
        }
        else if (value is not null && value is not IEnumerable)
        {
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite))
            {
                var key = SettingPaths.KeyOf(property);
                foreach (var field in Fields($"{path}.{key}", path.Contains('.', StringComparison.Ordinal) ? $"{label}: {Label(key).ToLowerInvariant()}" : Label(key), property.PropertyType, property.GetValue(value), yaml))
                    yield return field;
            }
        }
        else
        {
            yield return new(path, label, FieldKind.Expert, YamlEdit.Source(yaml, "settings." + path) ?? "[]", []);
        }
    }

    /// <summary>What was typed into a field, as YAML; throws <see cref="FormatException"/> with what to do where it can't be.</summary>
    public static string ToYaml(SettingField field, IReadOnlyList<string> typed)
    {
        var one = (typed.Count > 0 ? typed[0] : "").Trim();
        if (field.Optional && one.Length == 0) return "null";
        return field.Kind switch
        {
            FieldKind.Number => int.TryParse(one, out var n) ? YamlEdit.Words(n) : throw new FormatException("Enter a whole number"),
            FieldKind.YesNo => one is "yes" or "no" ? YamlEdit.Words(one == "yes") : throw new FormatException("Choose yes or no"),
            FieldKind.Day => DateOnly.TryParseExact(one, "yyyy-MM-dd", out var day) ? YamlEdit.Words(day) : throw new FormatException("Enter a date such as 2026-09-24"),
            FieldKind.Time => TimeOnly.TryParseExact(one, "HH:mm", out var time) ? YamlEdit.Words(time) : throw new FormatException("Enter a time such as 08:45"),
            FieldKind.Choice => field.Options.Contains(one) ? one : throw new FormatException("Choose one of these"),
            FieldKind.Choices => typed.All(field.Options.Contains) ? $"[{string.Join(", ", typed)}]" : throw new FormatException("Choose from these"),
            FieldKind.Lines => $"[{string.Join(", ", Lines(typed).Select(l => int.TryParse(l, out _) ? l : YamlEdit.Words(l)))}]",
            FieldKind.Text => YamlEdit.Words(one),
            // The layout decides in YAML: only the line endings of the browser go.
            _ => (typed.Count > 0 ? typed[0] : "").ReplaceLineEndings("\n").TrimEnd(),
        };
    }

    private static IEnumerable<string> Lines(IReadOnlyList<string> typed) =>
        typed.SelectMany(t => t.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Where(l => l.Length > 0);

    /// <summary>The same value in the same words, so that an untouched field changes no letter of the file.</summary>
    public static bool IsUntouched(SettingField field, IReadOnlyList<string> typed) => field.Kind == FieldKind.Expert
        ? (typed.Count > 0 ? typed[0] : "").ReplaceLineEndings("\n").TrimEnd() == field.Value.ReplaceLineEndings("\n").TrimEnd()
        : Lines(typed).SequenceEqual(field.Values);

    private static FieldKind? Simple(Type type) => type == typeof(int) ? FieldKind.Number : type == typeof(bool) ? FieldKind.YesNo
        : type.IsEnum ? FieldKind.Choice : type == typeof(DateOnly) ? FieldKind.Day : type == typeof(TimeOnly) ? FieldKind.Time
        : type == typeof(string) ? FieldKind.Text : null;

    private static string Shown(object? value) => value switch
    {
        null => "",
        bool yes => yes ? "yes" : "no",
        string text => text,
        _ => YamlEdit.Words(value),
    };

    private static string[] Options(Type type) => [.. Enum.GetValues(type).Cast<object>().Select(Kebab)];

    private static string Kebab(object choice) => JsonNamingPolicy.KebabCaseLower.ConvertName(choice.ToString()!);

    public static string Label(string key)
    {
        var words = key.Replace('-', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}
