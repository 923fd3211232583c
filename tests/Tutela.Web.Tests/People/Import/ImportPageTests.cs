using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Tutela.Testing;
using Tutela.Testing.Rosters;
using Tutela.Web.Modules.People.Import;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Tests.People.Import;

public sealed class ImportPageTests(TestHost host)
{
    [Theory]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Headteacher)]
    public async Task Upload_shows_what_would_change_and_writes_only_when_confirmed(Role role)
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(role);
        var roster = Importing.Roster();
        var pupils = roster.People.Count(p => p.Role == "student");
        var preview = await (await browser.OpenAsync("people/import")).UploadAsync(Files(roster));
        preview.ShouldBe(HttpStatusCode.OK).ShouldSay("What would change").ShouldSay($"Pupils{pupils}0000");
        Assert.Equal(0, await PupilsAsync(school));

        var waiting = await preview.PressAsync("Import");
        waiting.ShouldSay("keeps itself up to date");
        await school.RunJobAsync<ImportJob>();

        (await browser.OpenAsync(waiting.Address.AbsolutePath)).ShouldSay("Import complete");
        Assert.Equal(pupils, await PupilsAsync(school));
        Assert.Null(await school.QueryAsync(db => db.Set<RosterUpload>().Select(u => u.Files).SingleAsync()));
        (await (await browser.OpenAsync("people/import")).UploadAsync(Files(roster))).ShouldSay("there is nothing to change");
    }

    [Fact]
    public async Task Zip_is_read_as_the_files_are()
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(Role.Administrator);
        (await (await browser.OpenAsync("people/import")).UploadAsync([("Input.Files", "export.zip", Zip(Importing.Roster()))])).ShouldSay("What would change").ShouldSay("export.zip, OneRoster 1.1 CSV");
    }

    [Fact]
    public async Task Rows_that_cannot_be_used_are_listed_with_file_line_and_reason_and_need_a_tick()
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(Role.Administrator);
        var roster = Importing.Roster();
        roster.Enrolments.Add(new GeneratedEnrolment("E9999999", "C99999", "S1", roster.People[0].Id, "student"));
        var preview = await (await browser.OpenAsync("people/import")).UploadAsync(Files(roster));
        preview.ShouldSay($"enrollments.csv{roster.Enrolments.Count + 1}class C99999 is not in the set.");
        (await preview.PressAsync("Import")).ShouldShowError("Input.Accept", "Tick the box");
        await school.RunJobAsync<ImportJob>();
        Assert.Equal(0, await PupilsAsync(school));
        await preview.PressAsync("Import", ("Input.Accept", "true"));
        await school.RunJobAsync<ImportJob>();
        Assert.NotEqual(0, await PupilsAsync(school));
    }

    [Fact]
    public async Task What_changed_since_the_preview_is_looked_at_again()
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(Role.Administrator);
        var roster = Importing.Roster();
        var preview = await (await browser.OpenAsync("people/import")).UploadAsync(Files(roster));
        await preview.PressAsync("Import");
        await school.ImportAsync(roster);
        await school.RunJobAsync<ImportJob>();
        (await browser.OpenAsync(preview.Address.AbsolutePath)).ShouldSay("Look again").ShouldSay("there is nothing to change");
    }

    [Fact]
    public async Task Files_that_would_end_most_people_are_warned_of()
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(Role.Administrator);
        await school.ImportAsync(Importing.Roster());
        var other = new GeneratedRoster();
        other.Schools.Add(new("S1", "Ash Copse Primary School", "900000"));
        other.People.Add(Importing.Roster().People[0]);
        (await (await browser.OpenAsync("people/import")).UploadAsync(Files(other))).ShouldSay("people would leave the school");
    }

    [Fact]
    public async Task Dropped_files_are_gone()
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(Role.Administrator);
        var preview = await (await browser.OpenAsync("people/import")).UploadAsync(Files(Importing.Roster()));
        await preview.PressAsync("Drop these files");
        (await browser.OpenAsync(preview.Address.AbsolutePath)).ShouldSay("Nothing was changed");
        Assert.Null(await school.QueryAsync(db => db.Set<RosterUpload>().Select(u => u.Files).SingleAsync()));
        (await browser.PostAsync(preview.Address.AbsolutePath + "?handler=Confirm")).ShouldSay("dropped already");
    }

    [Theory]
    [InlineData("people.docx", "not a roster", "this is not a CSV file")]
    [InlineData("users.csv", "sourcedId\r\n1", "it holds no orgs.csv")]
    [InlineData("export.zip", "this is no zip at all", "neither a folder nor a readable zip file")]
    public async Task Refused_file_says_why_beside_the_field(string name, string text, string reason)
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(Role.Administrator);
        (await (await browser.OpenAsync("people/import")).UploadAsync([("Input.Files", name, Encoding.UTF8.GetBytes(text))])).ShouldShowError("Input.Files", reason);
        Assert.False(await school.QueryAsync(db => db.Set<RosterUpload>().AnyAsync()));
    }

    [Fact]
    public async Task File_that_is_not_utf8_says_so()
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(Role.Administrator);
        var files = Files(Importing.Roster()).Select(f => f.FileName == "users.csv" ? (f.Field, f.FileName, [.. f.Content, .. "\"Zo\xEB\""u8.ToArray()[..3], 0xEB, 0x0D, 0x0A]) : f).ToArray();
        (await (await browser.OpenAsync("people/import")).UploadAsync(files)).ShouldShowError("Input.Files", "UTF-8");
    }

    [Fact]
    public async Task Zip_bomb_is_refused_with_the_reason()
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(Role.Administrator);
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in new[] { "orgs.csv", "users.csv" })
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                entry.Write(new byte[8 << 20]);
            }
        }
        (await (await browser.OpenAsync("people/import")).UploadAsync([("Input.Files", "bomb.zip", packed.ToArray())])).ShouldShowError("Input.Files", "zip bomb");
    }

    [Fact]
    public async Task Nothing_chosen_says_so()
    {
        var school = await host.SchoolAsync();
        using var browser = await school.AsAsync(Role.Administrator);
        (await (await browser.OpenAsync("people/import")).UploadAsync([])).ShouldShowError("Input.Files", "Choose the files");
    }

    [Theory]
    [InlineData(Role.Teacher)]
    [InlineData(Role.IctSupport)]
    [InlineData(Role.DesignatedSafeguardingLead)]
    [InlineData(Role.Governor)]
    [InlineData(Role.Pupil)]
    [InlineData(Role.Parent)]
    public async Task Others_may_not(Role role)
    {
        var school = await host.SchoolAsync();
        using var administrator = await school.AsAsync(Role.Administrator);
        var preview = await (await administrator.OpenAsync("people/import")).UploadAsync(Files(Importing.Roster()));
        using var browser = await school.AsAsync(role);
        (await browser.OpenAsync("people/import")).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.OpenAsync(preview.Address.AbsolutePath)).ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync(preview.Address.AbsolutePath + "?handler=Confirm")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Import_of_another_school_is_not_there()
    {
        var (one, two) = (await host.SchoolAsync(), await host.SchoolAsync());
        using var browser = await one.AsAsync(Role.Administrator);
        var preview = await (await browser.OpenAsync("people/import")).UploadAsync(Files(Importing.Roster()));
        using var other = await two.AsAsync(Role.Administrator);
        (await other.OpenAsync($"people/import/{preview.Address.Segments[^1]}")).ShouldBe(HttpStatusCode.NotFound);
        (await other.PostAsync($"people/import/{preview.Address.Segments[^1]}?handler=Confirm")).ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task<int> PupilsAsync(TestSchool school) => school.QueryAsync(db => db.Set<Person>().CountAsync(p => p.Kind == PersonKind.Pupil));

    private static (string Field, string FileName, byte[] Content)[] Files(GeneratedRoster roster)
    {
        var folder = Directory.CreateTempSubdirectory("tutela-upload-");
        try
        {
            roster.WriteOneRoster(folder.FullName);
            return [.. folder.GetFiles().Select(f => ("Input.Files", f.Name, File.ReadAllBytes(f.FullName)))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static byte[] Zip(GeneratedRoster roster)
    {
        var folder = Directory.CreateTempSubdirectory("tutela-upload-");
        try
        {
            roster.WriteOneRosterZip(Path.Combine(folder.FullName, "export.zip"));
            return File.ReadAllBytes(Path.Combine(folder.FullName, "export.zip"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
