using Tutela.Web.Modules.People.Rosters;
using Xunit;

namespace Tutela.Web.Tests.People.Rosters;

public sealed class RejectionTests
{
    [Theory]
    [InlineData("users.csv", ",,,true,s1,student,x,,Eve,Cox,,,,,,,,", "sourcedId is missing.")]
    [InlineData("users.csv", "x,,,true,s1,student,x,,,Cox,,,,,,,,", "givenName is missing.")]
    [InlineData("users.csv", "x,,,true,s1,student,x,,Eve,\u200B\u202E,,,,,,,,", "familyName is missing.")]
    [InlineData("users.csv", "x,,,true,s1,wizard,x,,Eve,Cox,,,,,,,,", "role wizard is not one that Tutela knows.")]
    [InlineData("users.csv", "x,,,true,s9,student,x,,Eve,Cox,,,,,,,,", "orgSourcedIds s9 is not among the organisations.")]
    [InlineData("users.csv", "x,,,true,,student,x,,Eve,Cox,,,,,,,,", "orgSourcedIds is missing.")]
    [InlineData("users.csv", "p2,,,true,s1,student,x,,Eve,Cox,,,,,,,,", "sourcedId p2 is already used on line 3.")]
    [InlineData("users.csv", "x,,,true,s1,student,x,,Eve,Cox", "the row has 10 values where the header has 18.")]
    [InlineData("users.csv", "x,,,true,s1,student,x,,Eve,Cox,,,,,,,,,more", "the row has 19 values where the header has 18.")]
    [InlineData("users.csv", "x,,,true,s1,student,x,,E\"ve,Cox,,,,,,,,", "a quotation mark stands inside a value that does not start with one.")]
    [InlineData("users.csv", "x,,,true,s1,student,x,,\"E\"ve,Cox,,,,,,,,", "there is text after the quotation mark that ends a value.")]
    [InlineData("classes.csv", "x,,,Class 9,03,,,homeroom,,s9,t1,,,", "schoolSourcedId s9 is not among the schools.")]
    [InlineData("classes.csv", "x,,,Class 9,03,,,homeroom,,d,t1,,,", "schoolSourcedId d is an organisation above the schools, not a school.")]
    [InlineData("classes.csv", "x,,,,03,,,homeroom,,s1,t1,,,", "title is missing.")]
    [InlineData("academicSessions.csv", "x,,,Spring,term,2027-02-30,2027-03-25,,2027", "startDate is not a date (year-month-day, as 2026-09-01).")]
    [InlineData("academicSessions.csv", "x,,,Spring,term,01/04/2027,2027-05-25,,2027", "startDate is not a date (year-month-day, as 2026-09-01).")]
    [InlineData("academicSessions.csv", "x,,,Spring,term,2027-03-25,2027-01-04,,2027", "the term ends before it begins.")]
    [InlineData("academicSessions.csv", "x,,,Spring,term,,2027-01-04,,2027", "startDate is missing.")]
    [InlineData("orgs.csv", "s1,,,Oak Copse,school,,d", "sourcedId s1 is already used on line 3.")]
    [InlineData("orgs.csv", "x,,,,school,,d", "name is missing.")]
    [InlineData("demographics.csv", "p2,,,not-a-date,", "birthDate is not a date (year-month-day, as 2026-09-01).")]
    [InlineData("demographics.csv", "p2,,,1066-10-14,", "birthDate is not a date (year-month-day, as 2026-09-01).")]
    [InlineData("enrollments.csv", "x,,,c9,s1,p1,student,,,", "class c9 is not in the set.")]
    [InlineData("enrollments.csv", "x,,,c1,s1,p9,student,,,", "person p9 is not in the set.")]
    [InlineData("enrollments.csv", "x,,,c1,s1,p1,mascot,,,", "role mascot is not a role in a class.")]
    [InlineData("enrollments.csv", "x,,,c1,s1,p2,teacher,,,", "p2 is a pupil in the set, so cannot be teacher of a class.")]
    [InlineData("enrollments.csv", "x,,,c1,s1,g1,student,,,", "g1 is a parent in the set, so cannot be student of a class.")]
    [InlineData("enrollments.csv", "x,,,c2,s2,p1,student,,2026-12-01,2026-09-01", "the enrolment ends before it begins.")]
    [InlineData("enrollments.csv", "e1,,,c2,s2,p1,student,,,", "sourcedId e1 is already used on line 2.")]
    public void An_unusable_row_is_rejected_with_file_line_and_reason_and_the_rest_is_read(string file, string row, string reason)
    {
        using var set = RosterSet.OneRoster();
        var right = set.Read();
        var line = File.ReadAllLines(Path.Combine(set.Path, file)).Length + 1;
        var roster = set.Add(file, row).Read();

        var rejection = Assert.Single(roster.Rejections);
        Assert.Equal((file, line, reason), (rejection.File, rejection.Line, rejection.Reason));
        Assert.Equal(
            (right.Schools.Count, right.Terms.Count, right.Classes.Count, right.People.Count, right.Enrolments.Count, right.Relationships.Count),
            (roster.Schools.Count, roster.Terms.Count, roster.Classes.Count, roster.People.Count, roster.Enrolments.Count, roster.Relationships.Count));
    }

