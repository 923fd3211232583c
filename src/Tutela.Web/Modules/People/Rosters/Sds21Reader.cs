namespace Tutela.Web.Modules.People.Rosters;

/// <summary>Microsoft School Data Sync, CSV version 2.1. It has no status column: who is not named has left.</summary>
internal static class Sds21Reader
{
    private static readonly RosterTable OrgsTable = new(RosterKind.School, "sourcedId*,name*,type*,parentSourcedId");
    private static readonly RosterTable SessionsTable = new(RosterKind.Term, "sourcedId*,title*,type,schoolYear,startDate*,endDate*");
    private static readonly RosterTable CoursesTable = new(RosterKind.Class, "sourcedId*,orgSourcedId,title,code,schoolYearSourcedId,subject,grade");
    private static readonly RosterTable ClassesTable = new(RosterKind.Class, "sourcedId*,orgSourcedId*,title*,sessionSourcedIds,courseSourcedId", "termSourcedId=sessionSourcedIds,schoolSourcedId=orgSourcedId");
    private static readonly RosterTable UsersTable = new(RosterKind.Person, "sourcedId*,username,givenName*,familyName*,password,activeDirectoryMatchId,email,phone,sms");
    private static readonly RosterTable RolesTable = new(RosterKind.Person, "userSourcedId*,orgSourcedId*,role*,sessionSourcedId,grade,isPrimary,roleStartDate,roleEndDate");
    private static readonly RosterTable EnrolmentsTable = new(RosterKind.Enrolment, "classSourcedId*,userSourcedId*,role*");
    private static readonly RosterTable DemographicsTable = new(RosterKind.Person, "userSourcedId*,sex,birthDate,birthCity,birthState,birthCountry,ethnicityCodes,raceCodes", "sourcedId=userSourcedId");
    private static readonly RosterTable RelationshipsTable = new(RosterKind.Relationship, "userSourcedId*,relationshipUserSourcedId*,relationshipRole");

    private sealed record Link(string Pupil, string Adult, string Word, int Line);

    public static void Read(RosterReading reading)
    {
        var draft = reading.Draft;
        using (var rows = reading.Open("orgs.csv", OrgsTable, needed: true)!) Orgs.Read(reading, rows);
        if (Open(reading, "academicSessions.csv", SessionsTable, RosterKind.Term) is { } sessions) using (sessions) Sessions.Read(reading, sessions);
        var grades = new Dictionary<string, string>(StringComparer.Ordinal);
        if (reading.Open("courses.csv", CoursesTable) is { } courses) using (courses) Courses.Read(courses, "grade", grades);
        if (Open(reading, "classes.csv", ClassesTable, RosterKind.Class) is { } classes) using (classes) Classes(reading, classes, grades);
        PersonRoles roles;
        using (var rows = reading.Open("roles.csv", RolesTable, needed: true)!) roles = PersonRoles.Read(reading, rows);
        Dictionary<string, DateOnly> births = [];
        if (reading.Open("demographics.csv", DemographicsTable) is { } demographics) using (demographics) births = BirthDates.Read(demographics, "userSourcedId");
        var links = Links(reading);
        var adults = links.Select(l => l.Adult).ToHashSet(StringComparer.Ordinal);
        using (var rows = reading.Open("users.csv", UsersTable, needed: true)!)
        {
            while (rows.Read()) ReadUser(reading, rows, roles, adults, births);
            roles.RejectStrays(reading, "roles.csv");
        }
        foreach (var link in links) Relate(reading, link);
        if (Open(reading, "enrollments.csv", EnrolmentsTable, RosterKind.Enrolment) is not { } enrolments) return;
        using (enrolments)
        {
            while (enrolments.Read())
            {
                if (!enrolments.Id("classSourcedId", out var classId) || !enrolments.Id("userSourcedId", out var person)) continue;
                if (enrolments.Needed("role", RosterLimits.MaxTextLength, out var role)) draft.AddEnrolment(enrolments, classId, person, role, null, null);
            }
        }
    }

    private static RosterRows? Open(RosterReading reading, string file, RosterTable table, RosterKind kind)
    {
        var rows = reading.Open(file, table);
        if (rows is not null) return rows;
        reading.Draft.Partial.Add(kind);
        reading.Findings.Warn(file, null, "the file is not in the set; what the school has of this kind stays as it is.");
        return null;
    }

