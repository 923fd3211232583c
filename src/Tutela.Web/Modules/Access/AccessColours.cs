namespace Tutela.Web.Modules.Access;

public static class AccessColours
{
    public static string Of(AccessState state) => state switch
    {
        AccessState.Granted => "green",
        AccessState.Refused => "yellow",
        AccessState.Withdrawn => "red",
        _ => "grey",
    };
}
