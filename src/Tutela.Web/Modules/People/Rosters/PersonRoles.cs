namespace Tutela.Web.Modules.People.Rosters;

/// <summary>One row of a roles file: what someone is, and where.</summary>
internal sealed record PersonRole(RosterPersonKind Kind, bool IsTeacher, bool Primary, string Org, string Word, int? YearGroup, DateOnly? End, bool Active, int Line);

/// <summary>The roles file of OneRoster 1.2 and of School Data Sync 2.1, which differ in names only, by person.</summary>
internal sealed class PersonRoles
{
    private readonly Dictionary<string, List<PersonRole>> _byPerson = new(StringComparer.Ordinal);
    private readonly HashSet<string> _rejected = new(StringComparer.Ordinal);

    public static PersonRoles Read(RosterReading reading, RosterRows rows)
    {
        var roles = new PersonRoles();
        var (begin, end) = rows.Has("roleStartDate") || rows.Has("roleEndDate") ? ("roleStartDate", "roleEndDate") : ("beginDate", "endDate");
        while (rows.Read())
        {
            if (!rows.Id("userSourcedId", out var user)) continue;
            if (!roles.Add(reading, rows, user, begin, end)) roles._rejected.Add(user);
        }
        return roles;
    }

    public bool Has(string person) => _byPerson.ContainsKey(person);

    /// <summary>True when the person's only roles stand in rows that were rejected.</summary>
    public bool Rejected(string person) => _rejected.Contains(person);

    /// <summary>What someone with several roles is: a pupil or staff before a parent, the primary role between those two.</summary>
    public RosterPerson Apply(RosterRows rows, RosterPerson person, out List<string> orgs)
    {
        var all = _byPerson[person.ExternalId];
        var active = all.Exists(r => r.Active);
        if (active) all = all.FindAll(r => r.Active);
        var kind = all.Where(r => r.Kind != RosterPersonKind.Parent).OrderByDescending(r => r.Primary).FirstOrDefault()?.Kind ?? RosterPersonKind.Parent;
        if (all.Any(r => r.Kind != kind && r.Kind != RosterPersonKind.Parent)) rows.Warn("the person is both staff and a pupil in the roles file; the primary role counts.");
        var mine = all.Where(r => r.Kind == kind).OrderByDescending(r => r.Primary).ToList();
        orgs = [.. mine.Select(r => r.Org).Distinct()];
        return person with
        {
            Kind = kind,
            Active = person.Active && active,
            IsTeacher = mine.Any(r => r.IsTeacher),
            Title = kind == RosterPersonKind.Pupil ? null : mine[0].Word,
            YearGroup = kind == RosterPersonKind.Pupil ? person.YearGroup ?? mine.Select(r => r.YearGroup).FirstOrDefault(y => y is not null) : null,
            Until = mine.All(r => r.End is not null) ? mine.Max(r => r.End) : null,
        };
    }

    /// <summary>Roles of people whom no row of the users file names.</summary>
    public void RejectStrays(RosterReading reading, string file)
    {
        if (reading.Draft.Partial.Contains(RosterKind.Person)) return;
        foreach (var (person, roles) in _byPerson)
        {
            if (reading.Draft.People.ContainsKey(person) || reading.Findings.RejectedOn(RosterKind.Person, person) is not null) continue;
            reading.Findings.Reject(new Rejection(file, roles[0].Line, $"person {person} is not in the set.")
            {
                Kind = RosterKind.Person,
                ExternalId = person,
                SchoolExternalIds = [.. roles.Select(r => r.Org)],
            });
        }
    }

    private bool Add(RosterReading reading, RosterRows rows, string user, string beginColumn, string endColumn)
    {
        rows.ExternalId = user;
        if (!rows.Id("orgSourcedId", out var org)) return false;
        rows.Orgs = [org];
        if (!rows.Needed("role", RosterLimits.MaxTextLength, out var word)) return false;
        if (!RosterWords.TryPerson(word, out var kind, out var isTeacher)) return rows.Reject($"role {word} is not one that Tutela knows.");
        if (!rows.Date(beginColumn, DateOrder.Iso, out var begin) || !rows.Date(endColumn, DateOrder.Iso, out var end)) return false;
        if (end < begin) return rows.Reject("the role ends before it begins.");
        var primary = string.Equals(rows.Text("roleType"), "primary", StringComparison.OrdinalIgnoreCase) || string.Equals(rows.Text("isPrimary"), "true", StringComparison.OrdinalIgnoreCase);
        var yearGroup = kind == RosterPersonKind.Pupil ? reading.YearGroup(rows, rows.Text("grade")) : null;
        if (!_byPerson.TryGetValue(user, out var all)) _byPerson.Add(user, all = []);
        all.Add(new PersonRole(kind, isTeacher, primary, org, word, yearGroup, end, RosterStatus.Active(rows), rows.Line));
        return true;
    }
}