    private static void Classes(RosterReading reading, RosterRows rows, Dictionary<string, string> courseGrades)
    {
        var draft = reading.Draft;
        while (rows.Read())
        {
            if (!RosterDraft.NewId(rows, draft.Classes, "sourcedId", out var id)) continue;
            if (!rows.Id("orgSourcedId", out var org)) continue;
            rows.Orgs = [org];
            if (!draft.SchoolOf(rows, "orgSourcedId", org, out var school)) continue;
            if (!rows.Needed("title", RosterLimits.MaxTextLength, out var title)) continue;
            var grade = courseGrades.GetValueOrDefault(rows.Text("courseSourcedId") ?? "");
            draft.Classes.Add(id, new RosterClass(id, title, school, reading.YearGroup(rows, grade), ClassKinds.Guess(title))
            {
                File = rows.File,
                Line = rows.Line,
                TermExternalIds = Sessions.Known(reading, rows, "sessionSourcedIds", missingIsFault: false),
            });
        }
    }

    private static List<Link> Links(RosterReading reading)
    {
        List<Link> links = [];
        if (reading.Open("relationships.csv", RelationshipsTable) is not { } rows) return links;
        using (rows)
        {
            while (rows.Read())
            {
                if (!rows.Id("userSourcedId", out var pupil) || !rows.Id("relationshipUserSourcedId", out var adult)) continue;
                links.Add(new Link(pupil, adult, rows.Short("relationshipRole") ?? "parent", rows.Line));
            }
        }
        return links;
    }

    private static void ReadUser(RosterReading reading, RosterRows rows, PersonRoles roles, HashSet<string> adults, Dictionary<string, DateOnly> births)
    {
        var draft = reading.Draft;
        if (!RosterDraft.NewId(rows, draft.People, "sourcedId", out var id)) return;
        if (!rows.Needed("givenName", PersonName.MaxLength, out var given) || !rows.Needed("familyName", PersonName.MaxLength, out var family)) return;
        var username = rows.Short("username");
        var person = new RosterPerson(id, RosterPersonKind.Parent, given, family, rows.Email("email"), username, [], null, births.TryGetValue(id, out var birth) ? birth : null, true)
        {
            File = rows.File,
            Line = rows.Line,
        };
        List<string> orgs = [];
        if (roles.Has(id))
        {
            person = roles.Apply(rows, person, out orgs);
        }
        else if (roles.Rejected(id) || !adults.Contains(id))
        {
            rows.Reject(roles.Rejected(id) ? "the person's role was rejected." : "the person has no role in roles.csv and is nobody's parent in relationships.csv.");
            return;
        }
        // A sign-in name in this format is an account's address, which for an adult reaches them.
        if (person.Email is null && person.Kind != RosterPersonKind.Pupil && username is not null && RosterText.IsEmail(username)) person = person with { Email = username };
        rows.Orgs = orgs;
        if (draft.SchoolsOf(rows, person.Kind, orgs, "orgSourcedId", out var schools)) draft.People.Add(id, person with { SchoolExternalIds = schools });
    }

    private static void Relate(RosterReading reading, Link link)
    {
        const string file = "relationships.csv";
        var people = reading.Draft.People;
        var fault = !people.TryGetValue(link.Pupil, out var pupil) ? $"person {link.Pupil} is not in the set, or was rejected."
            : !people.TryGetValue(link.Adult, out var adult) ? $"person {link.Adult} is not in the set, or was rejected."
            : pupil.Kind != RosterPersonKind.Pupil ? $"{link.Pupil} is not a pupil."
            : adult.Kind == RosterPersonKind.Pupil ? $"{link.Adult} is a pupil, so cannot be a parent or carer."
            : null;
        if (fault is not null)
        {
            reading.Findings.Reject(new Rejection(file, link.Line, fault) { Kind = RosterKind.Relationship, SchoolExternalIds = pupil?.SchoolExternalIds ?? [] });
        }
        else if (!reading.Draft.AddRelationship(new RosterRelationship(link.Pupil, link.Adult, link.Word) { File = file, Line = link.Line }))
        {
            reading.Findings.Warn(file, link.Line, "the relationship is already on an earlier row.");
        }
    }
}
