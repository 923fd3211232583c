using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.Policies.Contract;

/// <summary>How a clause of the register is shown to be lived; what nothing shows says so.</summary>
public enum CoverageState { Control, Behaviour, Attested, NotBuilt }

/// <summary>One clause, how it is shown, by which control or behaviour, and the tests that hold it.</summary>
public sealed record ClauseCoverage(ClauseId Clause, CoverageState State, string? By, IReadOnlyList<string> Tests);

/// <summary>Joins the register with controls, behaviours and tests. Says "not built" of whatever is in none of them. Built once; thread-safe.</summary>
public sealed class Coverage
{
    private readonly Dictionary<ClauseId, ClauseCoverage> _clauses;

    public Coverage(PackCatalogue catalogue, ModuleCatalogue modules, IServiceScopeFactory scopes)
    {
        using var scope = scopes.CreateScope();
        var controls = scope.ServiceProvider.GetServices<Control>().SelectMany(c => c.Clauses.Select(clause => (clause, c.Id))).ToLookup(p => p.clause, p => p.Id);
        var behaviours = modules.All.SelectMany(m => m.Behaviours).ToLookup(b => b.Clause);
        var tests = ShownBy.Load();
        _clauses = catalogue.Register.Clauses.ToDictionary(c => c.Id, clause =>
        {
            var id = clause.Id.Value;
            IReadOnlyList<string> shown = tests.TryGetValue(id, out var names) ? names : [];
            var inText = catalogue.Packs.Any(p => p.Find(clause.Id) is not null);
            return controls[id].FirstOrDefault() is { } control ? new ClauseCoverage(clause.Id, CoverageState.Control, control, shown)
                : behaviours[id].FirstOrDefault() is { } behaviour && shown.Count > 0 ? new ClauseCoverage(clause.Id, CoverageState.Behaviour, behaviour.What, shown)
                : clause.IsCarriedInText && inText ? new ClauseCoverage(clause.Id, CoverageState.Attested, "policy text, attested", shown)
                : new ClauseCoverage(clause.Id, CoverageState.NotBuilt, null, []);
        });
    }

    public IReadOnlyCollection<ClauseCoverage> Clauses => _clauses.Values;

    public ClauseCoverage Of(ClauseId id) => _clauses[id];
}

/// <summary>Which tests carry [Shows] for which clause: a list that the architecture tests write and hold true.</summary>
public static class ShownBy
{
    public const string FileName = "shown-by.csv";

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Load()
    {
        using var stream = typeof(ShownBy).Assembly.GetManifestResourceStream("Tutela.Web.Modules.Policies.Contract.shown-by.csv")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))
            .GroupBy(parts => parts[0]).ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(parts => parts[1])]);
    }
}
