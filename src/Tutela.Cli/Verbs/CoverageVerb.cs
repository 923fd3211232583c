using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Hosting;

namespace Tutela.Cli.Verbs;

/// <summary>Each clause of the register and how it is shown. Needs no database.</summary>
internal static class CoverageVerb
{
    public static Command Command()
    {
        var json = new Option<bool>("--json");
        var coverage = new Command("coverage", "How each clause of the register is shown") { json, Session.DataOption() };
        coverage.SetAction(async (parsed, ct) =>
        {
            await using var app = Web.Program.Build(new HostSettings { Database = new DatabaseAddress("Host=none", "Host=none", "Host=none"), DataFolder = Path.GetTempPath(), RunJobs = false });
            var clauses = app.Services.GetRequiredService<Coverage>().Clauses;
            if (parsed.GetValue(json))
            {
                await Console.Out.WriteLineAsync(JsonSerializer.Serialize(clauses.Select(c => new { id = c.Clause.Value, state = Name(c.State), by = c.By, tests = c.Tests })));
                return 0;
            }
            foreach (var clause in clauses) await Console.Out.WriteLineAsync($"{clause.Clause.Value}\t{Name(clause.State)}\t{clause.By ?? "-"}");
            foreach (var group in clauses.GroupBy(c => c.State).OrderBy(g => g.Key)) await Console.Error.WriteLineAsync($"{Name(group.Key)}={group.Count()}");
            return 0;
        });
        return coverage;
    }

    private static string Name(CoverageState state) => state switch
    {
        CoverageState.Control => "control",
        CoverageState.Behaviour => "behaviour",
        CoverageState.Attested => "attested",
        _ => "not-built",
    };
}
