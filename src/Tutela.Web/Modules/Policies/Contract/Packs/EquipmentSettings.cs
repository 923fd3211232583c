namespace Tutela.Web.Modules.Policies.Contract.Packs;

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

    /// <summary>Days between back-ups of what is on a loaned device; absent: none is asked for. CRO-B.23.</summary>
    public int? BackUpDays { get; init; }

    /// <summary>Role ids whose leave an installation or a change of settings needs; empty: nobody installs.</summary>
    public IReadOnlyList<string> InstallLeaveBy { get; init; } = [];
}
