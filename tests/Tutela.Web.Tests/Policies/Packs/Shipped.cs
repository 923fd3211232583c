using Tutela.Web.Modules.Policies.Contract.Packs;

namespace Tutela.Web.Tests.Policies.Packs;

internal static class Shipped
{
    public static PackCatalogue Catalogue { get; } = PackCatalogue.Load();

    public static Register Register => Catalogue.Register;

    public static PolicyPack WholeSchoolDuty => Catalogue.Get("whole-school-duty");

    public static string Folder => Path.Combine(PackCatalogue.DefaultFolder, "whole-school-duty");
}
