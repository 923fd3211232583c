using Tutela.Web.Modules.Policies.Contract.Packs;
using Xunit;

namespace Tutela.Web.Tests.Policies.Packs;

public sealed class PackCatalogueTests
{
    [Fact]
    public void A_pack_is_found_by_its_name()
    {
        Assert.Equal("WED", Shipped.Catalogue.Get("whole-school-duty").Source);
        Assert.Null(Shipped.Catalogue.Find("no-such-pack"));
        Assert.Contains("whole-school-duty", Assert.Throws<KeyNotFoundException>(() => Shipped.Catalogue.Get("no-such-pack")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pack_tells_its_stance_in_one_sentence() => Assert.All(Shipped.Catalogue.Packs, pack =>
    {
        Assert.EndsWith(".", pack.Stance, StringComparison.Ordinal);
        Assert.Equal(1, pack.Stance.Count(c => c == '.'));
        Assert.Equal(1, pack.Version);
    });

    [Fact]
    public void A_folder_without_a_register_is_refused()
    {
        var empty = Directory.CreateTempSubdirectory("tutela-packs-");
        try
        {
            Assert.Throws<PackFaultException>(() => PackCatalogue.Load(empty.FullName));
        }
        finally
        {
            empty.Delete(recursive: true);
        }
    }
}
