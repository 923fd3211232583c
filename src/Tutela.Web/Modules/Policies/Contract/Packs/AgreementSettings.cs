namespace Tutela.Web.Modules.Policies.Contract.Packs;

public sealed record AgreementSettings
{
    public required IReadOnlyList<AgreementDocumentSetting> Documents { get; init; }

    /// <summary>Days after assignment on which an unsigned agreement is chased.</summary>
    public required IReadOnlyList<int> ReminderDays { get; init; }

    /// <summary>False: school systems serve learning and duties only.</summary>
    public required bool PersonalUse { get; init; }

    /// <summary>Whether a cell of the communications table may allow adults what a term of their agreement forbids on school systems.</summary>
    public required bool MatrixOverridesTerms { get; init; }

    /// <summary>Days after a new year or version is asked in which what was in force before still gives access. Long enough that the last reminder
    /// has gone out, so that a school's first lessons in September do not wait for the slowest family; 0 ends access at once.</summary>
    public int RenewalGraceDays { get; init; } = 28;

    /// <summary>The post that answers questions about an agreement; it is printed on each. CRO-A.0b.</summary>
    public string QuestionContact { get; init; } = "headteacher";
}

public enum AgreementSigner
{
    Self,
    PupilAndParent,
    Parent,
}

public enum AgreementRenewal
{
    None,
    EachAcademicYear,
    /// <summary>With each phase that a pupil moves up to. Every renewal asks anew for a new version as well.</summary>
    EachPhase,
}

public enum AgreementStart
{
    Signature,
    /// <summary>For staff, the first day of their employment. CRO-B.3a.</summary>
    Employment,
}

/// <summary>Where the terms of a document hold.</summary>
public enum AgreementPlace
{
    OnSite,
    OffSite,
}

public enum UnsignedConsequence
{
    None,
    NoInternetAccess,
    NoPhone,
}

/// <summary>Who must sign a document of the pack, and what follows when it is not signed.</summary>
public sealed record AgreementDocumentSetting
{
    public required string Id { get; init; }

    public required IReadOnlyList<Audience> Audiences { get; init; }

    /// <summary>False: signed only by those whom it comes to concern, such as a pupil who brings a phone.</summary>
    public required bool MustSign { get; init; }

    public required AgreementSigner Signers { get; init; }

    public required AgreementRenewal Renewal { get; init; }

    public required UnsignedConsequence Unsigned { get; init; }

    public AgreementStart Starts { get; init; } = AgreementStart.Signature;

    /// <summary>Shown when it is signed. CRO-B.0c, WED-A2.0.</summary>
    public IReadOnlyList<AgreementPlace> Places { get; init; } = [];
}
