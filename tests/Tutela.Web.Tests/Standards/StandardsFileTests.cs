using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Standards;
using Tutela.Web.Modules.Standards.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Tests.Standards;

public sealed class StandardsFileTests
{
    private static readonly DateOnly Today = new(2026, 11, 28);
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 9, 0, 0, TimeSpan.Zero);

    private const string One = """
        standards:
          - id: a
            title: A
            board: department
            source: Somewhere
            requirements:
              - id: A1
                text: Something is done.
                sureness: secondary
                owner: headteacher
                attested: true
        """;

    [Fact]
    public void Shipped_file_has_the_four_standards_and_each_point_of_the_two_definitions()
    {
        var file = StandardsFile.Load(PackCatalogue.DefaultFolder);
        Assert.Equal(4, file.Standards.Count(s => s.Board == StandardBoard.Department));
        var ids = file.Requirements.Select(r => r.Id).ToList();
        foreach (var (letter, count) in new[] { ("I", 4), ("C", 11), ("F", 16), ("M", 16) })
            for (var i = 1; i <= count; i++) Assert.Contains($"{letter}{i}", ids);
    }

    [Theory]
    [InlineData("    source: Somewhere\n", "    sauce: Somewhere\n", "standards.yaml:5: ")]
    [InlineData("sureness: secondary", "sureness: certain", "standards.yaml:9: 'certain' is not one of: verified, secondary, recalled")]
    [InlineData("owner: headteacher", "owner: janitor", "standards.yaml:10: 'janitor' is not one of")]
    [InlineData("        attested: true", "        trigger: Something", "standards.yaml:7: nothing answers A1: say why in a note")]
    [InlineData("        attested: true", "        attested: true\n        lasts-months: 48", "standards.yaml:12: a statement lasts 1 to 36 months")]
    [InlineData("        attested: true", "        attested: true\n      - { id: A1, text: Again., sureness: recalled, owner: headteacher, attested: true }", "standards.yaml:12: A1 stands here a second time")]
    public void Fault_names_file_and_line(string right, string wrong, string fault)
    {
        Assert.Single(StandardsFile.Read(One).Requirements);
        Assert.StartsWith(fault, Assert.Throws<PackFaultException>(() => StandardsFile.Read(One.Replace(right, wrong, StringComparison.Ordinal))).Message, StringComparison.Ordinal);
    }

    private sealed class Stub : Control
    {
        public override string Id => "stub";
        public override string Title => "Stub";
        public override IReadOnlyList<string> Clauses => [];
        public override Role Owner => Role.Headteacher;
        public override Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now) => throw new NotSupportedException();
    }

    [Theory]
    [InlineData("Met Met", null, RequirementState.Met)]
    [InlineData("Met NotApplicable", null, RequirementState.Met)]
    [InlineData("NotApplicable NotApplicable", null, RequirementState.NotApplicable)]
    [InlineData("Met -", null, RequirementState.NoEvidenceYet)]
    [InlineData("AtRisk NoEvidenceYet", null, RequirementState.AtRisk)]
    [InlineData("AtRisk NotMet Met", null, RequirementState.NotMet)]
    [InlineData("Met", 90, RequirementState.Met)]
    [InlineData("Met", 30, RequirementState.AtRisk)]
    [InlineData("Met", 0, RequirementState.AtRisk)]
    [InlineData("Met", -1, RequirementState.NotMet)]
    [InlineData("NotMet", 90, RequirementState.NotMet)]
    [InlineData("Met", int.MinValue, RequirementState.NoEvidenceYet)]
    [InlineData("", 90, RequirementState.Met)]
    [InlineData("", null, RequirementState.NotBuilt)]
    public void Requirement_stands_as_the_worst_of_what_answers_it(string states, int? holdsDays, RequirementState expected)
    {
        var requirement = StandardsFile.Read(One).Requirements.Single() with { Attested = holdsDays is not null };
        var answers = states.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(s => new RequirementStanding.Answer(new Stub(),
            s == "-" ? null : new ControlDay { ControlId = "stub", Sentence = "", State = Enum.Parse<ControlState>(s) })).ToList();
        var statement = holdsDays is null or int.MinValue ? null : new StandardStatement { Requirement = "A1", Said = "It is", Evidence = "Here", MadeOn = Today.AddDays(-100), Until = Today.AddDays(holdsDays.Value) };
        Assert.Equal(expected, RequirementStanding.Of(requirement, answers, statement, null, Today).State);
    }

    [Fact]
    public void Statement_needs_words_proof_and_a_day_that_is_not_too_far()
    {
        var requirement = StandardsFile.Read(One).Requirements.Single();
        StandardStatement Make(string said = "It is", string evidence = "Here", int days = 10, Requirement? of = null) => StandardStatement.Make(of ?? requirement, said, evidence, Today.AddDays(days), Guid.Empty, Role.Headteacher, Now);
        Assert.Equal(Today.AddDays(10), Make().Until);
        Assert.Equal("Input.Said", Assert.Throws<Refused>(() => Make(said: " ")).Field);
        Assert.Equal("Input.Evidence", Assert.Throws<Refused>(() => Make(evidence: new string('x', 501))).Field);
        Assert.Equal("Input.Until", Assert.Throws<Refused>(() => Make(days: 0)).Field);
        Assert.Contains("within 12 months", Assert.Throws<Refused>(() => Make(days: 366)).Message, StringComparison.Ordinal);
        Assert.Throws<Refused>(() => Make(of: requirement with { Attested = false }));
    }
}
