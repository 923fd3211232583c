using System.Globalization;

namespace Tutela.Web.Modules.People.Rosters;

/// <summary>Year groups of English schools as numbers: Nursery -1, Reception 0, then Year 1 to Year 13.</summary>
public static class YearGroups
{
    public const int Nursery = -1;
    public const int Reception = 0;
    public const int Last = 13;

    /// <summary>
    /// A cell as the exports write it. English names (N2, R, Year 3, Y3) mean what they say; bare numbers and KG are
    /// grades, read by the setting. False when it names no school year.
    /// </summary>
    public static bool TryParse(string text, bool gradesAreUs, out int yearGroup)
    {
        var word = text.Trim().ToUpperInvariant();
        yearGroup = 0;
        switch (word)
        {
            case "N" or "N1" or "N2" or "NURSERY" or "PK" or "PR" or "TK" or "PREKINDERGARTEN" or "PRESCHOOL" or "TRANSITIONALKINDERGARTEN":
                yearGroup = Nursery;
                return true;
            case "R" or "REC" or "RECEPTION" or "YR" or "KG" or "K" or "KINDERGARTEN":
                yearGroup = Reception;
                return true;
        }
        var english = false;
        foreach (var prefix in (string[])["YEAR", "YR", "Y"])
        {
            if (!word.StartsWith(prefix, StringComparison.Ordinal)) continue;
            (word, english) = (word[prefix.Length..].Trim(), true);
            break;
        }
        if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        yearGroup = gradesAreUs && !english ? (number == 0 ? Reception : number + 1) : number;
        return yearGroup is >= Reception and <= Last;
    }
}
