using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Tests.Policies.Packs;
using Xunit;

namespace Tutela.Web.Tests.Policies;

/// <summary>One scenario, five policies, five right outcomes: five-packs.scenario is the table that a reader checks against the register.</summary>
public sealed class FivePackScenarioTests
{
    private static readonly string[] Five = ["community-respect", "school-devices-only", "signed-code", "whole-school-duty", "professional-trust"];

    private static readonly IReadOnlyList<Row> Rows = Read();

    public static TheoryData<string> Steps => [.. Rows.Select(row => row.Step).Distinct()];

    [Theory, MemberData(nameof(Steps))]
    public void Each_pack_answers_as_its_policy_says(string step)
    {
        var expected = Rows.Where(row => row.Step == step).ToArray();
        Assert.Equal(Five, expected.Select(row => row.Pack));
        var act = FivePackScenario.Acts[step];

        var answers = expected.Select(row => (row, answer: act(Shipped.Catalogue.Get(row.Pack).Settings))).ToArray();

        Assert.Equal(
            expected.Select(row => $"{row.Pack}: {row.Outcome}"),
            answers.Select(entry => $"{entry.row.Pack}: {entry.answer.Outcome}"));
        foreach (var (row, answer) in answers)
        {
            var clauses = answer.Clauses.ToHashSet();
            Assert.True(row.Clauses.Count == 0 ? clauses.Count == 0 : clauses.IsSupersetOf(row.Clauses),
                $"{row.Pack}: {string.Join(' ', clauses)} where {(row.Clauses.Count == 0 ? "no clause" : string.Join(' ', row.Clauses))} belongs");
        }
    }

    [Fact]
    public void Every_act_has_its_rows() => Assert.Equal(FivePackScenario.Acts.Keys.Order(), Rows.Select(row => row.Step).Distinct().Order());

    [Fact]
    public void Every_clause_of_the_table_is_one_of_that_packs_source() => Assert.All(Rows, row => Assert.All(row.Clauses, clause =>
    {
        Assert.Equal(Shipped.Catalogue.Get(row.Pack).Source, clause[..3]);
        Assert.NotNull(Shipped.Register.Find(ClauseId.Parse(clause)));
    }));

    [Fact]
    public void Most_steps_tell_the_packs_apart() =>
        Assert.True(Rows.GroupBy(row => row.Step).Count(step => step.Select(row => row.Outcome).Distinct().Count() > 1) >= 20);

    private static List<Row> Read()
    {
        var (rows, step) = (new List<Row>(), "");
        foreach (var line in File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Policies", "five-packs.scenario")))
        {
            if (line.StartsWith("== ", StringComparison.Ordinal))
            {
                step = line[3..];
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                var cells = line.Split('|', StringSplitOptions.TrimEntries);
                rows.Add(new Row(step, cells[0], cells[1], cells[2] == "-" ? [] : cells[2].Split(' ')));
            }
        }

        return rows;
    }

    private sealed record Row(string Step, string Pack, string Outcome, IReadOnlyList<string> Clauses);
}
