using Tutela.Testing.Rosters;
using Tutela.Web.Modules.People.Rosters;
using Xunit;

namespace Tutela.Web.Tests.People.Rosters;

public sealed class RosterGeneratorTests
{
    [Theory]
    [InlineData(1, 30, 1, false)]
    [InlineData(2, 700, 3, true)]
    [InlineData(3, 2000, 4, false)]
    public void What_is_generated_reads_back_the_same(int seed, int people, int schools, bool guardians)
    {
        using var set = new RosterSet();
        var made = new RosterGenerator(seed).WriteOneRoster(set.Path, people, schools, guardians: guardians);
        var roster = set.Read();

        Assert.Empty(roster.Rejections);
        Assert.Empty(roster.Warnings);
        Assert.Equal(people, roster.People.Count);
        Assert.Equal(made.People.Select(p => (p.Id, p.Given, p.Family, p.Birth)), roster.People.Select(p => (p.ExternalId, p.GivenName, p.FamilyName, p.BirthDate)));
        Assert.Equal(made.Schools.Select(s => (s.Id, s.Name, s.Identifier)), roster.Schools.Select(s => (s.ExternalId, s.Name, s.Identifier!)));
        Assert.Equal(made.Classes.Select(c => (c.Id, c.Title, c.Homeroom)), roster.Classes.Select(c => (c.ExternalId, c.Title, c.Kind == RosterClassKind.Homeroom)));
        Assert.Equal(made.Enrolments.Select(e => (e.ClassId, e.PersonId, e.Role == "student")), roster.Enrolments.Select(e => (e.ClassExternalId, e.PersonExternalId, e.Role == RosterRole.Pupil)));
        Assert.Equal(guardians ? roster.People.Count(p => p.Kind == RosterPersonKind.Pupil) : 0, roster.Relationships.Count);
        if (people > 100) Assert.Equal(Enumerable.Range(0, 7), roster.People.Where(p => p.Kind == RosterPersonKind.Pupil).Select(p => p.YearGroup!.Value).Distinct().Order());
    }

    [Fact]
    public void The_same_seed_writes_the_same_bytes_and_another_seed_does_not()
    {
        using var one = new RosterSet();
        using var two = new RosterSet();
        using var other = new RosterSet();
        new RosterGenerator(5).WriteOneRoster(one.Path, 300, guardians: true);
        new RosterGenerator(5).WriteOneRoster(two.Path, 300, guardians: true);
        new RosterGenerator(6).WriteOneRoster(other.Path, 300, guardians: true);
        Assert.All(Directory.GetFiles(one.Path), f => Assert.Equal(File.ReadAllBytes(f), File.ReadAllBytes(Path.Combine(two.Path, Path.GetFileName(f)))));
        Assert.NotEqual(File.ReadAllBytes(Path.Combine(one.Path, "users.csv")), File.ReadAllBytes(Path.Combine(other.Path, "users.csv")));
    }

    [Fact]
    public void Enrolments_are_as_many_as_asked_and_a_leaver_leaves_no_trace()
    {
        using var set = new RosterSet();
        var made = new RosterGenerator(9).Make(400, schools: 2, enrolments: 2800);
        Assert.Equal(2800, made.Enrolments.Count);
        var leaver = made.People.First(p => p.Role == "student").Id;
        made.Remove(leaver);
        made.WriteOneRosterZip(Path.Combine(set.Path, "set.zip"));
        using var source = RosterSource.Open(Path.Combine(set.Path, "set.zip"));
        var roster = RosterReader.Read(source, new RosterOptions());
        Assert.Empty(roster.Rejections);
        Assert.Equal(399, roster.People.Count);
        Assert.DoesNotContain(roster.Enrolments, e => e.PersonExternalId == leaver);
    }

    // The published sample sets, where this machine has them; their faults stand in the other tests, with small data.
    [Theory]
    [InlineData("oneroster-1.1-small", 711, 4935)]
    [InlineData("sds-v2.1", 8, 6)]
    [InlineData("uk-format-25-users", 24, 158)]
    [InlineData("uk-format-100-users", 98, 630)]
    public void Published_samples_read_whole(string name, int people, int enrolments)
    {
        using var small = name.StartsWith("one") ? RosterSet.OneRoster() : name.StartsWith("sds") ? RosterSet.Sds21() : RosterSet.SdsUk();
        var folder = Path.Combine(Environment.GetEnvironmentVariable("TUTELA_SHARED") ?? "", "data", "rosters", name);
        var here = Directory.Exists(folder);
        using var source = RosterSource.Open(here ? folder : small.Path);
        var roster = RosterReader.Read(source, new RosterOptions());
        Assert.Empty(roster.Rejections);
        if (here) Assert.Equal((people, enrolments), (roster.People.Count, roster.Enrolments.Count));
        else Assert.True(roster.People.Count >= 3 && roster.Enrolments.Count >= 2);
    }
}
