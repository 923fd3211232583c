using System.IO.Compression;
using Tutela.Web.Modules.People.Rosters;
using Xunit;

namespace Tutela.Web.Tests.People.Rosters;

public sealed class RosterZipTests
{
    [Theory]
    [InlineData("")]
    [InlineData("export/")]
    [InlineData("export/2026/")]
    public void A_zip_reads_like_the_folder_that_was_zipped(string inside)
    {
        using var set = RosterSet.OneRoster();
        var folder = set.Read();
        using var source = RosterSource.Open(set.Zip(inside: inside));
        var roster = RosterReader.Read(source, new RosterOptions());
        Assert.Equal(folder.Schools, roster.Schools);
        Assert.Equal(folder.Enrolments, roster.Enrolments);
        Assert.Equal(folder.People.Select(p => p.ExternalId), roster.People.Select(p => p.ExternalId));
    }

    [Fact]
    public void An_uploaded_stream_reads_too()
    {
        using var set = RosterSet.SdsUk();
        using var source = RosterSource.Open(new MemoryStream(File.ReadAllBytes(set.Zip())), "upload.zip");
        Assert.Equal(3, RosterReader.Read(source, new RosterOptions()).People.Count);
    }

    [Fact]
    public void What_macOS_adds_is_passed_over()
    {
        using var set = RosterSet.OneRoster();
        var zip = Add(set.Zip(inside: "export/"), "__MACOSX/export/._users.csv", [0, 5, 22, 7]);
        using var source = RosterSource.Open(zip);
        Assert.Equal(4, RosterReader.Read(source, new RosterOptions()).People.Count);
    }

    [Theory]
    [InlineData("../users.csv")]
    [InlineData("a/../../users.csv")]
    [InlineData("/users.csv")]
    [InlineData("C:/users.csv")]
    [InlineData("..\\users.csv")]
    public void A_path_that_leads_out_is_refused(string path)
    {
        using var set = RosterSet.OneRoster();
        Refused(Add(set.Zip(), path, [1]), "leads out");
    }

    [Fact]
    public void A_bomb_is_refused_by_its_ratio_its_size_or_its_number_of_files()
    {
        using var set = RosterSet.OneRoster();
        Refused(Add(set.Zip("ratio.zip"), "lineItems.csv", new byte[2 << 20]), "zip bomb");
        Refused(Add(set.Zip("size.zip"), "lineItems.csv", new byte[100_000]), "unpacks to more than", new RosterLimits { MaxTotalBytes = 90_000 });
        Refused(set.Zip("many.zip"), "more than 3 files", new RosterLimits { MaxEntries = 3 });
    }

    [Fact]
    public void An_entry_that_is_larger_than_it_claims_is_not_read_on()
    {
        using var set = RosterSet.OneRoster().Add("users.csv", [.. Enumerable.Range(0, 2000).Select(i => $"x{i},,,true,s1,student,x,,Eve,Cox,,,,,,,,")]);
        var zip = set.Zip();
        var bytes = File.ReadAllBytes(zip);
        var claimed = BitConverter.GetBytes((int)new FileInfo(Path.Combine(set.Path, "users.csv")).Length);
        var found = 0;
        for (var at = bytes.AsSpan().IndexOf(claimed); at >= 0; at = bytes.AsSpan().IndexOf(claimed), found++) BitConverter.GetBytes(300).CopyTo(bytes, at);
        Assert.True(found >= 1);
        var refused = Assert.Throws<RosterRefused>(() =>
        {
            using var source = RosterSource.Open(new MemoryStream(bytes), "upload.zip");
            RosterReader.Read(source, new RosterOptions());
        });
        Assert.Equal("users.csv", refused.File);
    }

    [Fact]
    public void A_zip_that_is_broken_anywhere_is_refused_or_read_but_never_crashes()
    {
        using var set = RosterSet.OneRoster();
        var whole = File.ReadAllBytes(set.Zip());
        var refused = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var bytes = seed % 4 == 0 ? whole[..random.Next(whole.Length)] : (byte[])whole.Clone();
            if (seed % 4 != 0) bytes[random.Next(bytes.Length)] ^= (byte)(1 + random.Next(255));
            try
            {
                using var source = RosterSource.Open(new MemoryStream(bytes), "upload.zip");
                RosterReader.Read(source, new RosterOptions());
            }
            catch (RosterRefused)
            {
                refused++;
            }
        }
        Assert.True(refused > 75, $"only {refused} were refused.");
    }

    [Fact]
    public void Two_sets_in_one_zip_two_files_of_one_name_and_no_set_at_all_are_refused()
    {
        using var set = RosterSet.OneRoster();
        Refused(Add(set.Zip("two.zip", "a/"), "b/users.csv", [1]), "more than one set");
        Refused(Add(set.Zip("twin.zip"), "USERS.csv", [1]), "two files named USERS.csv");
        Refused(Add(Path.Combine(set.Path, "none.zip"), "readme.txt", [1]), "holds no orgs.csv");
    }

    private static void Refused(string zip, string reason, RosterLimits? limits = null) =>
        Assert.Contains(reason, Assert.Throws<RosterRefused>(() => RosterSource.Open(zip, limits)).Reason);

    private static string Add(string zip, string path, byte[] content)
    {
        using var archive = ZipFile.Open(zip, ZipArchiveMode.Update);
        using var entry = archive.CreateEntry(path).Open();
        entry.Write(content);
        return zip;
    }
}
