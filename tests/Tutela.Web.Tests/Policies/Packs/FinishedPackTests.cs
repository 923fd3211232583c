using Tutela.Web.Modules.Policies.Contract.Packs;
using Xunit;

namespace Tutela.Web.Tests.Policies.Packs;

/// <summary>What every pack that ships has to be: whole, answered, and true to its own settings.</summary>
public sealed class FinishedPackTests
{
    public static TheoryData<string> Names => [.. Shipped.Catalogue.Packs.Select(pack => pack.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Every_clause_of_its_source_stands_once_and_no_other(string name)
    {
        var pack = Shipped.Catalogue.Get(name);
        var written = pack.Clauses.Select(place => place.Id.Value).ToArray();

        Assert.Empty(pack.Missing(Shipped.Register).Select(clause => clause.Id.Value));
        Assert.Equal(Shipped.Register.Of(pack.Source).Count(), written.Length);
        Assert.All(pack.Clauses, place => Assert.True(place.Block.Markdown.Length > 10, place.Id.Value));
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_audience_has_something_to_sign_and_the_youngest_have_pictures(string name)
    {
        var pack = Shipped.Catalogue.Get(name);
        var documents = pack.Settings.Agreements.Documents;

        foreach (var audience in Enum.GetValues<Audience>())
        {
            Assert.Contains(documents, document => document.Audiences.Contains(audience));
        }

        var easy = pack.Agreements.Where(agreement => agreement.Head.EasyReadOf is not null).ToArray();
        Assert.NotEmpty(easy);
        Assert.All(easy.SelectMany(agreement => agreement.Terms), term => Assert.NotNull(term.Picture));
        Assert.All(easy.SelectMany(agreement => agreement.Terms), term => Assert.InRange(term.Markdown.Split(' ').Length, 4, 30));
    }

    [Theory, MemberData(nameof(Names))]
    public void What_is_shown_as_superseded_names_what_took_its_place(string name) => Assert.All(
        Shipped.Catalogue.Get(name).Guidance.Where(entry => entry.SupersededBy is not null),
        entry => Assert.NotEqual(entry.Id, entry.SupersededBy));

    [Theory, MemberData(nameof(Names))]
    public void The_settings_that_it_ships_with_are_the_defaults_of_its_questions(string name)
    {
        var pack = Shipped.Catalogue.Get(name);

        var answered = PackAnswers.Apply(pack.File, pack.Questions, new Dictionary<string, string>());

        Assert.Equal(Words(pack.Settings), Words(answered.Settings));
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_option_of_every_question_gives_settings_that_stand(string name)
    {
        var pack = Shipped.Catalogue.Get(name);
        var all = pack.Questions.SelectMany(question => question.Options, (question, option) => (question, option)).ToArray();

        foreach (var (question, option) in all)
        {
            var answered = PackAnswers.Apply(pack.File, pack.Questions, new Dictionary<string, string> { [question.Id] = option.Id });
            // The text must still find every setting, post and document that it points to.
            var edited = PolicyPack.Assemble(answered, pack.Sections, pack.Agreements, pack.Guidance, Shipped.Register, pack.Questions);
            Assert.Equal(pack.Clauses.Count(), edited.Clauses.Count());
            if (option.Sets.Count > 0 && option != question.DefaultOption())
            {
                Assert.True(Words(pack.Settings) != Words(answered.Settings), $"{question.Id}: '{option.Id}' changes nothing");
            }
        }
    }

    private static string Words(PackSettings settings) => System.Text.Json.JsonSerializer.Serialize(settings);
}
