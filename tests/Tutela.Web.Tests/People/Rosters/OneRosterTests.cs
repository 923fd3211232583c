using Tutela.Web.Modules.People.Rosters;
using Xunit;

namespace Tutela.Web.Tests.People.Rosters;

public sealed class OneRosterTests
{
    [Fact]
    public void A_right_set_is_read_whole_and_without_a_word()
    {
        using var set = RosterSet.OneRoster();
        var roster = set.Read();

        Assert.Empty(roster.Warnings);
        Assert.Empty(roster.Rejections);
        Assert.Empty(roster.Partial);
        Assert.Equal(RosterFormat.OneRoster11, roster.Format);
        Assert.Equal(["s1", "s2"], roster.Schools.Select(s => s.ExternalId));
        Assert.Equal(new RosterSchool("s1", "Ash Copse", "900001") { File = "orgs.csv", Line = 3 }, roster.Schools[0]);
        Assert.Equal(new RosterTerm("t1", "Autumn", RosterTermKind.Term, new(2026, 9, 1), new(2026, 12, 18)) { File = "academicSessions.csv", Line = 2 }, Assert.Single(roster.Terms));
        Assert.Equal(("c1", "Class 3", "s1", 3, RosterClassKind.Homeroom), (roster.Classes[0].ExternalId, roster.Classes[0].Title, roster.Classes[0].SchoolExternalId, roster.Classes[0].YearGroup, roster.Classes[0].Kind));
        Assert.Equal(["t1"], roster.Classes[0].TermExternalIds);

        var ann = roster.People[0];
        Assert.Equal(("p1", RosterPersonKind.Pupil, "Ann", "Reed", "p1", 3), (ann.ExternalId, ann.Kind, ann.GivenName, ann.FamilyName, ann.Username, ann.YearGroup));
        Assert.Equal((new DateOnly(2018, 10, 4), "U1", true, "users.csv", 2), (ann.BirthDate, ann.Identifier, ann.Active, ann.File, ann.Line));
        Assert.Equal(["s1"], ann.SchoolExternalIds);
        var cara = roster.People[2];
        Assert.Equal((RosterPersonKind.Staff, true, "teacher", "cara@copse.example"), (cara.Kind, cara.IsTeacher, cara.Title, cara.Email));
        Assert.Equal(["s1", "s2"], cara.SchoolExternalIds);

        Assert.Equal(new RosterEnrolment("c1", "p1", RosterRole.Pupil, new(2026, 9, 1), null) { File = "enrollments.csv", Line = 2 }, roster.Enrolments[0]);
        Assert.Equal(RosterRole.Teacher, roster.Enrolments[2].Role);
        // The pupil's row and the parent's row both name the link: it is one link.
        Assert.Equal(new RosterRelationship("p1", "g1", "parent") { File = "users.csv", Line = 2 }, Assert.Single(roster.Relationships));
    }

    [Fact]
    public void Another_column_order_and_a_misplaced_column_are_read_by_name()
    {
        using var set = RosterSet.OneRoster().Write("users.csv",
            "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,agentSourcedIds,familyName,middleName,identifier,email,sms,phone,grades,password",
            "p1,,,true,s1,student,p1,,Ann,g1,Reed,,U1,,,,02,", "g1,,,true,s1,guardian,g1,,Dora,,Reed,,,,,,,").Delete("enrollments.csv").Delete("demographics.csv");
        var roster = set.Read();

        Assert.Equal("Reed", roster.People[0].FamilyName);
        Assert.Equal(("p1", "g1", "guardian"), (roster.Relationships[0].PupilExternalId, roster.Relationships[0].ParentExternalId, roster.Relationships[0].Relationship));
        Assert.Contains(new Warning("users.csv", 1, "the columns are not in the standard order; they are read by name."), roster.Warnings);
    }

    [Theory]
    [InlineData("classes.csv", "termSourcedIds", "termSourcedId")]
    [InlineData("classes.csv", "termSourcedIds", "TermSourcedIDs")]
    [InlineData("users.csv", "agentSourcedIds", "agent_sourced_id")]
    [InlineData("users.csv", "orgSourcedIds", "orgSourceIds")]
    [InlineData("enrollments.csv", "beginDate", "startDate")]
    [InlineData("users.csv", "givenName", "GIVENNAME")]
    public void A_misnamed_column_is_read_and_reported(string file, string right, string wrong)
    {
        using var set = RosterSet.OneRoster().Change(file, right, wrong);
        var roster = set.Read();

        Assert.Equal(new Warning(file, 1, $"column “{wrong}” is read as {right}."), Assert.Single(roster.Warnings));
        Assert.Equal("t1", Assert.Single(roster.Classes[0].TermExternalIds));
        Assert.Single(roster.Relationships);
        Assert.Equal("Ann", roster.People[0].GivenName);
        Assert.Equal(new DateOnly(2026, 9, 1), roster.Enrolments[0].Start);
    }

    [Fact]
    public void An_extra_column_is_reported_but_not_when_the_standard_allows_it()
    {
        using var set = RosterSet.OneRoster()
            .Write("demographics.csv", "sourcedId,status,dateLastModified,birthDate,sex,shoeSize,metadata.house", "p1,,,2018-10-04,,31,Oak");
        Assert.Equal(new Warning("demographics.csv", 1, "column “shoeSize” is not one of this file's; it is not read."), Assert.Single(set.Read().Warnings));
    }

