using Tutela.Web.Modules.Schools.Contract;

namespace Tutela.Web.Modules.Policies.Contract.Packs;

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

    /// <summary>Phases whose pupils begin with a picture card: those who cannot type a password yet.</summary>
    public IReadOnlyList<SchoolPhase> PicturePhases { get; init; } = [SchoolPhase.Foundation, SchoolPhase.Ks1];

    /// <summary>What pupils of each phase know about passwords by the end of a year. WED-19.11.</summary>
    public IReadOnlyList<PasswordOutcomeSetting> Outcomes { get; init; } =
    [
        new() { Phases = [SchoolPhase.Foundation], Outcome = "knows that a password is a secret, and whom to tell when somebody asks for it" },
        new() { Phases = [SchoolPhase.Ks1], Outcome = "types an own password of four characters or more, and keeps it to themselves" },
        new() { Phases = [SchoolPhase.Ks2], Outcome = "makes a strong password, can say why it is strong, and changes it when somebody knows it" },
    ];

    /// <summary>A line that staff confirm each year. HAM-18.5a.</summary>
    public string StaffDeclaration { get; init; } = "I keep my passwords secret, guard the accounts that are mine, and lock or leave every session that I end.";

    /// <summary>The rule for this person. A pupil has a phase; of nobody else is it asked.</summary>
    public PasswordRule RuleFor(Audience audience, SchoolPhase? phase = null) =>
        Rules.FirstOrDefault(rule => rule.IsFor(audience, phase))
        ?? throw new InvalidOperationException($"No password rule covers {audience} {phase}.");
}

public sealed record PasswordOutcomeSetting
{
    public required IReadOnlyList<SchoolPhase> Phases { get; init; }

    public required string Outcome { get; init; }
}

public sealed record SignInSettings
{
    /// <summary>A case file asks for the password or code again when it was last given longer ago than this; absent: it does not ask.</summary>
    public int? CaseFileMinutes { get; init; }


    public required int LockOutAttempts { get; init; }

    public required int LockOutMinutes { get; init; }

    /// <summary>Minutes without use after which the session ends.</summary>
    public required IReadOnlyDictionary<Audience, int> IdleMinutes { get; init; }
}
