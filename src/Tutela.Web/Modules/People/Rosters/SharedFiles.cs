namespace Tutela.Web.Modules.People.Rosters;

/// <summary>orgs.csv, which OneRoster and School Data Sync 2.1 share but for a few columns.</summary>
internal static class Orgs
{
    public static void Read(RosterReading reading, RosterRows rows)
    {
        var draft = reading.Draft;
        while (rows.Read())
        {
            if (!RosterDraft.NewId(rows, draft.Schools, "sourcedId", out var id)) continue;
            rows.Orgs = [id];
            if (!rows.Needed("name", RosterLimits.MaxTextLength, out var name) || !rows.Needed("type", RosterLimits.MaxTextLength, out var type)) continue;
            if (draft.Orgs.Knows(id))
            {
                rows.Reject($"sourcedId {id} is already used.");
                continue;
            }
            if (RosterWords.Level(type) is not { } level)
            {
                rows.Warn("type is not a kind of organisation that Tutela knows; a school is assumed.");
                level = OrgLevel.School;
            }
            draft.Orgs.Add(id, level, rows.Text("parentSourcedId"));
            if (level != OrgLevel.School) continue;
            draft.Schools.Add(id, new RosterSchool(id, name, rows.Short("identifier")) { File = rows.File, Line = rows.Line, Active = RosterStatus.Active(rows) });
        }
    }
}

/// <summary>academicSessions.csv, of the same two formats.</summary>
internal static class Sessions
{
    public static void Read(RosterReading reading, RosterRows rows)
    {
        var terms = reading.Draft.Terms;
        while (rows.Read())
        {
            if (!RosterDraft.NewId(rows, terms, "sourcedId", out var id)) continue;
            if (!rows.Needed("title", RosterLimits.MaxTextLength, out var title)) continue;
            if (!rows.Needed("startDate", RosterLimits.MaxTextLength, out _) || !rows.Needed("endDate", RosterLimits.MaxTextLength, out _)) continue;
            if (!rows.Date("startDate", DateOrder.Iso, out var start) || !rows.Date("endDate", DateOrder.Iso, out var end)) continue;
            if (end < start)
            {
                rows.Reject("the term ends before it begins.");
                continue;
            }
            if (!Enum.TryParse<RosterTermKind>(rows.Text("type"), ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
            {
                rows.Warn("type is not a kind of term; a term is assumed.");
                kind = RosterTermKind.Term;
            }
            terms.Add(id, new RosterTerm(id, title, kind, start!.Value, end!.Value) { File = rows.File, Line = rows.Line, Active = RosterStatus.Active(rows) });
        }
    }

    /// <summary>The terms that a class names. A class is of use without its term, so an unknown one is only warned of.</summary>
    public static List<string> Known(RosterReading reading, RosterRows rows, string column, bool missingIsFault)
    {
        var ids = rows.Ids(column);
        if (ids.Count == 0 && missingIsFault) rows.Warn($"{column} is empty: the class is in no term.");
        if (reading.Draft.Partial.Contains(RosterKind.Term)) return ids;
        if (ids.RemoveAll(id => !reading.Draft.Terms.ContainsKey(id)) > 0) rows.Warn($"{column} names a term that is not in the set; it is left out.");
        return ids;
    }
}

/// <summary>courses.csv, of the same two formats: only the grade, for classes that have none of their own.</summary>
internal static class Courses
{
    public static void Read(RosterRows rows, string column, Dictionary<string, string> grades)
    {
        while (rows.Read())
        {
            if (rows.Text("sourcedId") is { } id && rows.Text(column) is { } grade) grades.TryAdd(id, grade);
        }
    }
}

/// <summary>demographics.csv, of the same two formats: only the date of birth. Nothing else in it is Tutela's business.</summary>
internal static class BirthDates
{
    public static Dictionary<string, DateOnly> Read(RosterRows rows, string idColumn)
    {
        var dates = new Dictionary<string, DateOnly>(StringComparer.Ordinal);
        while (rows.Read())
        {
            if (!rows.Id(idColumn, out var id)) continue;
            rows.ExternalId = id;
            if (!rows.Date("birthDate", DateOrder.Iso, out var date) || date is not { } birth) continue;
            if (!dates.TryAdd(id, birth) && dates[id] != birth) rows.Reject($"{idColumn} {id} has two dates of birth.");
        }
        return dates;
    }
}
