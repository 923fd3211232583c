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
}
