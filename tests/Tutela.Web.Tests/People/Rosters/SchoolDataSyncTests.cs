using Tutela.Web.Modules.People.Rosters;
using Xunit;

namespace Tutela.Web.Tests.People.Rosters;

public sealed class SchoolDataSyncTests
{
    [Fact]
    public void Version_2_1_is_read_whole_and_without_a_word()
    {
        using var set = RosterSet.Sds21();
        var roster = set.Read();

        Assert.Empty(roster.Warnings);
        Assert.Empty(roster.Rejections);
        Assert.Equal(RosterFormat.Sds21, roster.Format);
        Assert.Equal("s1", Assert.Single(roster.Schools).ExternalId);
        Assert.Equal([("c1", 3, RosterClassKind.Scheduled), ("c2", null, RosterClassKind.Homeroom)], roster.Classes.Select(c => (c.ExternalId, c.YearGroup, c.Kind)));
        var ann = roster.People[0];
        Assert.Equal((RosterPersonKind.Pupil, 3, "ann@copse.example", null, new DateOnly(2027, 7, 21)), (ann.Kind, ann.YearGroup, ann.Username, ann.Email, ann.Until));
        // Her department is in the school; the authority that she also serves is none.
        var cara = roster.People[1];
        Assert.Equal((RosterPersonKind.Staff, true, "cara@copse.example"), (cara.Kind, cara.IsTeacher, cara.Email));
        Assert.Equal(["s1"], cara.SchoolExternalIds);
        Assert.Equal((RosterPersonKind.Parent, "dora@home.example"), (roster.People[2].Kind, roster.People[2].Email));
        Assert.Equal(new RosterRelationship("p1", "g1", "guardian") { File = "relationships.csv", Line = 2 }, Assert.Single(roster.Relationships));
        Assert.Equal([RosterRole.Pupil, RosterRole.Teacher], roster.Enrolments.Select(e => e.Role));
    }

    [Theory]
    [InlineData("users.csv", "x1,,Eve,Cox,,,,,", "the person has no role in roles.csv and is nobody's parent in relationships.csv.", 5)]
    [InlineData("roles.csv", "x1,s1,student,,,,,", "person x1 is not in the set.", 5)]
    [InlineData("relationships.csv", "p1,x1,guardian", "person x1 is not in the set, or was rejected.", 3)]
    [InlineData("relationships.csv", "a1,g1,guardian", "a1 is not a pupil.", 3)]
    [InlineData("enrollments.csv", "c1,x1,student", "person x1 is not in the set.", 4)]
    [InlineData("enrollments.csv", "c1,p1,owner", "role owner is not a role in a class.", 4)]
    [InlineData("classes.csv", "c3,m,Reading 4,,", "orgSourcedId m is an organisation above the schools, not a school.", 4)]
    public void An_unusable_row_of_2_1_is_rejected(string file, string row, string reason, int line)
    {
        using var set = RosterSet.Sds21().Add(file, row);
        var rejection = Assert.Single(set.Read().Rejections);
        Assert.Equal((file, line, reason), (rejection.File, rejection.Line, rejection.Reason));
    }

    [Fact]
    public void A_bad_role_takes_its_person_with_it()
    {
        using var set = RosterSet.Sds21().Change("roles.csv", "p1,s1,student", "p1,s1,jester");
        Assert.Equal([("users.csv", 2), ("roles.csv", 2), ("relationships.csv", 2), ("enrollments.csv", 2)], set.Read().Rejections.Select(r => (r.File, r.Line)).OrderByDescending(r => r.File));
    }

    [Fact]
    public void A_missing_classes_file_leaves_what_the_school_has()
    {
        using var set = RosterSet.Sds21().Delete("classes.csv").Delete("enrollments.csv").Delete("relationships.csv").Change("users.csv", "g1,,Dora,Reed,,,dora@home.example,,\r\n", "");
        var roster = set.Read();
        Assert.Equal([RosterKind.Class, RosterKind.Enrolment, RosterKind.Relationship], roster.Partial.Order());
        Assert.Equal(2, roster.People.Count);
    }

