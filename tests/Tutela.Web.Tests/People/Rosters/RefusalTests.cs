using System.Text;
using Tutela.Web.Modules.People.Rosters;
using Xunit;

namespace Tutela.Web.Tests.People.Rosters;

public sealed class RefusalTests
{
    public static TheoryData<byte[], string> WrongFiles => new()
    {
        { [], "empty" },
        { "\r\n\r\n"u8.ToArray(), "empty" },
        { [0x50, 0x4B, 0x03, 0x04, 1, 2, 3], "Excel workbook" },
        { [0xD0, 0xCF, 0x11, 0xE0, 0xA1], "Excel workbook" },
        { "%PDF-1.7\n"u8.ToArray(), "PDF" },
        { "<html><body>Signed out</body></html>"u8.ToArray(), "web page" },
        { "{\"users\":[]}"u8.ToArray(), "JSON" },
        { [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("sourcedId,name,type\r\n")], "UTF-16" },
        { Encoding.Unicode.GetBytes("sourcedId,name,type\r\n"), "NUL byte" },
        { "sourcedId;name;type\r\ns1;Ash;school\r\n"u8.ToArray(), "semicolons" },
        { "sourcedId\tname\ttype\r\n"u8.ToArray(), "tabs" },
        { "Dear school,\r\nplease find the list attached.\r\n"u8.ToArray(), "no column sourcedId, name, type" },
        { [.. "sourcedId,name,type\r\ns1,Caf"u8, 0xE9, .. ",school\r\n"u8], "line 2 is not UTF-8" },
        { [.. "sourcedId,name,type\r\ns1,Ash,school\r\ns2,E"u8, 0, .. "lm,school\r\n"u8], "line 3 holds a NUL byte" },
        { "sourcedId,name,type\r\ns1,\"Ash,school\r\ns2,Elm,school\r\n"u8.ToArray(), "row at line 2 is not closed" },
        { "sourcedId,name,type\r\ns1,\"Ash,school\r\ns2,\"Elm\",school\r\ns3,Oak,school\r\n"u8.ToArray(), "row at line 2 is not closed" },
        { Encoding.UTF8.GetBytes($"sourcedId,name,type\r\ns1,{new string('x', 200_000)},school\r\n"), "longer than 64 kB" },
        { Encoding.UTF8.GetBytes($"sourcedId,name,type\r\ns1,\"{new string('\n', 200_000)}\",school\r\n"), "longer than 64 kB" },
        { Encoding.UTF8.GetBytes(new string('x', 200_000)), "longer than 64 kB" },
    };

    [Theory]
    [MemberData(nameof(WrongFiles))]
    public void A_file_that_is_no_roster_is_refused_by_name_with_the_reason(byte[] content, string reason)
    {
        using var set = RosterSet.OneRoster().WriteBytes("orgs.csv", content);
        var refused = set.Refused();
        Assert.Equal("orgs.csv", refused.File);
        Assert.Contains(reason, refused.Reason);
    }

    [Theory]
    [InlineData("users.csv")]
    [InlineData("orgs.csv")]
    public void A_folder_without_a_needed_file_is_refused(string file)
    {
        using var set = RosterSet.OneRoster().Delete(file);
        Assert.Contains(file, set.Refused().Reason);
    }

    [Fact]
    public void A_path_that_leads_nowhere_and_a_lone_csv_are_refused()
    {
        using var set = RosterSet.OneRoster();
        Assert.Throws<RosterRefused>(() => RosterSource.Open(Path.Combine(set.Path, "none")));
        Assert.Contains("neither a folder nor a readable zip", Assert.Throws<RosterRefused>(() => RosterSource.Open(Path.Combine(set.Path, "users.csv"))).Reason);
    }

    [Fact]
    public void The_other_family_of_formats_is_refused_when_one_was_asked_for()
    {
        using var oneRoster = RosterSet.OneRoster();
        using var sds = RosterSet.Sds21();
        using var uk = RosterSet.SdsUk();
        Assert.Contains("OneRoster 1.1 CSV, not School Data Sync", oneRoster.Refused(new RosterOptions { Family = RosterFamily.Sds }).Reason);
        Assert.Contains("School Data Sync 2.1 CSV, not OneRoster", sds.Refused(new RosterOptions { Family = RosterFamily.OneRoster }).Reason);
        Assert.Contains("UK format, not OneRoster", uk.Refused(new RosterOptions { Family = RosterFamily.OneRoster }).Reason);
        Assert.NotEmpty(uk.Read(new RosterOptions { Family = RosterFamily.Sds }).People);
    }

    [Fact]
    public void Garbage_never_crashes_the_reader()
    {
        var (refused, read) = (0, 0);
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            using var set = (seed % 3) switch { 0 => RosterSet.OneRoster(), 1 => RosterSet.Sds21(), _ => RosterSet.SdsUk() };
            var files = Directory.GetFiles(set.Path).Order().ToArray();
            var victim = files[random.Next(files.Length)];
            File.WriteAllBytes(victim, Spoil(random, File.ReadAllBytes(victim)));
            try
            {
                var roster = set.Read();
                read++;
                Assert.All(roster.Rejections, r => Assert.True(r.Line > 0 && r.Reason.Length > 0));
                var people = roster.People.Select(p => p.ExternalId).ToHashSet();
                var classes = roster.Classes.Select(c => c.ExternalId).ToHashSet();
                Assert.All(roster.Enrolments, e => Assert.True((people.Contains(e.PersonExternalId) || roster.Partial.Contains(RosterKind.Person)) && (classes.Contains(e.ClassExternalId) || roster.Partial.Contains(RosterKind.Class))));
                Assert.All(roster.People, p => Assert.InRange(p.GivenName.Length, 1, PersonName.MaxLength));
            }
            catch (RosterRefused e)
            {
                refused++;
                Assert.NotEmpty(e.Reason);
            }
        }
        Assert.True(refused > 40 && read > 40, $"{refused} refused, {read} read: the test spoils too much or too little.");
    }

    private static byte[] Spoil(Random random, byte[] bytes)
    {
        switch (random.Next(4))
        {
            case 0:
                bytes = new byte[random.Next(2000)];
                random.NextBytes(bytes);
                return bytes;
            case 1:
                return bytes[..random.Next(bytes.Length)];
            case 2:
                for (var i = 0; i < 3; i++) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                return bytes;
            default:
                ReadOnlySpan<byte> marks = "\",\r\n;\t '<-"u8;
                for (var i = 0; i < 4; i++) bytes[random.Next(bytes.Length)] = marks[random.Next(marks.Length)];
                return bytes;
        }
    }
}
