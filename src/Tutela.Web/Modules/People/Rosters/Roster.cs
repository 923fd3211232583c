namespace Tutela.Web.Modules.People.Rosters;

/// <summary>What a set of roster files says, checked, before anything is written. Every reference inside it holds, unless its kind is in <see cref="Partial"/>.</summary>
public sealed record Roster
{
    public required RosterFormat Format { get; init; }
    public required IReadOnlyList<RosterSchool> Schools { get; init; }
    public required IReadOnlyList<RosterTerm> Terms { get; init; }
    public required IReadOnlyList<RosterClass> Classes { get; init; }
    public required IReadOnlyList<RosterPerson> People { get; init; }
    public required IReadOnlyList<RosterEnrolment> Enrolments { get; init; }
    public required IReadOnlyList<RosterRelationship> Relationships { get; init; }

    /// <summary>Read faults: the value was read, or left out, and nothing was lost that Tutela needs.</summary>
    public required IReadOnlyList<Warning> Warnings { get; init; }

    /// <summary>Rows that cannot be used, in the order of the files and their lines.</summary>
    public required IReadOnlyList<Rejection> Rejections { get; init; }

    /// <summary>
    /// Kinds of which the files do not claim to name all: a delta, or a file that is not there. What is absent from
    /// such a kind is not thereby gone. Holds Relationship when the set names no parent at all.
    /// </summary>
    public required IReadOnlySet<RosterKind> Partial { get; init; }
}

public enum RosterKind { School, Term, Class, Person, Enrolment, Relationship }

public enum RosterPersonKind { Pupil, Staff, Parent }

public enum RosterClassKind { Homeroom, Scheduled }

public enum RosterTermKind { SchoolYear, Term, Semester, GradingPeriod }

public enum RosterRole { Pupil, Teacher, Assistant }

/// <summary>A row that was read: the file's name and the line, from 1, on which the row starts.</summary>
public abstract record RosterRow
{
    public string File { get; init; } = "";
    public int Line { get; init; }
}

public sealed record RosterSchool(string ExternalId, string Name, string? Identifier) : RosterRow
{
    public bool Active { get; init; } = true;
}

public sealed record RosterTerm(string ExternalId, string Title, RosterTermKind Kind, DateOnly Start, DateOnly End) : RosterRow
{
    public bool Active { get; init; } = true;
}

/// <param name="YearGroup">Nursery -1, Reception 0, then the year's number; null when the files say none, or several.</param>
public sealed record RosterClass(string ExternalId, string Title, string SchoolExternalId, int? YearGroup, RosterClassKind Kind) : RosterRow
{
    public IReadOnlyList<string> TermExternalIds { get; init; } = [];
    public bool Active { get; init; } = true;
}

/// <param name="SchoolExternalIds">Empty for someone who belongs only to an organisation above the schools.</param>
/// <param name="Active">False for a leaver.</param>
public sealed record RosterPerson(
    string ExternalId,
    RosterPersonKind Kind,
    string GivenName,
    string FamilyName,
    string? Email,
    string? Username,
    IReadOnlyList<string> SchoolExternalIds,
    int? YearGroup,
    DateOnly? BirthDate,
    bool Active) : RosterRow
{
    /// <summary>The file's own word for the person's post; it gives no role in Tutela.</summary>
    public string? Title { get; init; }

    public bool IsTeacher { get; init; }

    /// <summary>The number that people at the school know the person by.</summary>
    public string? Identifier { get; init; }

    /// <summary>False where the file says that the person's account is switched off; says nothing about leaving.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The day on which the last of the person's roles ends, where the files say so.</summary>
    public DateOnly? Until { get; init; }
}

public sealed record RosterEnrolment(string ClassExternalId, string PersonExternalId, RosterRole Role, DateOnly? Start, DateOnly? End) : RosterRow
{
    public bool Active { get; init; } = true;
}

/// <param name="Relationship">The file's word: parent, guardian, mother.</param>
public sealed record RosterRelationship(string PupilExternalId, string ParentExternalId, string Relationship) : RosterRow
{
    /// <summary>Null where the files do not say.</summary>
    public bool? ParentalResponsibility { get; init; }
}

public sealed record Warning(string File, int? Line, string Reason);

/// <param name="Line">From 1, the line on which the row starts.</param>
public sealed record Rejection(string File, int Line, string Reason)
{
    public RosterKind Kind { get; init; }

    /// <summary>The id in the row, where it could be read: that record is not gone, its row is only unusable.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The organisations that the row names, where they could be read.</summary>
    public IReadOnlyList<string> SchoolExternalIds { get; init; } = [];
}

public static class PersonName
{
    public const int MaxLength = 100;
}
