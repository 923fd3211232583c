namespace Tutela.Web.Modules.People.Rosters;

/// <summary>The roster as it grows. What joins it has been checked against what is already there.</summary>
internal sealed class RosterDraft(RosterFindings findings)
{
    public OrgTree Orgs { get; } = new();
    public Dictionary<string, RosterSchool> Schools { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, RosterTerm> Terms { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, RosterClass> Classes { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, RosterPerson> People { get; } = new(StringComparer.Ordinal);
    public List<RosterEnrolment> Enrolments { get; } = [];
    public List<RosterRelationship> Relationships { get; } = [];
    public HashSet<RosterKind> Partial { get; } = [];

    private readonly Dictionary<(string Class, string Person, RosterRole Role), int> _enrolled = [];
    private readonly Dictionary<(string Pupil, string Parent), int> _related = [];

    /// <summary>Reads the row's id and refuses one that an earlier row has.</summary>
    public static bool NewId<T>(RosterRows rows, Dictionary<string, T> taken, string column, out string id, string prefix = "") where T : RosterRow
    {
        if (!rows.Id(column, out id)) return false;
        id = prefix + id;
        rows.ExternalId = id;
        return !taken.TryGetValue(id, out var first) || rows.Reject($"{column} {id} is already used on line {first.Line}.");
    }

    /// <summary>The school that a class or enrolment names, or a rejection.</summary>
    public bool SchoolOf(RosterRows rows, string column, string org, out string school)
    {
        school = Orgs.SchoolOf(org) ?? "";
        if (school.Length > 0) return true;
        if (!Orgs.Knows(org))
        {
            if (!Partial.Contains(RosterKind.School)) return rows.Reject($"{column} {org} is not among the schools.");
            school = org;
            return true;
        }
        return rows.Reject($"{column} {org} is an organisation above the schools, not a school.");
    }

    /// <summary>The schools that a person belongs to, or a rejection when the row names only unknown ones.</summary>
    public bool SchoolsOf(RosterRows rows, RosterPersonKind kind, IReadOnlyList<string> orgs, string column, out List<string> schools)
    {
        schools = [];
        var unknown = 0;
        foreach (var org in orgs)
        {
            var school = Orgs.SchoolOf(org) ?? (!Orgs.Knows(org) && Partial.Contains(RosterKind.School) ? org : null);
            if (school is null && !Orgs.Knows(org)) unknown++;
            if (school is not null && !schools.Contains(school)) schools.Add(school);
        }
        if (kind == RosterPersonKind.Parent) return true;
        if (unknown > 0 && unknown == orgs.Count) return rows.Reject($"{column} {orgs[0]} is not among the organisations.");
        if (unknown > 0) rows.Warn($"{column} names an organisation that is not in the files; it is left out.");
        if (schools.Count == 0) rows.Warn("the person belongs to no school, only to an organisation above the schools, or to none.");
        return true;
    }

    public bool AddEnrolment(RosterRows rows, string classId, string personId, string roleWord, DateOnly? start, DateOnly? end, bool active = true)
    {
        if (!RosterWords.TryInClass(roleWord, out var role)) return rows.Reject($"role {roleWord} is not a role in a class.");
        if (!Known(rows, RosterKind.Class, Classes, classId, "class", out var inClass)) return false;
        if (inClass is not null && rows.Orgs.Count == 0) rows.Orgs = [inClass.SchoolExternalId];
        if (!Known(rows, RosterKind.Person, People, personId, "person", out var person)) return false;
        if (person is not null && (person.Kind, role == RosterRole.Pupil) is not ((RosterPersonKind.Pupil, true) or (RosterPersonKind.Staff, false)))
        {
            return rows.Reject($"{personId} is {Say(person.Kind)} in the set, so cannot be {roleWord} of a class.");
        }
        if (end < start) return rows.Reject("the enrolment ends before it begins.");
        var enrolment = new RosterEnrolment(inClass?.ExternalId ?? classId, person?.ExternalId ?? personId, role, start, end) { File = rows.File, Line = rows.Line, Active = active };
        if (_enrolled.TryAdd((enrolment.ClassExternalId, enrolment.PersonExternalId, role), Enrolments.Count))
        {
            Enrolments.Add(enrolment);
            return true;
        }
        // Someone who left a class and came back has two rows: the one that lasts longest says where they are.
        rows.Warn("the person is already in this class with this role; the enrolment that lasts longer is kept.");
        var place = _enrolled[(enrolment.ClassExternalId, enrolment.PersonExternalId, role)];
        if (Lasts(enrolment) > Lasts(Enrolments[place])) Enrolments[place] = enrolment;
        return true;
    }

    public bool AddRelationship(RosterRelationship relationship)
    {
        var fresh = _related.TryAdd((relationship.PupilExternalId, relationship.ParentExternalId), Relationships.Count);
        if (fresh) Relationships.Add(relationship);
        return fresh;
    }

    /// <summary>Adds what the contacts say of a link that the roster itself only names. False when the contacts have said it before.</summary>
    public bool DetailRelationship(RosterRelationship relationship)
    {
        var place = _related[(relationship.PupilExternalId, relationship.ParentExternalId)];
        if (Relationships[place].File == relationship.File) return false;
        Relationships[place] = relationship;
        return true;
    }

    /// <summary>Finds a record that a row refers to. In a partial kind an unknown one passes, as null: it may be known to the school already.</summary>
    public bool Known<T>(RosterRows rows, RosterKind kind, Dictionary<string, T> all, string id, string what, out T? found) where T : RosterRow
    {
        if (all.TryGetValue(id, out found) || Partial.Contains(kind)) return true;
        return rows.Reject(findings.RejectedOn(kind, id) is { } line ? $"{what} {id} was rejected on line {line} of its own file." : $"{what} {id} is not in the set.");
    }

    private static DateOnly Lasts(RosterEnrolment e) => !e.Active ? DateOnly.MinValue : e.End ?? DateOnly.MaxValue;

    private static string Say(RosterPersonKind kind) => kind switch
    {
        RosterPersonKind.Pupil => "a pupil",
        RosterPersonKind.Staff => "staff",
        _ => "a parent",
    };
}
