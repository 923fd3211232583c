using System.Globalization;

namespace Tutela.Web.Modules.Governance;

/// <summary>A count from which nobody can be picked out: 1 to 4 are never told.</summary>
public static class FewerThanFive
{
    public const int Least = 5;
    public const string Words = "fewer than 5";

    public static bool Hides(long count) => count is > 0 and < Least;

    public static string Text(long count) => Hides(count) ? Words : count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>For a chart: a gap where the count is not told.</summary>
    public static double? Value(long count) => Hides(count) ? null : count;
}