    [Fact]
    public void A_repeated_header_an_empty_row_and_a_byte_order_mark_cost_nothing()
    {
        using var set = RosterSet.OneRoster().Change("manifest.csv", "propertyName,value\r\n", "\uFEFF\"propertyName\",\"value\"\r\n\"propertyName\",\"value\"\r\n")
            .Change("enrollments.csv", "e2,", "\r\n,,,,,,,,,\r\ne2,").Change("orgs.csv", "sourcedId", "\uFEFFsourcedId");
        var roster = set.Read();

        Assert.Equal([new("manifest.csv", 2, "the header is repeated; the row is left out."), new Warning("enrollments.csv", 4, "the row is empty.")], roster.Warnings);
        Assert.Equal([2, 5, 6], roster.Enrolments.Select(e => e.Line));
        Assert.Equal(2, roster.Schools.Count);
    }

    [Fact]
    public void Many_rows_with_one_fault_are_one_warning_with_a_count()
    {
        using var set = RosterSet.OneRoster().Change("classes.csv", ",t1,", ",,");
        Assert.Equal(new Warning("classes.csv", 2, "termSourcedIds is empty: the class is in no term. (2 rows, this the first.)"), Assert.Single(set.Read().Warnings));
    }

    [Fact]
    public void A_delta_names_leavers_and_claims_nothing_about_the_rest()
    {
        using var set = RosterSet.OneRoster().Change("manifest.csv", "file.users,bulk", "file.users,delta\r\nfile.enrollments,delta\r\nfile.classes,absent")
            .Delete("classes.csv").Change("users.csv", "p1,,,", "p1,tobedeleted,2026-10-01T09:00:00Z,").Add("enrollments.csv", "e4,tobedeleted,,c9,s1,p9,student,,,");
        var roster = set.Read();

        Assert.Empty(roster.Rejections);
        Assert.False(roster.People[0].Active);
        Assert.True(roster.People[1].Active);
        Assert.False(roster.Enrolments.Single(e => e.PersonExternalId == "p9").Active);
        Assert.Equal([RosterKind.Class, RosterKind.Person, RosterKind.Enrolment, RosterKind.Relationship], roster.Partial.Order());
    }

    [Fact]
    public void A_file_that_the_manifest_promises_must_be_there()
    {
        using var set = RosterSet.OneRoster().Add("manifest.csv", "file.classes,bulk").Delete("classes.csv");
        Assert.Equal("classes.csv", set.Refused().File);
    }

    [Fact]
    public void An_account_that_is_switched_off_is_not_a_leaver()
    {
        using var set = RosterSet.OneRoster().Change("users.csv", "p1,,,true", "p1,,,false");
        var roster = set.Read();
        Assert.Equal((true, false), (roster.People[0].Active, roster.People[0].Enabled));
        Assert.StartsWith("enabledUser is false", Assert.Single(roster.Warnings).Reason);
    }

    [Fact]
    public void Version_1_2_takes_roles_from_their_own_file()
    {
        using var set = RosterSet.OneRoster().Change("manifest.csv", "oneroster.version,1.1", "oneroster.version,1.2")
            .Write("users.csv", "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,pronouns",
                "p1,,,true,p1,,Ann,Reed,,,,,,,02,,,she", "p2,,,true,p2,,Bob,Hall,,,,,,,03,,,", "a1,,,true,a1,,Cara,Webb,,,,,,p1,,,,", "x1,,,true,x1,,Eve,Cox,,,,,,,,,,")
            .Write("roles.csv", "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId",
                "r1,,,p1,primary,student,,,s1,", "r2,,,p2,primary,student,,,s2,", "r3,,,a1,secondary,parent,,,s1,", "r4,,,a1,primary,principal,,2027-07-31,s1,", "r5,,,z9,primary,student,,,s1,");
        var roster = set.Read();

        Assert.Equal(RosterFormat.OneRoster12, roster.Format);
        var head = roster.People.Single(p => p.ExternalId == "a1");
        Assert.Equal((RosterPersonKind.Staff, "principal", new DateOnly(2027, 7, 31)), (head.Kind, head.Title, head.Until));
        // Staff may be parents too.
        Assert.Equal("a1", Assert.Single(roster.Relationships).ParentExternalId);
        Assert.Equal([("roles.csv", 6, "person z9 is not in the set."), ("users.csv", 5, "the person has no role in roles.csv.")], roster.Rejections.Where(r => r.Kind == RosterKind.Person).Select(r => (r.File, r.Line, r.Reason)));
    }

    [Theory]
    [InlineData(true, "KG", 0)]
    [InlineData(true, "02", 3)]
    [InlineData(false, "02", 2)]
    [InlineData(true, "Year 2", 2)]
    [InlineData(false, "R", 0)]
    [InlineData(true, "PK", -1)]
    [InlineData(true, "13", null)]
    [InlineData(false, "14", null)]
    [InlineData(true, "PS1", null)]
    public void Grades_become_year_groups_by_the_setting(bool us, string grade, int? yearGroup)
    {
        using var set = RosterSet.OneRoster().Change("users.csv", ",02,secret", $",{grade},secret");
        var roster = set.Read(new RosterOptions { GradesAreUs = us });
        Assert.Equal(yearGroup, roster.People[0].YearGroup);
        Assert.Equal(yearGroup is null, roster.Warnings.Any(w => w.File == "users.csv"));
    }

    [Fact]
    public void Progress_reaches_the_end_and_never_passes_it()
    {
        using var set = RosterSet.OneRoster();
        var seen = new Seen();
        set.Read(progress: seen);
        Assert.Equal(7, seen.All.Count);
        Assert.Equal(seen.All[^1].BytesTotal, seen.All[^1].BytesRead);
        Assert.Equal(seen.All.Select(p => p.BytesRead).Order(), seen.All.Select(p => p.BytesRead));
    }

    private sealed class Seen : IProgress<RosterProgress>
    {
        public List<RosterProgress> All { get; } = [];
        public void Report(RosterProgress value) => All.Add(value);
    }
}
