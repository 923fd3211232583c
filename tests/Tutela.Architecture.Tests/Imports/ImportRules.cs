namespace Tutela.Architecture.Tests.Imports;

/// <summary>The direction of imports, as pure questions over edges, so that each rule can be shown an example that breaks it.</summary>
public static class ImportRules
{
    private const string Modules = "Tutela.Web.Modules.";

    /// <summary>A module uses another only through its Contract.</summary>
    public static IEnumerable<Edge> IntoAnotherModule(IEnumerable<Edge> edges) => edges.Where(e =>
        ModuleOf(e.From) is { } from && ModuleOf(e.To) is { } to && from != to && !e.To.StartsWith($"{Modules}{to}.Contract.", StringComparison.Ordinal));

    /// <summary>Platform knows no module; only Program does.</summary>
    public static IEnumerable<Edge> PlatformToModule(IEnumerable<Edge> edges) =>
        edges.Where(e => e.From.StartsWith("Tutela.Web.Platform.", StringComparison.Ordinal) && e.To.StartsWith(Modules, StringComparison.Ordinal));

    /// <summary>Cli -> Web, Node, Engine; Node -> Engine; Web -> Engine; Engine -> nothing of ours.</summary>
    public static IEnumerable<Edge> AgainstTheStream(IEnumerable<Edge> edges) => edges.Where(e => (Layer(e.From), Layer(e.To)) switch
    {
        ("Engine", "Node" or "Web" or "Cli") => true,
        ("Node", "Web" or "Cli") => true,
        ("Web", "Node" or "Cli") => true,
        _ => false,
    });

    /// <summary>The engine has no sockets, no clock, no files beyond what the base library maps: none of these name spaces.</summary>
    public static IEnumerable<Edge> EngineToOutside(IEnumerable<Edge> edges) => edges.Where(e => Layer(e.From) == "Engine"
        && (e.To.StartsWith("System.Net.Sockets", StringComparison.Ordinal) || e.To.StartsWith("Microsoft.", StringComparison.Ordinal) || e.To.StartsWith("Npgsql", StringComparison.Ordinal) || e.To is "System.TimeProvider"));

    private static string? ModuleOf(string type) => type.StartsWith(Modules, StringComparison.Ordinal) ? type[Modules.Length..].Split('.')[0] : null;

    private static string? Layer(string type) => type.StartsWith("Tutela.", StringComparison.Ordinal) ? type.Split('.')[1] : null;
}
