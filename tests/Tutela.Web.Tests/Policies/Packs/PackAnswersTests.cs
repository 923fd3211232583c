using Tutela.Testing;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Web.Modules.Policies.Contract.Packs;

namespace Tutela.Web.Tests.Policies.Packs;

/// <summary>An answer changes its settings and no other letter of the file.</summary>
public sealed class PackAnswersTests(TestHost host)
{
    private PackFile Pack => host.Services.GetRequiredService<PackCatalogue>().Get(TestSchool.DefaultPack).File;

    [Fact]
    public void Comments_and_all_other_lines_stay()
    {
        var before = Pack.ToYaml().Split('\n');
        var after = Set(("phones.pupils.storage", "office"), ("agreements.documents.phone.must-sign", "true")).ToYaml().Split('\n');
        var changed = before.Zip(after).Where(p => p.First != p.Second).ToList();
        Assert.Equal(before.Length, after.Length);
        Assert.Equal(2, changed.Count);
        Assert.All(changed, line => Assert.Equal(line.First.Contains('#', StringComparison.Ordinal), line.Second.Contains('#', StringComparison.Ordinal)));
    }

    [Fact]
    public void Typed_words_stay_words_whatever_they_are()
    {
        foreach (var words in (string[])["null", "true", "7", "Learn: and \"grow\" # together", "[all] {together}", ""])
            Assert.Equal(words, Set(("identity.motto", words)).Settings.Identity.Motto);
        var values = Set(("identity.values", (List<string>)["Kindness", "Truth, always"])).Settings.Identity.Values;
        Assert.Equal(["Kindness", "Truth, always"], values);
    }

    [Fact]
    public void A_value_is_taken_out_with_its_line_and_nothing_else()
    {
        var before = Pack.ToYaml().Split('\n');
        var without = PackAnswers.Set(Pack, [KeyValuePair.Create<string, object?>("review.risk-assessment-within-months", null)]);
        Assert.Null(without.Settings.Review.RiskAssessmentWithinMonths);
        Assert.Equal(before.Where(l => !l.Contains("risk-assessment-within-months", StringComparison.Ordinal)), without.ToYaml().Split('\n'));
    }

    private PackFile Set(params (string Path, object Value)[] changes) => PackAnswers.Set(Pack, changes.Select(c => KeyValuePair.Create<string, object?>(c.Path, c.Value)));
}
