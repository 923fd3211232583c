namespace Tutela.Web.Modules.Governance;

/// <summary>A table of counts without the small ones. A total over anything hidden is hidden too, so that no hidden count is ever the rest of a
/// sum. Null: not told. Pure.</summary>
public sealed record SmallCounts(IReadOnlyList<string> Rows, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<long?>> Cells,
    IReadOnlyList<long?> RowTotals, IReadOnlyList<long?> ColumnTotals, long? Total)
{
    public const string NotTold = "not told";

    public static SmallCounts Of(IReadOnlyList<string> rows, IReadOnlyList<string> columns, Func<int, int, long> count)
    {
        var cells = rows.Select((_, r) => (IReadOnlyList<long?>)[.. columns.Select((_, c) => FewerThanFive.Hides(count(r, c)) ? null : (long?)count(r, c))]).ToList();
        List<long?> byRow = [.. cells.Select(Sum)];
        List<long?> byColumn = [.. columns.Select((_, c) => Sum([.. cells.Select(row => row[c])]))];
        return new(rows, columns, cells, byRow, byColumn, Sum(byRow));
    }

    public static string Cell(long? count) => count is { } known ? FewerThanFive.Text(known) : FewerThanFive.Words;

    public static string Whole(long? total) => total is { } known ? FewerThanFive.Text(known) : NotTold;

    // A sum over something unknown is unknown; LINQ's own would leave the unknown out.
    private static long? Sum(IReadOnlyList<long?> counts) => counts.Any(c => c is null) ? null : counts.Sum(c => c!.Value);

    /// <summary>Of three counts, where the first is the sum of the others: what may be told of each. Where one is small, both parts are left
    /// out: the sum would give it away.</summary>
    public static (string All, string Part, string Other) Split(long part, long other)
    {
        var all = FewerThanFive.Text(part + other);
        return FewerThanFive.Hides(part + other) ? (all, NotTold, FewerThanFive.Text(other))
            : FewerThanFive.Hides(part) || FewerThanFive.Hides(other) ? (all, NotTold, NotTold)
            : (all, FewerThanFive.Text(part), FewerThanFive.Text(other));
    }
}
