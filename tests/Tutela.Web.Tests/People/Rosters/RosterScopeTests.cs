using Tutela.Web.Modules.People.Rosters;
using Xunit;

namespace Tutela.Web.Tests.People.Rosters;

public sealed class RosterScopeTests
{
    [Theory]
    [InlineData("s1")]
    [InlineData("900001")]
    public void One_school_of_a_trust_and_what_belongs_to_it(string org)
    {
        using var set = RosterSet.OneRoster();
        var roster = set.Read(new RosterOptions { Org = org });
        Assert.Equal(["s1"], roster.Schools.Select(s => s.ExternalId));
        Assert.Equal(["c1"], roster.Classes.Select(c => c.ExternalId));
        Assert.Equal(["p1", "a1", "g1"], roster.People.Select(p => p.ExternalId));
        Assert.All(roster.People, p => Assert.Equal(["s1"], p.SchoolExternalIds));
        Assert.Equal(["p1", "a1"], roster.Enrolments.Select(e => e.PersonExternalId));
        Assert.Single(roster.Relationships);
    }

    [Fact]
    public void The_other_school_has_none_of_the_first_ones_families()
    {
        using var set = RosterSet.OneRoster();
        var roster = set.Read(new RosterOptions { Org = "s2" });
        Assert.Equal(["p2", "a1"], roster.People.Select(p => p.ExternalId));
        Assert.Empty(roster.Relationships);
    }

    [Fact]
    public void Someone_employed_elsewhere_belongs_by_the_class_they_teach()
    {
        using var set = RosterSet.OneRoster().Change("users.csv", "\"s1,s2\"", "d");
        Assert.Equal(["s1"], set.Read(new RosterOptions { Org = "s1" }).People.Single(p => p.ExternalId == "a1").SchoolExternalIds);
        Assert.DoesNotContain(set.Read(new RosterOptions { Org = "s2" }).People, p => p.ExternalId == "a1");
    }

    [Fact]
    public void A_row_rejected_for_another_school_is_not_this_ones_trouble()
    {
        using var set = RosterSet.OneRoster().Add("users.csv", "x,,,true,s2,student,x,,,Cox,,,,,,,,").Add("enrollments.csv", "e8,,,c2,s2,x,student,,,", "e9,,,c1,s1,p9,student,,,", "e10,,,c2,,p9,student,,,");
        Assert.Equal(["e9"], set.Read(new RosterOptions { Org = "s1" }).Rejections.Select(r => r.ExternalId));
        Assert.Equal(["x", "e8", "e10"], set.Read(new RosterOptions { Org = "s2" }).Rejections.Select(r => r.ExternalId));
    }

    [Theory]
    [InlineData("s9")]
    [InlineData("d")]
    [InlineData("")]
    public void A_school_that_is_not_there_is_refused_with_those_that_are(string org)
    {
        using var set = RosterSet.OneRoster();
        Assert.Contains("s1 (Ash Copse); s2 (Elm Copse)", set.Refused(new RosterOptions { Org = org }).Reason);
    }
}
