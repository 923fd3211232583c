namespace Tutela.Web.Modules.Schools.Contract;

/// <summary>The phases of an English primary school.</summary>
public enum SchoolPhase
{
    Foundation,
    Ks1,
    Ks2,
}

public static class SchoolPhases
{
    /// <summary>Nursery and Reception are year 0 or below; year 3 and above is key stage 2.</summary>
    public static SchoolPhase OfYear(int year) => year switch
    {
        <= 0 => SchoolPhase.Foundation,
        <= 2 => SchoolPhase.Ks1,
        _ => SchoolPhase.Ks2,
    };
}
