using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Schools.Contract;
using Xunit;

namespace Tutela.Web.Tests.Policies.Packs;

public sealed class PackQuestionsTests
{
    private const string Yaml =
        """
        questions:
          - id: phone-years
            about: WED contradiction 2
            found: The text lets every pupil bring a phone, and also Key Stage 2 only.
            question: Which pupils may bring a phone?
            clauses: [WED-17.12a, WED-9.1]
            options:
              - id: ks2
                label: Key Stage 2 only
                sets:
                  phones.pupils.phases: [ks2]
              - id: everybody
                label: Every pupil whose parent needs it
                sets:
                  phones.pupils.phases: [foundation, ks1, ks2]
                  phones.pupils.walks-unaccompanied: false
                  agreements.documents.phone.unsigned: none
            default: ks2
            reason: The youngest are brought to school.
          - id: review
            about: WED silence
            found: The text gives a year.
            question: When is the policy reviewed?
            clauses: []
            options:
              - { id: yearly, label: Each year, sets: { review.cycle: dated } }
              - id: needed
                label: When there is need
                sets: { review.cycle: as-required, review.next: null, review.interval-months: null, review.remind-months: 6 }
            default: yearly
            reason: Governors ask for a date.
        """;

    private static readonly PolicyPack Pack = Shipped.WholeSchoolDuty;

    [Fact]
    public void Questions_are_read_with_their_options()
    {
        var questions = Read(Yaml);

        Assert.Equal(["phone-years", "review"], questions.Select(question => question.Id));
        Assert.Equal(2, questions[0].Contradiction());
        Assert.Null(questions[1].Contradiction());
        Assert.Equal("Key Stage 2 only", questions[0].DefaultOption().Label);
    }

    [Fact]
    public void An_answer_changes_the_settings_that_it_names_and_no_other()
    {
        var answered = PackAnswers.Apply(Pack.File, Read(Yaml), new Dictionary<string, string> { ["phone-years"] = "everybody" });

        var phones = answered.Settings.Phones.Pupils;
        Assert.Equal([SchoolPhase.Foundation, SchoolPhase.Ks1, SchoolPhase.Ks2], phones.Phases);
        Assert.False(phones.WalksUnaccompanied);
        Assert.Equal(UnsignedConsequence.None, answered.Settings.Agreements.Documents.Single(document => document.Id == "phone").Unsigned);
        Assert.Equal(UnsignedConsequence.NoInternetAccess, answered.Settings.Agreements.Documents.Single(document => document.Id == "staff").Unsigned);
        Assert.Equal(Pack.Settings.Review.Next, answered.Settings.Review.Next);
        Assert.Equal(Pack.Settings.Phones.Pupils.Phases, [SchoolPhase.Ks2]);
    }

    [Fact]
    public void No_value_can_be_an_answer()
    {
        var answered = PackAnswers.Apply(Pack.File, Read(Yaml), new Dictionary<string, string> { ["review"] = "needed" });

        Assert.Equal((ReviewCycle.AsRequired, null, 6), (answered.Settings.Review.Cycle, answered.Settings.Review.Next, answered.Settings.Review.RemindMonths));
    }

    [Fact]
    public void What_was_answered_can_be_read_and_answered_again()
    {
        var once = PackAnswers.Apply(Pack.File, Read(Yaml), new Dictionary<string, string> { ["phone-years"] = "everybody" });
        var twice = PackAnswers.Apply(PackFile.Read(once.ToYaml()), Read(Yaml), new Dictionary<string, string>());

        Assert.Equal([SchoolPhase.Ks2], twice.Settings.Phones.Pupils.Phases);
        Assert.Equal(Pack.Settings.Communications.Matrix.Count, twice.Settings.Communications.Matrix.Count);
    }

    [Fact]
    public void A_question_or_an_option_that_is_not_there_is_refused()
    {
        Assert.Throws<ArgumentException>(() => PackAnswers.Apply(Pack.File, Read(Yaml), new Dictionary<string, string> { ["lockers"] = "yes" }));
        Assert.Throws<ArgumentException>(() => PackAnswers.Apply(Pack.File, Read(Yaml), new Dictionary<string, string> { ["review"] = "never" }));
    }

    [Fact]
    public void A_change_that_cannot_stand_is_refused_whole() => Assert.Throws<PackFaultException>(() =>
        PackAnswers.Set(Pack.File, [KeyValuePair.Create<string, object?>("review.cycle", "as-required")]));

    [Theory]
    [InlineData("phones.pupils.phases: [ks2]", "phones.pupils.ages: [ks2]", "there is no setting 'phones.pupils.ages'")]
    [InlineData("phones.pupils.phases: [ks2]", "phones.pupils.phases: [ks3]", "is not one of: foundation, ks1, ks2")]
    [InlineData("phones.pupils.walks-unaccompanied: false", "phones.pupils.walks-unaccompanied: null", "needs a value")]
    [InlineData("agreements.documents.phone.unsigned: none", "agreements.documents.tablet.unsigned: none", "there is no setting")]
    [InlineData("about: WED contradiction 2", "about: WED contradiction 21", "has no contradiction 21")]
    [InlineData("about: WED contradiction 2", "about: WEN contradiction 2", "of source WED")]
    [InlineData("about: WED silence", "about: WED contradiction 2", "a second time")]
    [InlineData("clauses: [WED-17.12a, WED-9.1]", "clauses: [WED-17.12a, WED-99.1]", "'WED-99.1' is not a clause")]
    [InlineData("default: ks2", "default: ks1", "'ks1' is not one of the options")]
    [InlineData("- id: everybody", "- id: ks2", "an id of its own")]
    [InlineData("    reason: Governors", "    because: Governors", "because")]
    public void A_fault_is_named_with_its_line(string right, string wrong, string problem)
    {
        var at = Yaml.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0);
        var fault = Assert.Throws<PackFaultException>(() => Read(string.Concat(Yaml.AsSpan(0, at), wrong, Yaml.AsSpan(at + right.Length))));

        var line = Yaml.AsSpan(0, at).Count('\n') + 1;
        Assert.Equal("questions.yaml", fault.File);
        Assert.InRange(fault.Line, line - 8, line);
        Assert.Contains(problem, fault.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<PackQuestion> Read(string yaml) => PackQuestions.Read(yaml, Pack.File, Shipped.Register);
}