    [Fact]
    public void The_UK_format_is_read_whole()
    {
        using var set = RosterSet.SdsUk();
        var roster = set.Read(new RosterOptions { GradesAreUs = false });

        Assert.Empty(roster.Rejections);
        Assert.Equal(["9001", "9002"], roster.Schools.Select(s => s.ExternalId));
        Assert.Equal([("c1", RosterClassKind.Scheduled), ("c2", RosterClassKind.Homeroom)], roster.Classes.Select(c => (c.ExternalId, c.Kind)));
        Assert.Equal(("t1", "Autumn", new DateOnly(2026, 9, 1), new DateOnly(2026, 12, 18)), roster.Terms.Select(t => (t.ExternalId, t.Title, t.Start, t.End)).Single());
        Assert.Equal([(2, new DateOnly(2018, 10, 4), true), (3, new DateOnly(2017, 11, 5), false)], roster.People.Where(p => p.Kind == RosterPersonKind.Pupil).Select(p => (p.YearGroup!.Value, p.BirthDate!.Value, p.Active)));
        // Pupil 1 and teacher 1 are two people: the format numbers them apart.
        var cara = roster.People.Single(p => p.Kind == RosterPersonKind.Staff);
        Assert.Equal(("teacher:1", "Cara", "Deputy head", "cara@copse.example"), (cara.ExternalId, cara.GivenName, cara.Title, cara.Email));
        Assert.Equal([("c1", "1"), ("c2", "1"), ("c1", "teacher:1")], roster.Enrolments.Select(e => (e.ClassExternalId, e.PersonExternalId)));
    }

    [Fact]
    public void One_date_that_fits_only_month_first_settles_the_order_for_all()
    {
        using var set = RosterSet.SdsUk().Change("Section.csv", "1/9/2026,18/12/2026", "9/1/2026,12/18/2026");
        var roster = set.Read();
        Assert.Equal(new DateOnly(2018, 4, 10), roster.People[0].BirthDate);
        Assert.Equal(new DateOnly(2026, 12, 18), roster.Terms[0].End);
        Assert.Contains(roster.Warnings, w => w.Reason == "dates are read as month/day/year, the only order that fits them all.");
    }

    [Fact]
    public void Where_no_date_settles_the_order_the_English_one_is_taken_and_said()
    {
        using var set = RosterSet.SdsUk().Change("Section.csv", "18/12/2026", "12/12/2026");
        var roster = set.Read();
        Assert.Equal(new DateOnly(2018, 10, 4), roster.People[0].BirthDate);
        Assert.Contains(roster.Warnings, w => w.Reason == "no date shows which order is meant; they are read as day/month/year.");
    }

    [Theory]
    [InlineData("Student.csv", "3,9009,Eve,Cox,,,,,,,2,Active,,", "School DfE Number 9009 is not among the schools.", 4)]
    [InlineData("Student.csv", "3,9001,Eve,Cox,,,,,,,2,Active,31/02/2018,", "Birthdate is not a date (day/month/year).", 4)]
    [InlineData("Student.csv", "2,9001,Eve,Cox,,,,,,,2,Active,,", "ID 2 is already used on line 3.", 4)]
    [InlineData("Student.csv", "3,9001,,Cox,,,,,,,2,Active,,", "First Name is missing.", 4)]
    [InlineData("StudentEnrollment.csv", "c9,1", "class c9 is not in the set.", 4)]
    [InlineData("TeacherRoster.csv", "c1,2", "person teacher:2 is not in the set.", 3)]
    public void An_unusable_row_of_the_UK_format_is_rejected(string file, string row, string reason, int line)
    {
        using var set = RosterSet.SdsUk().Add(file, row);
        var rejection = Assert.Single(set.Read().Rejections);
        Assert.Equal((file, line, reason), (rejection.File, rejection.Line, rejection.Reason));
    }

    [Fact]
    public void The_older_column_names_are_read_and_reported()
    {
        using var set = RosterSet.SdsUk().Change("Student.csv", "ID,School DfE Number", "SIS ID,School SIS ID").Change("StudentEnrollment.csv", "Section ID,ID", "Section SIS ID,SIS ID");
        var roster = set.Read();
        Assert.Equal(3, roster.Enrolments.Count);
        Assert.Equal(4, roster.Warnings.Count(w => w.Reason.Contains("is read as")));
    }

    [Fact]
    public void No_password_is_kept_anywhere()
    {
        foreach (var set in (RosterSet[])[RosterSet.OneRoster(), RosterSet.Sds21(), RosterSet.SdsUk()])
        {
            using (set)
            {
                var roster = set.Read();
                Assert.DoesNotContain("secret", string.Join('\n', [.. roster.People, .. roster.Warnings, .. roster.Rejections]));
            }
        }
    }
}
