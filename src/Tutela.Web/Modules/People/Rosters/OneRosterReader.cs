namespace Tutela.Web.Modules.People.Rosters;

/// <summary>OneRoster CSV, bulk or delta: organisations, terms, classes and who is in them. People are read beside.</summary>
internal static class OneRosterReader
{
    public static void Read(RosterReading reading)
    {
        var modes = Modes(reading);
        if (Open(reading, modes, "orgs.csv", OneRosterTables.Orgs, RosterKind.School) is { } orgs) using (orgs) Orgs.Read(reading, orgs);
        if (Open(reading, modes, "academicSessions.csv", OneRosterTables.Sessions, RosterKind.Term) is { } sessions) using (sessions) Sessions.Read(reading, sessions);
        var grades = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Open(reading, modes, "courses.csv", OneRosterTables.Courses, null) is { } courses)
        {
            using (courses) Courses.Read(courses, "grades", grades);
        }
        if (Open(reading, modes, "classes.csv", OneRosterTables.Classes, RosterKind.Class) is { } classes) using (classes) Classes(reading, classes, grades);
        OneRosterPeople.Read(reading, (file, table, kind) => Open(reading, modes, file, table, kind));
        if (Open(reading, modes, "enrollments.csv", OneRosterTables.Enrolments, RosterKind.Enrolment) is { } enrolments) using (enrolments) Enrolments(reading, enrolments);
    }

    private static RosterRows? Open(RosterReading reading, Dictionary<string, string> modes, string file, RosterTable table, RosterKind? kind)
    {
        var mode = modes.GetValueOrDefault(Path.GetFileNameWithoutExtension(file));
        var there = reading.Source.Find(file) is not null;
        if (there && mode == "absent") reading.Findings.Warn("manifest.csv", null, $"it says that {file} is absent; the file is there and is read.");
        if (!there && mode is "bulk" or "delta" && kind is not null) throw new RosterRefused(file, "the manifest promises this file, and it is missing.");
        if (kind is { } k && (!there || mode == "delta"))
        {
            reading.Draft.Partial.Add(k);
            if (!there) reading.Findings.Warn(file, null, "the file is not in the set; what the school has of this kind stays as it is.");
        }
        return reading.Open(file, table);
    }

    private static Dictionary<string, string> Modes(RosterReading reading)
    {
        var modes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (reading.Open("manifest.csv", OneRosterTables.Manifest) is not { } rows) return modes;
        using (rows)
        {
            while (rows.Read())
            {
                var (name, value) = (rows.Text("propertyName") ?? "", rows.Text("value")?.ToLowerInvariant() ?? "");
                if (name.StartsWith("file.", StringComparison.OrdinalIgnoreCase))
                {
                    if (value is not ("absent" or "bulk" or "delta")) rows.Warn($"{name} is neither absent, bulk nor delta; bulk is assumed.");
                    modes[name[5..]] = value;
                }
                else if (name.Equals("oneroster.version", StringComparison.OrdinalIgnoreCase) && value is not ("1.1" or "1.2" or "1.2.1"))
                {
                    rows.Warn("the version is neither 1.1 nor 1.2; the files are read by their columns.");
                }
            }
        }
        return modes;
    }

    private static void Classes(RosterReading reading, RosterRows rows, Dictionary<string, string> courseGrades)
    {
        var draft = reading.Draft;
        while (rows.Read())
        {
            if (!RosterDraft.NewId(rows, draft.Classes, "sourcedId", out var id)) continue;
            if (!rows.Id("schoolSourcedId", out var org)) continue;
            rows.Orgs = [org];
            if (!draft.SchoolOf(rows, "schoolSourcedId", org, out var school)) continue;
            if (!rows.Needed("title", RosterLimits.MaxTextLength, out var title)) continue;
            var kind = RosterClassKind.Scheduled;
            switch (rows.Text("classType")?.ToLowerInvariant())
            {
                case "homeroom": kind = RosterClassKind.Homeroom; break;
                case "scheduled": break;
                default: rows.Warn("classType is neither homeroom nor scheduled; scheduled is assumed."); break;
            }
            var grade = rows.Text("grades") ?? courseGrades.GetValueOrDefault(rows.Text("courseSourcedId") ?? "");
            draft.Classes.Add(id, new RosterClass(id, title, school, SingleYear(reading, rows, grade), kind)
            {
                File = rows.File,
                Line = rows.Line,
                TermExternalIds = Sessions.Known(reading, rows, "termSourcedIds", missingIsFault: true),
                Active = RosterStatus.Active(rows),
            });
        }
    }

    // A mixed-age class has no one year group.
    private static int? SingleYear(RosterReading reading, RosterRows rows, string? grades)
    {
        var years = (grades ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToList();
        return years.Count == 1 ? reading.YearGroup(rows, years[0]) : null;
    }

    private static void Enrolments(RosterReading reading, RosterRows rows)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        while (rows.Read())
        {
            if (!rows.Id("sourcedId", out var id)) continue;
            rows.ExternalId = id;
            if (rows.Text("schoolSourcedId") is { } org) rows.Orgs = [org];
            if (!seen.TryAdd(id, rows.Line))
            {
                rows.Reject($"sourcedId {id} is already used on line {seen[id]}.");
                continue;
            }
            if (!rows.Id("classSourcedId", out var classId) || !rows.Id("userSourcedId", out var person)) continue;
            if (!rows.Needed("role", RosterLimits.MaxTextLength, out var role)) continue;
            if (!rows.Date("beginDate", DateOrder.Iso, out var begin) || !rows.Date("endDate", DateOrder.Iso, out var end)) continue;
            reading.Draft.AddEnrolment(rows, classId, person, role, begin, end, RosterStatus.Active(rows));
        }
    }
}
