namespace Tutela.Web.Modules.Policies.Contract.Packs;

public enum AdultPermission
{
    Allowed,
    CertainTimes,
    SelectedStaff,
    NotAllowed,

    /// <summary>The policy does not say: the school decides.</summary>
    NotStated,
}

public enum PupilPermission
{
    Allowed,
    CertainTimes,
    StaffPermission,
    NotAllowed,
    NotStated,
}

/// <summary>The stars of the communications table.</summary>
public enum MatrixNote
{
    Ks2Journey,
    SchoolDevices,
    AdultAreas,
    ParentalNeed,
    WithLeave,
    OwnEquipment,
    OfficialOnly,
    AwayFromPupils,
}

public sealed record CommunicationSettings
{
    public required IReadOnlyList<MatrixRow> Matrix { get; init; }

    public required IReadOnlyDictionary<MatrixNote, string> Notes { get; init; }

    public required IReadOnlyList<ChoiceSetting> StaffToFamilies { get; init; }

    public required IReadOnlyList<ChoiceSetting> ForbiddenChannels { get; init; }

    /// <summary>Channels on which the school speaks to the public; each has an owner.</summary>
    public required IReadOnlyList<ChoiceSetting> OfficialChannels { get; init; }

    /// <summary>Mail domains that may stand on the website; the school fills them in.</summary>
    public required IReadOnlyList<string> OfficialMailDomains { get; init; }

    public required int AccountCheckMonths { get; init; }

    public OfficialSocialMedia OfficialSocialMedia { get; init; } = OfficialSocialMedia.NotStated;

    /// <summary>What a post is checked for before it goes out. WID-9.10.</summary>
    public IReadOnlyList<ChoiceSetting> PostTones { get; init; } = [];

    public PupilSocialMediaSettings PupilSocialMedia { get; init; } = new();
}

public enum OfficialSocialMedia
{
    NotStated,

    /// <summary>Not a channel of the school at all. WEN-2.1b.</summary>
    None,
    InformationOnly,
    Official,
}

public enum PupilSocialMedia
{
    NotStated,
    Never,
    NotExpected,
    AdvisedAgainst,
    StaffPermission,
}

public sealed record PupilSocialMediaSettings
{
    public PupilSocialMedia AtSchool { get; init; } = PupilSocialMedia.NotStated;

    public PupilSocialMedia AtHome { get; init; } = PupilSocialMedia.NotStated;

    /// <summary>A sanction follows when a pupil uses it at school.</summary>
    public bool Sanction { get; init; }

    public int? MinimumAge { get; init; }

    public IReadOnlyList<string> Clauses { get; init; } = [];
}

/// <summary>One technology; one value for adults and one for pupils, each with the notes that hang on it.</summary>
public sealed record MatrixRow
{
    public required string Id { get; init; }

    public required string Technology { get; init; }

    public required AdultCell Adults { get; init; }

    public required PupilCell Pupils { get; init; }
}

public sealed record AdultCell
{
    /// <summary>Absent where the policy says nothing.</summary>
    public string? Clause { get; init; }

    public required AdultPermission Value { get; init; }

    public string? Times { get; init; }

    public IReadOnlyList<MatrixNote> Notes { get; init; } = [];
}

public sealed record PupilCell
{
    /// <summary>Absent where the policy says nothing.</summary>
    public string? Clause { get; init; }

    public required PupilPermission Value { get; init; }

    public string? Times { get; init; }

    public IReadOnlyList<MatrixNote> Notes { get; init; } = [];
}
