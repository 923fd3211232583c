using Tutela.Web.Modules.Schools.Contract;

namespace Tutela.Web.Modules.Policies.Contract.Packs;

public enum PhoneOffPoint
{
    AtTheGate,
    AtTheDoor,
    WhenHandedIn,
}

public enum PhoneStorage
{
    ClassroomBox,
    ClassTeacher,
    TeachingAssistant,
    OtherPlace,
}

public sealed record PhoneSettings
{
    /// <summary>What the phone rules also cover.</summary>
    public required IReadOnlyList<string> AlsoPhones { get; init; }

    public required PupilPhoneSettings Pupils { get; init; }

    /// <summary>Where adults may use devices of their own.</summary>
    public required IReadOnlyList<string> AdultAreas { get; init; }

    public required IReadOnlyList<PhoneExemptionSetting> Exemptions { get; init; }
}

public sealed record PupilPhoneSettings
{
    public required IReadOnlyList<SchoolPhase> Phases { get; init; }

    public required bool WalksUnaccompanied { get; init; }

    public required bool ParentNeedRequired { get; init; }

    public required bool ContractRequired { get; init; }

    public required PhoneOffPoint OffFrom { get; init; }

    public required PhoneStorage Storage { get; init; }

    /// <summary>Who or what may take a phone in.</summary>
    public required IReadOnlyList<PhoneStorage> Receivers { get; init; }

    public required bool SchoolLiable { get; init; }
}

public sealed record PhoneExemptionSetting
{
    public required string Role { get; init; }

    public required string Purpose { get; init; }
}

public sealed record ImageSettings
{
    public required bool WrittenConsentBeforeWeb { get; init; }

    public required bool FullPupilNamesOnWeb { get; init; }

    /// <summary>Parents may picture their own children at events, for themselves.</summary>
    public required bool ParentsAtEvents { get; init; }

    public required bool ParentsMayPublish { get; init; }

    public required bool StaffOwnDevice { get; init; }

    /// <summary>The clock behind "at once": hours until the picture has moved and is wiped.</summary>
    public required int OwnDeviceWipeHours { get; init; }

    public required bool PupilsOwnDevice { get; init; }

    public required IReadOnlyList<ChoiceSetting> Consents { get; init; }
}

public sealed record EquipmentSettings
{
    public required bool WorkOnly { get; init; }

    public required bool MayBeShared { get; init; }

    public required bool LoanNeedsEncryption { get; init; }

    public required bool LoanNeedsAgreement { get; init; }

    public required int AntivirusDays { get; init; }

    public required int UpdateDays { get; init; }

    public required IReadOnlyList<ChoiceSetting> SecuritySteps { get; init; }

    /// <summary>Role ids told of a worry about a device.</summary>
    public required IReadOnlyList<string> SecurityContacts { get; init; }
}