    [Fact]
    public void What_hangs_on_a_rejected_row_is_rejected_with_its_line()
    {
        using var set = RosterSet.OneRoster().Change("users.csv", "Bob,Hall", "Bob,");
        var roster = set.Read();
        Assert.Equal(
            [new("users.csv", 3, "familyName is missing.") { Kind = RosterKind.Person, ExternalId = "p2", SchoolExternalIds = roster.Rejections[0].SchoolExternalIds }, new Rejection("enrollments.csv", 3, "person p2 was rejected on line 3 of its own file.") { Kind = RosterKind.Enrolment, ExternalId = "e2", SchoolExternalIds = roster.Rejections[1].SchoolExternalIds }],
            roster.Rejections);
        Assert.Equal(["s2"], roster.Rejections[0].SchoolExternalIds);
    }

    [Fact]
    public void A_row_is_named_by_the_line_on_which_it_starts()
    {
        using var set = RosterSet.OneRoster().Change("orgs.csv", "s2,", "s3,,,\"Oak\nCopse\",school,,d\n\ns4,,,,school,,d\ns2,");
        var roster = set.Read();
        Assert.Equal(("Oak Copse", 4), (roster.Schools[1].Name, roster.Schools[1].Line));
        Assert.Equal(7, Assert.Single(roster.Rejections).Line);
        Assert.Equal(8, roster.Schools[2].Line);
    }

    [Fact]
    public void A_class_or_person_that_can_do_without_an_unknown_reference_keeps_going()
    {
        using var set = RosterSet.OneRoster().Change("classes.csv", "s1,t1", "s1,\"t1,t9\"").Change("users.csv", ",g1,02", ",\"g1,g9\",02").Change("users.csv", "\"s1,s2\"", "\"s1,s9\"");
        var roster = set.Read();
        Assert.Empty(roster.Rejections);
        Assert.Equal(3, roster.Warnings.Count);
        Assert.Equal(["t1"], roster.Classes[0].TermExternalIds);
        Assert.Equal(["s1"], roster.People[2].SchoolExternalIds);
        Assert.Single(roster.Relationships);
    }

    [Fact]
    public void Of_two_rows_for_one_place_in_a_class_the_longer_one_counts()
    {
        using var set = RosterSet.OneRoster().Add("enrollments.csv", "e4,,,c1,s1,p2,student,,2026-09-01,2026-10-01", "e5,,,c1,s1,p2,student,,2026-11-01,");
        var roster = set.Read();
        var bob = Assert.Single(roster.Enrolments, e => e is { ClassExternalId: "c1", PersonExternalId: "p2" });
        Assert.Equal((new DateOnly(2026, 11, 1), 6), (bob.Start, bob.Line));
        Assert.Empty(roster.Rejections);
        Assert.Equal(("enrollments.csv", 6), (roster.Warnings[0].File, roster.Warnings[0].Line));
    }

    [Fact]
    public void Too_many_rejections_are_a_refusal()
    {
        using var set = RosterSet.OneRoster();
        set.Add("enrollments.csv", [.. Enumerable.Range(0, RosterLimits.MaxRejections + 1).Select(i => $"x{i},,,c9,s1,p1,student,,,")]);
        Assert.Equal("enrollments.csv", set.Refused().File);
    }
}
