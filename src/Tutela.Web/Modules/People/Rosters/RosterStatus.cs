namespace Tutela.Web.Modules.People.Rosters;

internal static class RosterStatus
{
    public static bool Active(RosterRows rows, string column = "status")
    {
        switch (rows.Text(column)?.ToLowerInvariant())
        {
            case null or "active":
                return true;
            case "tobedeleted" or "inactive" or "deleted" or "left" or "withdrawn":
                return false;
            default:
                rows.Warn($"{column} is neither active nor tobedeleted; the row is taken to be active.");
                return true;
        }
    }
}
