using Microsoft.EntityFrameworkCore;
using Tutela.Cli.Tests.Demonstration;
using Tutela.Testing;
using Tutela.Web.Modules.People.Import;
using Tutela.Web.Platform.Identity;

namespace Tutela.Browser.Tests.Journeys;

/// <summary>The import's preview, and the governors' page.</summary>
public sealed class OfficeJourneys(Chromium chromium, TestHost host, DemonstrationHost demonstration)
{
    [Fact]
    public async Task An_administrator_sees_what_an_import_would_change_before_it_does()
    {
        var school = await host.SchoolAsync();
        await using var visit = await Visit.AsAsync(chromium, school, await school.PersonAsync(Role.Administrator), Visit.Desk);
        await visit.GoAsync(school.Href("people/import"));
        var folder = Directory.CreateTempSubdirectory("tutela-import-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "orgs.csv"), "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\no1,active,,Hill School,school,,\n");
            await File.WriteAllTextAsync(Path.Combine(folder, "users.csv"),
                "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n"
                + "u1,active,,true,o1,student,,,Perran,Elderfield,,,,,,,03,\nu2,active,,true,o1,teacher,,,Gillian,Starling,,,g.starling@hill.example,,,,,\n");
            await visit.Page.Locator("input[type=file]").First.SetInputFilesAsync([Path.Combine(folder, "orgs.csv"), Path.Combine(folder, "users.csv")]);
            await visit.PressAsync("Look at what would change");
            await visit.SeesHeadingAsync("What would change");
            await visit.SeesAsync("Pupils");
            Assert.False(await school.QueryAsync(db => db.Set<Person>().AnyAsync(p => p.FamilyName == "Elderfield")));
            await visit.PressAsync("Import");
            await visit.SeesHeadingAsync("Importing");
            await school.RunJobAsync<ImportJob>();
            await visit.Page.ReloadAsync();
            await visit.SeesAsync("Import complete");
            Assert.True(await school.QueryAsync(db => db.Set<Person>().AnyAsync(p => p.FamilyName == "Elderfield")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_governor_sees_figures_and_no_names()
    {
        var pupils = await demonstration.WithAsync(services => ((Tutela.Web.Platform.Database.TutelaDb)services.GetService(typeof(Tutela.Web.Platform.Database.TutelaDb))!)
            .Set<Person>().Where(p => p.Kind == PersonKind.Pupil).Select(p => p.GivenName + " " + p.FamilyName).ToListAsync());
        await using var visit = await Visit.AsAsync(chromium, demonstration.Address, "governor", Visit.Desk);
        await visit.GoAsync("/s/oakfield/governors");
        var text = await visit.MainAsync();
        Assert.Contains("Concerns", text, StringComparison.Ordinal);
        Assert.True(await visit.Page.Locator("main table").CountAsync() >= 2);
        Assert.DoesNotContain(pupils, name => text.Contains(name, StringComparison.Ordinal));
        Assert.Empty(visit.Complaints);
    }
}
