namespace Tutela.Web.Modules.People.Rosters;

/// <summary>
/// Microsoft School Data Sync, the UK format: School, Section, Student, Teacher, StudentEnrollment, TeacherRoster.
/// Pupils and teachers are numbered apart, so a teacher's id is kept with a prefix.
/// </summary>
internal static class SdsUkReader
{
    public const string TeacherPrefix = "teacher:";

    private const string OldNames = "SIS ID=ID,School SIS ID=School DfE Number,Section SIS ID=Section ID";

    private static readonly RosterTable SchoolTable = new(RosterKind.School,
        "DfE Number*,Name*,School Number,School NCES_ID,State ID,Grade Low,Grade High,Principal SIS ID,Principal Name,Principal Secondary Email,Address,City,State,Country,Postal Code,Phone,Zone",
        "SIS ID=DfE Number,School DfE Number=DfE Number");

    private static readonly RosterTable SectionTable = new(RosterKind.Class,
        "ID*,School DfE Number*,Section Name*,Section Number,Term SIS ID,Term Name,Term StartDate,Term EndDate,Course SIS ID,Course Name,Course Number,Course Description,Course Subject,Periods,Status", OldNames);

    private static readonly RosterTable StudentTable = new(RosterKind.Person,
        "ID*,School DfE Number*,First Name*,Last Name*,Username,Password,State ID,Secondary Email,Student Number,Middle Name,Grade,Status,Birthdate,Graduation Year", OldNames);

    private static readonly RosterTable TeacherTable = new(RosterKind.Person,
        "ID*,School DfE Number*,First Name*,Last Name*,Username,Password,State ID,Teacher Number,Status,Middle Name,Secondary Email,Title,Qualification", OldNames);

    private static readonly RosterTable EnrolmentTable = new(RosterKind.Enrolment, "Section ID*,ID*", OldNames);

    public static void Read(RosterReading reading)
    {
        var order = Order(reading);
        using (var rows = reading.Open("School.csv", SchoolTable, needed: true)!) Schools(reading, rows);
        if (Open(reading, "Section.csv", SectionTable, RosterKind.Class) is { } sections) using (sections) Sections(reading, sections, order);
        else reading.Draft.Partial.Add(RosterKind.Term);
        using (var rows = reading.Open("Student.csv", StudentTable, needed: true)!) People(reading, rows, RosterPersonKind.Pupil, order);
        if (Open(reading, "Teacher.csv", TeacherTable, RosterKind.Person) is { } teachers) using (teachers) People(reading, teachers, RosterPersonKind.Staff, order);
        if (Open(reading, "StudentEnrollment.csv", EnrolmentTable, RosterKind.Enrolment) is { } pupils) using (pupils) Enrolments(reading, pupils, "", "student");
        if (Open(reading, "TeacherRoster.csv", EnrolmentTable, RosterKind.Enrolment) is { } staff) using (staff) Enrolments(reading, staff, TeacherPrefix, "teacher");
    }

    private static RosterRows? Open(RosterReading reading, string file, RosterTable table, RosterKind kind)
    {
        var rows = reading.Open(file, table);
        if (rows is not null) return rows;
        reading.Draft.Partial.Add(kind);
        reading.Findings.Warn(file, null, "the file is not in the set; what the school has of this kind stays as it is.");
        return null;
    }

    // The format leaves the order of day and month open. One date that can be read in one way only settles it for all.
    private static DateOrder Order(RosterReading reading)
    {
        var (day, month, slashed) = (0, 0, false);
        foreach (var (file, table, columns) in ((string, RosterTable, string[])[])[("Section.csv", SectionTable, ["Term StartDate", "Term EndDate"]), ("Student.csv", StudentTable, ["Birthdate"])])
        {
            if (reading.Source.Find(file) is not { } found) continue;
            using var rows = new RosterRows(found, table, reading, new RosterFindings(), quiet: true);
            while (rows.Read())
            {
                foreach (var column in columns)
                {
                    if (rows.Text(column) is not { } text) continue;
                    slashed |= text.Contains('/');
                    var vote = RosterDates.Vote(text);
                    (day, month) = (day + Math.Max(vote, 0), month - Math.Min(vote, 0));
                }
            }
        }
        var order = month > day ? DateOrder.MonthFirst : DateOrder.DayFirst;
        if (month > 0 && day > 0) reading.Findings.Warn("Student.csv", null, $"dates stand in both orders; they are read as {RosterDates.Say(order)}.");
        else if (month > 0) reading.Findings.Warn("Student.csv", null, $"dates are read as {RosterDates.Say(order)}, the only order that fits them all.");
        else if (slashed && day == 0) reading.Findings.Warn("Student.csv", null, $"no date shows which order is meant; they are read as {RosterDates.Say(order)}.");
        return order;
    }

