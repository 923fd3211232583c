using System.Text.Json;
using Xunit;

namespace Tutela.Web.Tests.Platform.Ui;

/// <summary>One example that GOV.UK Frontend ships: what its macro was given, and the HTML that it made of it.</summary>
internal sealed record Fixture(string Name, JsonElement Options, string Html)
{
    public static IReadOnlyList<Fixture> Of(string component)
    {
        var file = Repository.Made("node_modules", "govuk-frontend", "dist", "govuk", "components", component, "fixtures.json");
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return [.. json.RootElement.GetProperty("fixtures").EnumerateArray()
            .Select(f => new Fixture(f.GetProperty("name").GetString()!, f.GetProperty("options").Clone(), f.GetProperty("html").GetString()!))];
    }

    /// <summary>Every option that it sets, as a path: <c>label.text</c>, <c>items.hint.text</c>.</summary>
    public IEnumerable<string> Paths => Walk(Options, "").Distinct();

    /// <summary>Compares every example that uses only what the helper offers, and none may differ. At least so many must have been compared.</summary>
    public static async Task SameAsync(string component, string[] supported, int atLeast, Func<JsonElement, TagTree> tree, Func<Fixture, bool>? except = null, Func<string, string>? adapt = null)
    {
        var compared = 0;
        var different = new List<string>();
        foreach (var fixture in Of(component))
        {
            if (fixture.Paths.Any(path => !supported.Any(known => path == known || (known.EndsWith('*') && path.StartsWith(known[..^1], StringComparison.Ordinal))))) continue;
            if (except?.Invoke(fixture) is true) continue;
            compared++;
            var expected = Dom.Canonical(adapt is null ? fixture.Html : adapt(fixture.Html));
            var actual = Dom.Canonical(await tree(fixture.Options).RenderAsync());
            if (expected != actual) different.Add($"--- {component}: {fixture.Name}\n{fixture.Options}\nexpected\n{expected}\nactual\n{actual}\n");
        }
        Assert.True(different.Count == 0, string.Join('\n', different));
        Assert.True(compared >= atLeast, $"Only {compared} examples of {component} were compared; {atLeast} were expected.");
    }

    private static IEnumerable<string> Walk(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Walk(p.Value, path.Length == 0 ? p.Name : $"{path}.{p.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Walk(item, path)),
        JsonValueKind.Null => [],
        _ => [path],
    };
}

internal static class OptionReading
{
    public static JsonElement? At(this JsonElement options, string path)
    {
        var here = options;
        foreach (var step in path.Split('.'))
            if (here.ValueKind != JsonValueKind.Object || !here.TryGetProperty(step, out here)) return null;
        return here.ValueKind == JsonValueKind.Null ? null : here;
    }

    public static string? Text(this JsonElement options, string path) => options.At(path) is { } value ? Written(value) : null;

    private static string Written(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.ToString().ToLowerInvariant() : value.ToString();

    public static bool Yes(this JsonElement options, string path) => options.At(path)?.ValueKind == JsonValueKind.True;

    public static IEnumerable<JsonElement> Each(this JsonElement options, string path) =>
        options.At(path) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>The size in a class such as <c>govuk-label--l</c>.</summary>
    public static string? Size(this JsonElement options, string path) => options.Text(path)?.Split("--")[^1];

    /// <summary>Classes, attributes and plain attributes that a helper passes on.</summary>
    public static Dictionary<string, string> Passed(this JsonElement options, params string[] names)
    {
        var passed = new Dictionary<string, string>();
        if (options.Text("classes") is { Length: > 0 } classes) passed["class"] = classes;
        foreach (var name in names)
            if (options.At(name) is { } value) passed[name] = Written(value);
        if (options.At("attributes") is { ValueKind: JsonValueKind.Object } attributes)
            foreach (var attribute in attributes.EnumerateObject()) passed[attribute.Name] = Written(attribute.Value);
        return passed;
    }
}
