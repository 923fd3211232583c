using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.People.Contract;

/// <summary>A class that pupils are in, for one academic year. An ended class stays, with who was in it.</summary>
public sealed class SchoolClass : SchoolRow
{
    public const int TitleMaxLength = 200;

    public required string Title { get; set; }
    /// <summary>Reception is 0, nursery -1. Null for a class of several years.</summary>
    public int? YearGroup { get; set; }
    /// <summary>The school's own system's id; null for a class made by hand, which no import touches.</summary>
    public string? ExternalId { get; init; }
    public ClassKind Kind { get; set; }
    /// <summary>The year in which the academic year starts: 2026 for 2026/27.</summary>
    public int AcademicYear { get; set; }
    public Guid? SiteId { get; set; }
    public DateOnly? EndedOn { get; set; }
}

public enum ClassKind
{
    /// <summary>The class that a pupil belongs to.</summary>
    Registration,
    /// <summary>A group for a subject or a lesson.</summary>
    Lesson,
}

/// <summary>Somebody in a class, from a day, until a day on which they are no longer in it. Rows are kept.</summary>
public sealed class ClassMember : SchoolRow
{
    public Guid ClassId { get; init; }
    public Guid PersonId { get; init; }
    public ClassRole Role { get; init; }
    public DateOnly From { get; init; }
    /// <summary>The first day on which the person is no longer in the class.</summary>
    public DateOnly? Until { get; set; }
    /// <summary>Made by an import, so an import may end it.</summary>
    public bool Imported { get; init; }
}

public enum ClassRole { Pupil, Teacher, Assistant }

/// <summary>One of the places of a school that has several; a single school has one.</summary>
public sealed class Site : SchoolRow
{
    public string? ExternalId { get; init; }
    public required string Name { get; set; }
    public string? Identifier { get; set; }
    public DateOnly? EndedOn { get; set; }
}

/// <summary>A person belongs to a site.</summary>
public sealed class SitePerson : SchoolRow
{
    public Guid SiteId { get; init; }
    public Guid PersonId { get; init; }
}
