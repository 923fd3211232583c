namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>Whether staff may picture pupils on a device of their own.</summary>
public enum OwnDeviceImages
{
    NotStated,
    Never,
    WhenNoSchoolDevice,
    WithLeave,
    ForNamedUses,
}

public enum WipeFrom
{
    Taken,
    Used,
}

/// <summary>How much of a pupil a published picture may give away.</summary>
public enum PupilIdentification
{
    NotStated,
    Judgement,
    NoFullNames,
    NoFullNameBesidePicture,
    NotIdentifiable,
}

public enum ParentSharing
{
    NotStated,
    AskedNotTo,
    Forbidden,
}

public enum ConsentGiver
{
    Parent,
    Pupil,
    SeniorLeader,
    Headteacher,
    PicturedStaff,
}

/// <summary>A line of the image rules, to say which clauses it comes from.</summary>
public enum ImageLine
{
    SchoolDevice,
    OwnDevice,
    Wipe,
    PupilDevice,
    Consent,
    Identification,
    PublishChecks,
    Accounts,
    ParentsAtEvents,
    ParentSharing,
    AskTeacher,
    OutsideNetwork,
    OneToOne,
}

public sealed record ImageSettings
{
    public required bool WrittenConsentBeforeWeb { get; init; }

    public required bool FullPupilNamesOnWeb { get; init; }

    /// <summary>Parents may picture their own children at events, for themselves.</summary>
    public required bool ParentsAtEvents { get; init; }

    public required bool ParentsMayPublish { get; init; }

    public required OwnDeviceImages StaffOwnDevice { get; init; }

    /// <summary>The clock behind "at once": hours until the picture has moved and is wiped; absent where own devices never take one.</summary>
    public int? OwnDeviceWipeHours { get; init; }

    public WipeFrom OwnDeviceWipeFrom { get; init; } = WipeFrom.Taken;

    /// <summary>False: a missed deadline is a reminder and no breach.</summary>
    public bool OwnDeviceWipeStrict { get; init; } = true;

    /// <summary>Ids of <see cref="Consents"/> for which an own device may be used, where <see cref="StaffOwnDevice"/> names uses.</summary>
    public IReadOnlyList<string> OwnDeviceUses { get; init; } = [];

    /// <summary>Role ids whose leave an own device needs.</summary>
    public IReadOnlyList<string> OwnDeviceLeaveBy { get; init; } = [];

    public required bool PupilsOwnDevice { get; init; }

    /// <summary>Uses of pictures.</summary>
    public required IReadOnlyList<ChoiceSetting> Consents { get; init; }

    /// <summary>Who has to agree to which use. A use that stands in none needs the parent.</summary>
    public IReadOnlyList<ImageConsentSetting> ConsentSets { get; init; } = [];

    public PupilIdentification Identification { get; init; } = PupilIdentification.NotStated;

    /// <summary>Ticks before a picture is published.</summary>
    public IReadOnlyList<ChoiceSetting> PublishChecks { get; init; } = [];

    /// <summary>Pupils' pictures go online on accounts of the school only. WID-9.12.</summary>
    public bool SchoolAccountsOnly { get; init; }

    public IReadOnlyList<string> ParentEvents { get; init; } = [];

    /// <summary>Parents picture only where the event has been marked so.</summary>
    public bool ParentsNeedEventLeave { get; init; }

    public ParentSharing ParentSharing { get; init; } = ParentSharing.Forbidden;

    /// <summary>Who asks the class teacher before picturing a pupil.</summary>
    public IReadOnlyList<Audience> AskTeacherFirst { get; init; } = [];

    /// <summary>Each image record names a device of the equipment register. WEN-4.4b.</summary>
    public bool AssetRequired { get; init; }

    /// <summary>Nothing leaves the school's network without a recorded permission. CRO-B.15b.</summary>
    public bool OutsideNetworkNeedsPermission { get; init; }

    public bool AvoidOneToOne { get; init; }

    public IReadOnlyDictionary<ImageLine, IReadOnlyList<string>> Clauses { get; init; } = new Dictionary<ImageLine, IReadOnlyList<string>>();

    internal IReadOnlyList<string> ClausesOf(params IEnumerable<ImageLine> lines) =>
        [.. lines.SelectMany(line => Clauses.TryGetValue(line, out var ids) ? ids : []).Distinct()];
}

/// <summary>Whose agreement lets a picture be put to these uses.</summary>
public sealed record ImageConsentSetting
{
    /// <summary>Ids of <see cref="ImageSettings.Consents"/>.</summary>
    public required IReadOnlyList<string> Uses { get; init; }

    public required IReadOnlyList<ConsentGiver> From { get; init; }

    /// <summary>True: one of them is enough.</summary>
    public bool AnyOfThem { get; init; }

    public bool Written { get; init; } = true;
}
