using System.Text.Json;

namespace Tutela.Node.Tests.Support;

/// <summary>The budgets that stand in <c>bench/budgets.json</c>.</summary>
public static class Budgets
{
    private static readonly JsonElement Root = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "budgets.json"))).RootElement;

    public static double Of(string kind, string what) => Root.GetProperty(kind).GetProperty(what).GetDouble();
}
