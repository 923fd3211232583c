namespace Tutela.Web.Modules.People.Rosters;

/// <summary>Users, their roles (1.2), dates of birth, and the parents that agentSourcedIds name.</summary>
internal static class OneRosterPeople
{
    private readonly record struct Agent(string Person, string Other, int Line);

    public static void Read(RosterReading reading, Func<string, RosterTable, RosterKind?, RosterRows?> open)
    {
        Dictionary<string, DateOnly> births = [];
        if (open("demographics.csv", OneRosterTables.Demographics, null) is { } demographics) using (demographics) births = BirthDates.Read(demographics, "sourcedId");
        PersonRoles? roles = null;
        if (reading.Source.Format == RosterFormat.OneRoster12)
        {
            using var rows = open("roles.csv", OneRosterTables.Roles, RosterKind.Person);
            if (rows is not null) roles = PersonRoles.Read(reading, rows);
        }
        if (open("users.csv", roles is null ? OneRosterTables.Users : OneRosterTables.Users12, RosterKind.Person) is not { } users) return;
        List<Agent> agents = [];
        using (users)
        {
            while (users.Read()) ReadUser(reading, users, roles, births, agents);
            roles?.RejectStrays(reading, "roles.csv");
        }
        foreach (var agent in agents) Relate(reading, users.File, agent);
    }

    private static void ReadUser(RosterReading reading, RosterRows rows, PersonRoles? roles, Dictionary<string, DateOnly> births, List<Agent> agents)
    {
        var draft = reading.Draft;
        if (!RosterDraft.NewId(rows, draft.People, "sourcedId", out var id)) return;
        var orgs = rows.Ids("orgSourcedIds");
        rows.Orgs = orgs;
        if (!rows.Needed("givenName", PersonName.MaxLength, out var given) || !rows.Needed("familyName", PersonName.MaxLength, out var family)) return;
        var person = new RosterPerson(id, RosterPersonKind.Pupil, given, family, rows.Email("email"), rows.Short("username"), [], null, births.TryGetValue(id, out var birth) ? birth : null, RosterStatus.Active(rows))
        {
            File = rows.File,
            Line = rows.Line,
            Identifier = rows.Short("identifier"),
            Enabled = Enabled(rows),
        };
        if (roles is null)
        {
            if (!rows.Needed("role", RosterLimits.MaxTextLength, out var word)) return;
            if (!RosterWords.TryPerson(word, out var kind, out var isTeacher))
            {
                rows.Reject($"role {word} is not one that Tutela knows.");
                return;
            }
            person = person with { Kind = kind, IsTeacher = isTeacher, Title = kind == RosterPersonKind.Pupil ? null : word };
            if (orgs.Count == 0 && kind != RosterPersonKind.Parent)
            {
                rows.Reject("orgSourcedIds is missing.");
                return;
            }
        }
        else if (!roles.Has(id))
        {
            rows.Reject(roles.Rejected(id) ? "the person's role was rejected." : "the person has no role in roles.csv.");
            return;
        }
        else
        {
            person = roles.Apply(rows, person, out orgs);
            rows.Orgs = orgs;
        }
        if (person.Kind == RosterPersonKind.Pupil && rows.Ids("grades") is [var grade, ..]) person = person with { YearGroup = reading.YearGroup(rows, grade) };
        if (!draft.SchoolsOf(rows, person.Kind, orgs, "orgSourcedIds", out var schools)) return;
        draft.People.Add(id, person with { SchoolExternalIds = schools });
        foreach (var other in rows.Ids("agentSourcedIds")) agents.Add(new Agent(id, other, rows.Line));
    }

    private static bool Enabled(RosterRows rows)
    {
        if (!string.Equals(rows.Text("enabledUser"), "false", StringComparison.OrdinalIgnoreCase)) return true;
        rows.Warn("enabledUser is false: the person is read, and is not taken to have left.");
        return false;
    }

    // Exports write the link on the pupil's row, on the parent's, or on both.
    private static void Relate(RosterReading reading, string file, Agent agent)
    {
        var people = reading.Draft.People;
        if (!people.TryGetValue(agent.Person, out var person)) return;
        if (!people.TryGetValue(agent.Other, out var other))
        {
            var why = reading.Draft.Partial.Contains(RosterKind.Person) ? "is not in this part of the set" : "is not in the set, or was rejected";
            reading.Findings.Warn(file, agent.Line, $"agentSourcedIds names a person who {why}; the link is left out.");
            return;
        }
        var (pupil, adult) = person.Kind == RosterPersonKind.Pupil ? (person, other) : (other, person);
        if (pupil.Kind != RosterPersonKind.Pupil || adult.Kind == RosterPersonKind.Pupil)
        {
            reading.Findings.Warn(file, agent.Line, "agentSourcedIds links two people who are not a pupil and an adult; the link is left out.");
            return;
        }
        reading.Draft.AddRelationship(new RosterRelationship(pupil.ExternalId, adult.ExternalId, adult.Kind == RosterPersonKind.Parent ? adult.Title ?? "parent" : "parent") { File = file, Line = agent.Line });
    }
}
