namespace Tutela.Web.Modules.Policies.Contract.Packs;

public enum OwnEquipmentUse
{
    NotStated,
    NotAllowed,
    WithLeave,
    OnOwnNetwork,
}

public enum LeaveKind
{
    EachTime,
    Standing,
}

/// <summary>Equipment of their own that staff use for work.</summary>
public sealed record OwnEquipmentSettings
{
    public OwnEquipmentUse Use { get; init; } = OwnEquipmentUse.NotStated;

    /// <summary>Role ids that give leave.</summary>
    public IReadOnlyList<string> LeaveBy { get; init; } = [];

    public LeaveKind Leave { get; init; } = LeaveKind.EachTime;

    public bool Logged { get; init; }

    /// <summary>Devices that the rule names.</summary>
    public IReadOnlyList<string> Devices { get; init; } = [];

    public IReadOnlyList<string> Clauses { get; init; } = [];
}

public enum PupilContact
{
    NotStated,

    /// <summary>School systems and nothing else.</summary>
    SchoolSystemsOnly,

    /// <summary>Another way only with leave given before.</summary>
    OtherWaysWithLeave,
}

/// <summary>How staff are in touch with pupils and families, and what their own profiles may say.</summary>
public sealed record StaffContactSettings
{
    public PupilContact WithPupils { get; init; } = PupilContact.NotStated;

    public IReadOnlyList<string> LeaveBy { get; init; } = [];

    public AnswerSetting EmailPupils { get; init; } = AnswerSetting.NotStated;

    public AnswerSetting SocialContactWithPupils { get; init; } = AnswerSetting.NotStated;

    public bool EarlierPupilContactsRemoved { get; init; }

    public AnswerSetting NewParentContacts { get; init; } = AnswerSetting.NotStated;

    /// <summary>Contacts with parents from before may stay, and are declared.</summary>
    public bool EarlierParentContactsDeclared { get; init; }

    public AnswerSetting OwnPhoneToFamilies { get; init; } = AnswerSetting.NotStated;

    public AnswerSetting ProfileMayNameSchool { get; init; } = AnswerSetting.NotStated;

    /// <summary>Words that a personal account carries when it names the school; absent: none is asked for. WID-9.3.</summary>
    public string? Disclaimer { get; init; }

    public int? ProfileCheckMonths { get; init; }

    public bool ConfidentialAfterLeaving { get; init; }

    public IReadOnlyList<string> Clauses { get; init; } = [];
}

public enum AnswerSetting
{
    NotStated,
    Yes,
    WithLeave,
    No,
}
