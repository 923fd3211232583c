namespace Tutela.Web.Modules.Policies.Contract.Packs;

public enum AdultPermission
{
    Allowed,
    CertainTimes,
    SelectedStaff,
    NotAllowed,
}

public enum PupilPermission
{
    Allowed,
    CertainTimes,
    StaffPermission,
    NotAllowed,
}

/// <summary>The stars of the communications table.</summary>
public enum MatrixNote
{
    Ks2Journey,
    SchoolDevices,
    AdultAreas,
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
    public required string Clause { get; init; }

    public required AdultPermission Value { get; init; }

    public string? Times { get; init; }

    public IReadOnlyList<MatrixNote> Notes { get; init; } = [];
}

public sealed record PupilCell
{
    public required string Clause { get; init; }

    public required PupilPermission Value { get; init; }

    public string? Times { get; init; }

    public IReadOnlyList<MatrixNote> Notes { get; init; } = [];
}
