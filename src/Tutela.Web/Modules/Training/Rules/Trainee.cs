using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Training.Rules;

/// <summary>What is known of one person, for the rules.</summary>
public sealed record Trainee
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required PersonKind Kind { get; init; }
    public required IReadOnlySet<Role> Roles { get; init; }
    public bool HasSignIn { get; init; }
    public bool NeedsTraining { get; init; }
    public string? Group { get; init; }
    public InductionFacts? Induction { get; init; }
    public IReadOnlyList<DoneCourse> Done { get; init; } = [];

    public bool IsStaff => Kind == PersonKind.Staff;
    public bool IsGovernor => Kind == PersonKind.Governor || Roles.Overlaps(Platform.Identity.Roles.Governors);
    public bool IsLead => Roles.Overlaps(Platform.Identity.Roles.Safeguarding);
    /// <summary>Volunteers stand among the visitors; only those whom the school marks are trained.</summary>
    public bool IsVolunteer => Kind == PersonKind.Visitor && NeedsTraining;
}

public sealed record InductionFacts(DateOnly StartedOn, DateOnly DueOn, IReadOnlyList<string> Topics);

public sealed record DoneCourse(Guid CompletionId, Guid CourseId, string Title, CourseKind Kind, IReadOnlySet<string> Purposes, IReadOnlySet<string> Topics, DateOnly On, DateOnly? ExpiresOn)
{
    public bool Is(CoursePurpose purpose) => Purposes.Contains(purpose.ToString());
    public bool InDate(DateOnly today) => ExpiresOn is not { } expires || expires >= today;
}
