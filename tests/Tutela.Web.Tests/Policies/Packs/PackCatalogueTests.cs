using Tutela.Web.Modules.Policies.Contract.Packs;
using Xunit;

namespace Tutela.Web.Tests.Policies.Packs;

public sealed class PackCatalogueTests
{
    private static readonly PackCatalogue Catalogue = PackCatalogue.Load();

    [Fact]
    public void The_register_holds_every_clause_of_five_sources()
    {
        var register = Catalogue.Register;

        Assert.Equal(696, register.Clauses.Count);
        Assert.Equal(
            new Dictionary<string, int> { ["WEN"] = 59, ["WID"] = 109, ["CRO"] = 82, ["WED"] = 311, ["HAM"] = 135 },
            register.Clauses.GroupBy(clause => clause.Source).ToDictionary(group => group.Key, group => group.Count()));
        Assert.All(register.Clauses, clause => Assert.NotEqual("", clause.Gist));
        Assert.All(register.Clauses, clause => Assert.NotEqual("", clause.SoftwareMust));
    }

    [Fact]
    public void A_pack_is_found_by_its_name()
    {
        var pack = Catalogue.Get("whole-school-duty");

        Assert.Equal("WED", pack.Source);
        Assert.Equal(30, pack.Settings.Concerns.TriageMinutes);
        Assert.Null(Catalogue.Find("no-such-pack"));
        Assert.Throws<KeyNotFoundException>(() => Catalogue.Get("no-such-pack"));
    }
}
