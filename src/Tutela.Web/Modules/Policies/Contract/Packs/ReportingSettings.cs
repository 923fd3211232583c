namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>Who leads, and who is told what. All are role ids; a list is first and back-up in this order, and an empty one says nothing.</summary>
public sealed record ReportingSettings
{
    /// <summary>Absent: the policy names no lead.</summary>
    public string? Lead { get; init; }

    public IReadOnlyList<string> LeadAlongside { get; init; } = [];

    /// <summary>Whom staff tell of misuse or of any other problem.</summary>
    public IReadOnlyList<string> StaffTell { get; init; } = [];

    public IReadOnlyList<string> UnsuitableSiteTo { get; init; } = [];

    public IReadOnlyList<string> AboutStaff { get; init; } = [];

    /// <summary>An allegation about the headteacher never goes to the headteacher.</summary>
    public IReadOnlyList<string> AboutHeadteacher { get; init; } = ["chair-of-governors"];

    /// <summary>Those who must have confirmed that they know the procedure for a staff allegation. WID-5.2.</summary>
    public IReadOnlyList<string> AllegationProcedureKnownBy { get; init; } = [];

    /// <summary>Posts whose name and contact the published policy gives. CRO-7.</summary>
    public IReadOnlyList<string> ContactsPublished { get; init; } = [];

    /// <summary>Where a pupil can turn: people and helplines.</summary>
    public IReadOnlyList<ChoiceSetting> PupilRoutes { get; init; } = [];

    public IReadOnlyList<ComplaintRouteSetting> Complaints { get; init; } = [];

    public IReadOnlyList<string> Clauses { get; init; } = [];
}

/// <summary>One kind of complaint, and where it goes.</summary>
public sealed record ComplaintRouteSetting
{
    public required string Id { get; init; }

    public required string About { get; init; }

    public required IReadOnlyList<string> To { get; init; }

    /// <summary>A linked policy that is followed instead or as well.</summary>
    public string? Procedure { get; init; }

    public IReadOnlyList<string> Clauses { get; init; } = [];
}

public enum GovernorPart
{
    BoundBySocialMediaRule,
    OverseeThePolicy,
    LinkGovernor,
    Meetings,
    SeeIncidentLogs,
    ReviewFiltering,
    TakeTraining,
    ApproveEachReview,
    ChairSignsEachReview,
    AuthoriseOffSiteData,
}

/// <summary>What may follow misuse, mildest first.</summary>
public sealed record SanctionSettings
{
    public IReadOnlyList<SanctionStepSetting> Pupils { get; init; } = [];

    public IReadOnlyList<SanctionStepSetting> Staff { get; init; } = [];

    /// <summary>Linked policies that the two ladders stand in.</summary>
    public string? PupilPolicy { get; init; }

    public string? StaffPolicy { get; init; }
}

public sealed record SanctionStepSetting
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Role ids that decide it; empty: any member of staff.</summary>
    public IReadOnlyList<string> DecidedBy { get; init; } = [];

    public bool WithdrawsAccess { get; init; }

    public IReadOnlyList<string> Clauses { get; init; } = [];
}
