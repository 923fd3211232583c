using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.People.Import;

public sealed record SiteState(Guid Id, string ExternalId, string Name, string? Identifier);

public sealed record ClassState(Guid Id, string ExternalId, string Title, int? YearGroup, ClassKind Kind, int AcademicYear, Guid? SiteId);

/// <summary>What an import keeps of a person. Null e-mail, year or birth date in the files says nothing, so what is known stays.</summary>
public sealed record PersonState(Guid Id, PersonKind Kind, string ExternalId, string GivenName, string FamilyName, string? Email, int? YearGroup, DateOnly? BirthDate);

public sealed record MemberState(Guid Id, Guid ClassId, Guid PersonId, ClassRole Role, DateOnly From, DateOnly? Until);

public sealed record GuardianState(Guid Id, Guid PupilId, Guid ParentId, string Relationship, ParentalResponsibility ParentalResponsibility);

/// <summary>What would happen to the rows of one kind. A row that comes back counts as updated.</summary>
public sealed class Changes<T>
{
    public List<T> Created { get; } = [];
    public List<(T Before, T After)> Updated { get; } = [];
    public List<T> Reopened { get; } = [];
    public List<T> Removed { get; } = [];
    public List<T> Unchanged { get; } = [];

    public bool IsEmpty => Created.Count + Updated.Count + Reopened.Count + Removed.Count == 0;
}

/// <summary>One line of an import's answer.</summary>
public sealed record ImportCount(string Kind, int Created, int Updated, int Unchanged, int Removed, int Rejected)
{
    public override string ToString() => $"{Kind} created={Created} updated={Updated} unchanged={Unchanged} removed={Removed} rejected={Rejected}";
}
