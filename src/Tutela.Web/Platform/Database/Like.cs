namespace Tutela.Web.Platform.Database;

/// <summary>Patterns for ILIKE of what somebody typed: its own %, _ and \ mean themselves, and the zero that PostgreSQL refuses is gone. Pure.</summary>
public static class Like
{
    /// <summary>Matches what holds the text anywhere.</summary>
    public static string Holding(string text) => $"%{Escaped(text)}%";

    public static string Escaped(string text) => text.Replace("\0", "", StringComparison.Ordinal).Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