    private static void Schools(RosterReading reading, RosterRows rows)
    {
        var draft = reading.Draft;
        while (rows.Read())
        {
            if (!RosterDraft.NewId(rows, draft.Schools, "DfE Number", out var id)) continue;
            rows.Orgs = [id];
            if (!rows.Needed("Name", RosterLimits.MaxTextLength, out var name)) continue;
            draft.Orgs.Add(id, OrgLevel.School, null);
            draft.Schools.Add(id, new RosterSchool(id, name, id) { File = rows.File, Line = rows.Line });
        }
    }

    private static void Sections(RosterReading reading, RosterRows rows, DateOrder order)
    {
        var draft = reading.Draft;
        while (rows.Read())
        {
            if (!RosterDraft.NewId(rows, draft.Classes, "ID", out var id)) continue;
            if (!School(reading, rows, out var school)) continue;
            if (!rows.Needed("Section Name", RosterLimits.MaxTextLength, out var title)) continue;
            if (!Term(reading, rows, order, out var term)) continue;
            draft.Classes.Add(id, new RosterClass(id, title, school, null, ClassKinds.Guess(title, rows.Short("Course Name"), rows.Short("Course Subject")))
            {
                File = rows.File,
                Line = rows.Line,
                TermExternalIds = term is null ? [] : [term],
                Active = RosterStatus.Active(rows, "Status"),
            });
        }
    }

    private static bool Term(RosterReading reading, RosterRows rows, DateOrder order, out string? id)
    {
        id = rows.Short("Term SIS ID");
        if (!rows.Date("Term StartDate", order, out var start) || !rows.Date("Term EndDate", order, out var end)) return false;
        if (id is null) return true;
        if (reading.Draft.Terms.TryGetValue(id, out var known))
        {
            if ((start ?? known.Start, end ?? known.End) != (known.Start, known.End)) rows.Warn("the term has other dates than on an earlier row; the first are kept.");
            return true;
        }
        if (start is null || end is null)
        {
            rows.Warn("the term has no dates and is left out.");
            id = null;
            return true;
        }
        if (end < start) return rows.Reject("the term ends before it begins.");
        reading.Draft.Terms.Add(id, new RosterTerm(id, rows.Short("Term Name") ?? id, RosterTermKind.Term, start.Value, end.Value) { File = rows.File, Line = rows.Line });
        return true;
    }

    private static void People(RosterReading reading, RosterRows rows, RosterPersonKind kind, DateOrder order)
    {
        var people = reading.Draft.People;
        var pupil = kind == RosterPersonKind.Pupil;
        while (rows.Read())
        {
            if (!RosterDraft.NewId(rows, people, "ID", out var id, pupil ? "" : TeacherPrefix)) continue;
            if (!School(reading, rows, out var school)) continue;
            if (!rows.Needed("First Name", PersonName.MaxLength, out var given) || !rows.Needed("Last Name", PersonName.MaxLength, out var family)) continue;
            DateOnly? birth = null;
            if (pupil && !rows.Date("Birthdate", order, out birth)) continue;
            var username = rows.Short("Username");
            var email = rows.Email("Secondary Email") ?? (!pupil && username is not null && RosterText.IsEmail(username) ? username : null);
            people.Add(id, new RosterPerson(id, kind, given, family, email, username, [school], pupil ? reading.YearGroup(rows, rows.Text("Grade")) : null, birth, RosterStatus.Active(rows, "Status"))
            {
                File = rows.File,
                Line = rows.Line,
                IsTeacher = !pupil,
                Title = pupil ? null : rows.Short("Title"),
                Identifier = rows.Short(pupil ? "Student Number" : "Teacher Number"),
            });
        }
    }

    private static bool School(RosterReading reading, RosterRows rows, out string school)
    {
        school = "";
        if (!rows.Id("School DfE Number", out var org)) return false;
        rows.Orgs = [org];
        return reading.Draft.SchoolOf(rows, "School DfE Number", org, out school);
    }

    private static void Enrolments(RosterReading reading, RosterRows rows, string prefix, string role)
    {
        while (rows.Read())
        {
            if (rows.Id("Section ID", out var section) && rows.Id("ID", out var person)) reading.Draft.AddEnrolment(rows, section, prefix + person, role, null, null);
        }
    }
}
