using Tutela.Web.Modules.People.Rosters;
using Xunit;

namespace Tutela.Web.Tests.People.Rosters;

public sealed class HostileTextTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("Robert'); DROP TABLE person;--")]
    [InlineData("Zoë Ólafsdóttir-O’Neil")]
    [InlineData("李小龙")]
    public void Text_that_only_looks_dangerous_is_kept_as_it_is(string name)
    {
        using var set = RosterSet.OneRoster().Change("users.csv", "p1,,Ann", $"p1,,{name}");
        var roster = set.Read();
        Assert.Equal(name, roster.People[0].GivenName);
        Assert.Empty(roster.Warnings);
    }

    [Theory]
    [InlineData("A\u200Bn\u200Dn")]
    [InlineData("\u202EAnn\u202C")]
    [InlineData("\u2066Ann\u2069")]
    [InlineData("Ann\uFEFF")]
    [InlineData("A\u00ADnn")]
    [InlineData("A\u0007nn")]
    [InlineData("A\u3164nn")]
    [InlineData("A\uE000nn")]
    [InlineData("A\U000E0041nn")]
    public void Characters_that_nobody_sees_are_taken_out_and_reported(string name)
    {
        using var set = RosterSet.OneRoster().Change("users.csv", "p1,,Ann", $"p1,,{name}");
        var roster = set.Read();
        Assert.Equal("Ann", roster.People[0].GivenName);
        Assert.Equal(new Warning("users.csv", 2, "invisible characters were taken out of givenName."), Assert.Single(roster.Warnings));
    }

    [Theory]
    [InlineData(" Ann  Marie ", "Ann Marie")]
    [InlineData("\"Ann\r\nMarie\"", "Ann Marie")]
    [InlineData("Ann\u00A0Marie", "Ann Marie")]
    [InlineData("Zoe\u0308", "Zoë")]
    public void Spaces_and_accents_are_made_regular_without_a_word(string name, string read)
    {
        using var set = RosterSet.OneRoster().Change("users.csv", "p1,,Ann", $"p1,,{name}");
        var roster = set.Read();
        Assert.Equal(read, roster.People[0].GivenName);
        Assert.Empty(roster.Warnings);
    }

    [Theory]
    [InlineData(PersonName.MaxLength, 0)]
    [InlineData(PersonName.MaxLength + 1, 1)]
    public void A_name_has_a_greatest_length(int length, int rejected)
    {
        using var set = RosterSet.OneRoster().Change("users.csv", "Bob,Hall", $"{new string('x', length)},Hall").Write("enrollments.csv", "sourcedId,classSourcedId,userSourcedId,role");
        var roster = set.Read();
        Assert.Equal(rejected, roster.Rejections.Count(r => r is { File: "users.csv", Line: 3, Reason: "givenName is longer than 100 characters." }));
        Assert.Equal(4 - rejected, roster.People.Count);
    }

    [Fact]
    public void An_id_that_is_too_long_is_rejected_and_other_long_or_wrong_text_left_out()
    {
        using var set = RosterSet.OneRoster().Change("users.csv", "cara@copse.example", "not an address").Change("users.csv", "student,p1,", $"student,{new string('u', 300)},")
            .Add("users.csv", $"{new string('i', 300)},,,true,s1,student,x,,Eve,Cox,,,,,,,,");
        var roster = set.Read();
        Assert.Null(roster.People[0].Username);
        Assert.Null(roster.People[2].Email);
        Assert.Equal(2, roster.Warnings.Count);
        Assert.Equal("sourcedId is longer than 200 characters.", Assert.Single(roster.Rejections).Reason);
    }
}
