using Tutela.Web.Modules.Schools.Contract;

namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>The groups that a policy speaks to and that sign its documents.</summary>
public enum Audience
{
    Staff,
    Governors,
    Volunteers,
    Contractors,
    Visitors,
    Pupils,
    Parents,
}

public enum PasswordChange
{
    Never,
    EachAcademicYear,
    AtInterval,
}

public enum PupilPasswordSetter
{
    OwnClassTeacher,
    AnyTeacher,
}

public sealed record PasswordSettings
{
    public required IReadOnlyList<PasswordRule> Rules { get; init; }

    public required PupilPasswordSetter PupilPasswordsSetBy { get; init; }

    public required IReadOnlyList<string> StaffToldBy { get; init; }

    public required IReadOnlyList<string> PupilsToldBy { get; init; }

    /// <summary>The rule for this person. A pupil has a phase; of nobody else is it asked.</summary>
    public PasswordRule RuleFor(Audience audience, SchoolPhase? phase = null) =>
        Rules.FirstOrDefault(rule => rule.IsFor(audience, phase))
        ?? throw new InvalidOperationException($"No password rule covers {audience} {phase}.");
}

public sealed record SignInSettings
{
    public required int LockOutAttempts { get; init; }

    public required int LockOutMinutes { get; init; }

    /// <summary>Minutes without use after which the session ends.</summary>
    public required IReadOnlyDictionary<Audience, int> IdleMinutes { get; init; }
}
