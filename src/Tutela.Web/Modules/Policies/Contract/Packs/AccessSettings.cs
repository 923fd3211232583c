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
    Training,
    Approval,
}

/// <summary>How pupils of a phase are with an adult when they use the internet.</summary>
public enum SupervisionMode
{
    Demonstration,
    Direct,
    Supervised,

    /// <summary>An adult sits with the pupil. WID-6.6.</summary>
    Alongside,

    /// <summary>A teacher is there, or has said yes. WED-A1.2.</summary>
    TeacherPresentOrPermission,
}

/// <summary>Who reads a report of a suspicious message.</summary>
public enum SuspiciousReader
{
    ItSupport,
    ClassTeacher,
    ComputingLead,
    SafeguardingLead,
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

    /// <summary>Who is told when an adult reports a suspicious message. CRO-B.8.</summary>
    public IReadOnlyList<SuspiciousReader> SuspiciousMessagesTo { get; init; } = [SuspiciousReader.ItSupport];

    /// <summary>Who is told when a pupil does. WED-A1.8.</summary>
    public IReadOnlyList<SuspiciousReader> PupilsSuspiciousMessagesTo { get; init; } = [SuspiciousReader.ClassTeacher, SuspiciousReader.ItSupport];

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

    public IReadOnlyList<AccountBandSetting> Accounts { get; init; } = [];

    public TemporaryAccessSettings Temporary { get; init; } = new();

    /// <summary>A pupil's device must be the school's. WID-6.3.</summary>
    public bool PupilsOnSchoolDevicesOnly { get; init; }

    public PupilMail PupilMail { get; init; } = PupilMail.NotStated;

    /// <summary>Mail domains that a pupil's address may have; the school fills them in. WEN-2.3-2a.</summary>
    public IReadOnlyList<string> PupilMailDomains { get; init; } = [];

    /// <summary>A register of everyone with access is kept and can be shown for any day. HAM-17.1.</summary>
    public bool Register { get; init; } = true;

    /// <summary>Clauses behind what access needs.</summary>
    public IReadOnlyList<string> Clauses { get; init; } = [];

    /// <summary>The mode for pupils of this year; null when the year is not known or no band covers it.</summary>
    public SupervisionMode? ModeOf(int? year) => year is { } y ? Supervision.FirstOrDefault(band => band.Covers(y))?.Mode : null;
}

/// <summary>Phases and how their pupils are supervised.</summary>
public sealed record SupervisionSetting
{
    public required IReadOnlyList<SchoolPhase> Phases { get; init; }

    /// <summary>Real year groups, 0 for Reception; where they stand, they decide and the phases do not.</summary>
    public IReadOnlyList<int> Years { get; init; } = [];

    public required SupervisionMode Mode { get; init; }

    /// <summary>Modes that the policy allows now and then as well.</summary>
    public IReadOnlyList<SupervisionMode> Also { get; init; } = [];

    public bool ApprovedSitesOnly { get; init; }

    public IReadOnlyList<string> Clauses { get; init; } = [];

    public bool Covers(int year) => Years.Count > 0 ? Years.Contains(year) : Phases.Contains(SchoolPhases.OfYear(year));
}

public enum AccountKind
{
    Individual,
    Class,
}

/// <summary>The kinds of account that pupils of these phases may have.</summary>
public sealed record AccountBandSetting
{
    public required IReadOnlyList<SchoolPhase> Phases { get; init; }

    public IReadOnlyList<int> Years { get; init; } = [];

    public required IReadOnlyList<AccountKind> Kinds { get; init; }
}

public sealed record TemporaryAccessSettings
{
    public bool Offered { get; init; } = true;

    /// <summary>The longest that one grant lasts; absent: the end date alone decides.</summary>
    public int? MaxDays { get; init; }

    /// <summary>Temporary staff reach less than others.</summary>
    public bool Restricted { get; init; } = true;
}

public enum PupilMail
{
    NotStated,
    None,
    ApprovedAccounts,
    Individual,
}
