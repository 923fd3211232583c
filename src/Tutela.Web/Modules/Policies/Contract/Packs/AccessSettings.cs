using Tutela.Web.Modules.Schools.Contract;

namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>What has to be in place before a person gets internet access.</summary>
public enum AccessRequirement
{
    Agreement,
    ParentalConsent,
    SupervisionMode,
    FilterProfile,
    PersonalNetworkId,
}

/// <summary>How pupils of a phase are with an adult when they use the internet.</summary>
public enum SupervisionMode
{
    Demonstration,
    Direct,
    Supervised,
}

/// <summary>Who gets internet access and on what terms. Every setting has a default, so that a pack names only what it means otherwise.</summary>
public sealed record AccessSettings
{
    /// <summary>What a pupil's grant needs. CRO-3.2, HAM-17.5.</summary>
    public IReadOnlyList<AccessRequirement> PupilsNeed { get; init; } = [AccessRequirement.Agreement, AccessRequirement.SupervisionMode, AccessRequirement.FilterProfile];

    /// <summary>What an adult's grant needs. WID-6.7.</summary>
    public IReadOnlyList<AccessRequirement> AdultsNeed { get; init; } = [AccessRequirement.Agreement];

    /// <summary>HAM-17.3, HAM-17.4, WID-6.6.</summary>
    public IReadOnlyList<SupervisionSetting> Supervision { get; init; } =
    [
        new() { Phases = [SchoolPhase.Foundation, SchoolPhase.Ks1], Mode = SupervisionMode.Demonstration },
        new() { Phases = [SchoolPhase.Ks2], Mode = SupervisionMode.Supervised },
    ];

    /// <summary>Phases whose pupils have a mailbox of their own. WED-17.19.</summary>
    public IReadOnlyList<SchoolPhase> MailboxPhases { get; init; } = [SchoolPhase.Foundation, SchoolPhase.Ks1, SchoolPhase.Ks2];

    /// <summary>An account that nobody has signed in with for so many days is unused. CRO-4.8.</summary>
    public int UnusedDays { get; init; } = 60;

    /// <summary>Months between two checks of the network's security. WED-19.0.</summary>
    public int SecurityCheckMonths { get; init; } = 12;

    /// <summary>Accepted one by one before an own device joins. WED-14.1.</summary>
    public IReadOnlyList<string> OwnDeviceTerms { get; init; } =
    [
        "I use my own user name and password on the network and let nobody else use them.",
        "My device has a lock, and its system is kept up to date.",
        "I keep no photographs of pupils and no personal data of the school on my device.",
        "I tell the school on the same day if my device is lost or stolen.",
        "The school may see which sites my device asks for while it is on the network.",
        "When I leave, my device leaves the network and the school's data leaves my device.",
    ];

    /// <summary>The mode for pupils of this year; null when the year is not known or no band covers it.</summary>
    public SupervisionMode? ModeOf(int? year) => year is { } y ? Supervision.FirstOrDefault(band => band.Phases.Contains(SchoolPhases.OfYear(y)))?.Mode : null;
}

/// <summary>Phases and how their pupils are supervised.</summary>
public sealed record SupervisionSetting
{
    public required IReadOnlyList<SchoolPhase> Phases { get; init; }

    public required SupervisionMode Mode { get; init; }
}
