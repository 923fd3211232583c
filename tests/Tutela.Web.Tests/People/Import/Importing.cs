using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Testing.Rosters;
using Tutela.Web.Modules.People.Import;
using Tutela.Web.Modules.People.Rosters;

namespace Tutela.Web.Tests.People.Import;

internal static class Importing
{
    public static GeneratedRoster Roster(int people = 60, int seed = 7, bool guardians = true, int schools = 1) => new RosterGenerator(seed).Make(people, schools, guardians: guardians);

    /// <summary>Writes the roster's files, reads them and brings them in, as the command line does.</summary>
    public static Task<RosterPlan> ImportAsync(this TestSchool school, GeneratedRoster roster, Action<string>? change = null) => school.WithAsync(async services =>
    {
        var folder = Directory.CreateTempSubdirectory("tutela-import-");
        try
        {
            roster.WriteOneRoster(folder.FullName);
            change?.Invoke(folder.FullName);
            using var source = RosterSource.Open(folder.FullName);
            var importer = services.GetRequiredService<RosterImporter>();
            var plan = await importer.PlanAsync(RosterReader.Read(source, new RosterOptions()));
            await importer.ApplyAsync(plan, source.Name);
            return plan;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    });

    public static ImportCount Of(this RosterPlan plan, string kind) => plan.Counts().Single(c => c.Kind == kind);
}
