namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>The levels of the communications table as people read them.</summary>
public static class MatrixWords
{
    public static string Of(AdultPermission level) => level switch
    {
        AdultPermission.Allowed => "allowed",
        AdultPermission.CertainTimes => "allowed at certain times",
        AdultPermission.SelectedStaff => "allowed for selected staff",
        AdultPermission.NotAllowed => "not allowed",
        AdultPermission.NotStated => "not stated",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, null),
    };

    public static string Of(PupilPermission level) => level switch
    {
        PupilPermission.Allowed => "allowed",
        PupilPermission.CertainTimes => "allowed at certain times",
        PupilPermission.StaffPermission => "allowed with staff permission",
        PupilPermission.NotAllowed => "not allowed",
        PupilPermission.NotStated => "not stated",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, null),
    };
}
