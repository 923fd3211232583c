using System.Buffers;
using System.Globalization;

namespace Tutela.Web.Modules.Access.Register;

/// <summary>CSV that a spreadsheet opens as text: a cell that begins like a formula gets an apostrophe before it.</summary>
internal static class Csv
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create("\",\r\n;\t");

    public static string Line(params ReadOnlySpan<string> cells)
    {
        var parts = new string[cells.Length];
        for (var i = 0; i < cells.Length; i++) parts[i] = Cell(cells[i]);
        return string.Join(',', parts) + "\r\n";
    }

    public static string Cell(string text)
    {
        // White space before a sign does not keep a spreadsheet from reading a formula.
        var first = text.AsSpan().TrimStart();
        var safe = text.Length > 0 && (text[0] is '\t' or '\r' or '\n' || (first.Length > 0 && first[0] is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠')) ? "'" + text : text;
        return safe.AsSpan().ContainsAny(Quoted) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
