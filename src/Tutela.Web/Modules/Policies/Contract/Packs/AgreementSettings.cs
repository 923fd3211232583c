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

    /// <summary>System by system, where one answer for all is not enough.</summary>
    public IReadOnlyList<PersonalUseSetting> PersonalUseBySystem { get; init; } = [];

    public TermsFrom TermsFrom { get; init; } = TermsFrom.Signing;

    public VisitorSigning Visitors { get; init; } = VisitorSigning.BeforeUsingSystems;

    /// <summary>Pupil and parent tick that they talked the agreement over. CRO-A.10.</summary>
    public bool DiscussedTick { get; init; }

    /// <summary>The post that answers questions about an agreement.</summary>
    public string? QuestionsTo { get; init; }

    public IReadOnlyList<DeclarationLineSetting> YearlyDeclaration { get; init; } = [];
}

public enum AgreementSigner
{
    Self,
    PupilAndParent,
    Parent,

    /// <summary>The pupil alone, or a class in one sitting.</summary>
    Pupil,
}

public enum AgreementRenewal
{
    None,
    EachAcademicYear,

    /// <summary>With each phase that a pupil moves up to. Every renewal asks anew for a new version as well.</summary>
    EachPhase,
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

    /// <summary>Shown when it is signed. CRO-B.0c, WED-A2.0.</summary>
    public IReadOnlyList<AgreementPlace> Places { get; init; } = [];

    public AgreementOrigin Origin { get; init; } = AgreementOrigin.Policy;

    public IReadOnlyList<string> Clauses { get; init; } = [];
}

public enum AgreementOrigin
{
    /// <summary>The source policy has it.</summary>
    Policy,

    /// <summary>The source names it and does not attach it; the text is ours.</summary>
    NamedOnly,

    /// <summary>The source names none; it is ours.</summary>
    Own,
}

public enum TermsFrom
{
    Signing,
    StartOfEmployment,
}

/// <summary>When a visitor has to sign.</summary>
public enum VisitorSigning
{
    Always,
    BeforeUsingSystems,
    WhenAsked,
    Never,
}

public enum PersonalUseRule
{
    NotStated,
    NotAllowed,
    OutsideTeaching,
    Reasonable,
}

/// <summary>Personal use of one of the school's systems.</summary>
public sealed record PersonalUseSetting
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required PersonalUseRule Rule { get; init; }

    public IReadOnlyList<string> Clauses { get; init; } = [];
}

/// <summary>A line that every member of staff answers once a year.</summary>
public sealed record DeclarationLineSetting
{
    public required string Id { get; init; }

    public required string Text { get; init; }

    /// <summary>"No" is counted for the headteacher; when false it stops the declaration.</summary>
    public bool NoIsAllowed { get; init; } = true;

    public IReadOnlyList<string> Clauses { get; init; } = [];
}
