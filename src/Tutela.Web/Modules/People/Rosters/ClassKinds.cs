namespace Tutela.Web.Modules.People.Rosters;

/// <summary>School Data Sync does not say which class is a registration class; its name usually does.</summary>
internal static class ClassKinds
{
    private static readonly string[] Words = ["registration", "homeroom", "home room", "tutor group", "form group"];

    public static RosterClassKind Guess(params ReadOnlySpan<string?> names)
    {
        foreach (var name in names)
        {
            if (name is not null && Words.Any(w => name.Contains(w, StringComparison.OrdinalIgnoreCase))) return RosterClassKind.Homeroom;
        }
        return RosterClassKind.Scheduled;
    }
}
