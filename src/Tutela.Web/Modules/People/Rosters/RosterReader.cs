namespace Tutela.Web.Modules.People.Rosters;

/// <summary>The one way into a set of roster files. Writes nothing; needs memory for the roster, not for the files.</summary>
public static class RosterReader
{
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "manifest.csv", "orgs.csv", "academicSessions.csv", "courses.csv", "classes.csv", "users.csv", "roles.csv", "enrollments.csv", "demographics.csv",
        "relationships.csv", "userFlags.csv", "userProfiles.csv", "categories.csv", "lineItems.csv", "results.csv", "resources.csv", "classResources.csv",
        "courseResources.csv", "userResources.csv", "School.csv", "Section.csv", "Student.csv", "Teacher.csv", "StudentEnrollment.csv", "TeacherRoster.csv",
    };

    /// <exception cref="RosterRefused">A file, or the set, cannot be read at all.</exception>
    /// <exception cref="OperationCanceledException">Asked to stop.</exception>
    public static Roster Read(RosterSource source, RosterOptions options, IProgress<RosterProgress>? progress = null, CancellationToken cancel = default)
    {
        if (options.Family is { } family && family != source.Format.Family())
        {
            throw new RosterRefused(source.Name, $"it is {source.Format.Title()}, not {(family == RosterFamily.OneRoster ? "OneRoster" : "School Data Sync")}.");
        }
        var reading = new RosterReading(source, options, progress, cancel);
        switch (source.Format)
        {
            case RosterFormat.Sds21: Sds21Reader.Read(reading); break;
            case RosterFormat.SdsUk: SdsUkReader.Read(reading); break;
            default: OneRosterReader.Read(reading); break;
        }
        if (options.Contacts is { } contacts) ContactsReader.Read(reading, contacts);
        foreach (var file in source.Files.Where(f => !Known.Contains(f.Name))) reading.Findings.Warn(file.Name, null, "the file is not one of a roster; it is not read.");
        var roster = Finish(reading);
        return options.Org is { } org ? RosterScope.Only(roster, org, source.Name) : roster;
    }

    private static Roster Finish(RosterReading reading)
    {
        var draft = reading.Draft;
        if (draft.Partial.Contains(RosterKind.Person) || (draft.Relationships.Count == 0 && draft.People.Values.All(p => p.Kind != RosterPersonKind.Parent)))
        {
            draft.Partial.Add(RosterKind.Relationship);
        }
        return new Roster
        {
            Format = reading.Source.Format,
            Schools = [.. draft.Schools.Values],
            Terms = [.. draft.Terms.Values],
            Classes = [.. draft.Classes.Values],
            People = [.. draft.People.Values],
            Enrolments = draft.Enrolments,
            Relationships = draft.Relationships,
            Warnings = reading.Findings.Warnings(),
            Rejections = reading.Findings.Rejections(),
            Partial = draft.Partial,
        };
    }
}
