namespace Tutela.Web.Modules.People.Rosters;

/// <summary>The columns of one file of a format, in its standard order; those marked with * the file must have.</summary>
internal sealed class RosterTable
{
    private readonly string[] _columns;
    private readonly HashSet<string> _required;
    private readonly Dictionary<string, string> _loose = [];

    /// <param name="misnamed">Names seen in the wild, as "wrong=right", beside those that differ only in case, spacing or a plural.</param>
    public RosterTable(RosterKind kind, string columns, string misnamed = "")
    {
        Kind = kind;
        var names = columns.Split(',');
        _columns = [.. names.Select(n => n.TrimEnd('*'))];
        _required = [.. names.Where(n => n.EndsWith('*')).Select(n => n.TrimEnd('*'))];
        foreach (var column in _columns) _loose.TryAdd(Loosen(column), column);
        foreach (var pair in misnamed.Split(',', StringSplitOptions.RemoveEmptyEntries)) _loose[Loosen(pair.Split('=')[0])] = pair.Split('=')[1];
    }

    public RosterKind Kind { get; }

    /// <summary>Finds each known column's place in this header; says what is unusual about it.</summary>
    public Dictionary<string, int> Match(IReadOnlyList<string> header, string file, int line, RosterFindings findings)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < header.Count; i++)
        {
            if (!_columns.Contains(header[i])) continue;
            if (!places.TryAdd(header[i], i)) findings.Warn(file, line, $"column {header[i]} is there twice; the first is read.");
        }
        for (var i = 0; i < header.Count; i++)
        {
            var name = header[i];
            if (places.ContainsKey(name)) continue;
            if (_loose.TryGetValue(Loosen(name), out var column) && places.TryAdd(column, i))
            {
                findings.Warn(file, line, $"column “{Shorten(name)}” is read as {column}.");
            }
            else if (name.Length > 0 && !name.StartsWith("metadata.", StringComparison.OrdinalIgnoreCase))
            {
                findings.Warn(file, line, $"column “{Shorten(name)}” is not one of this file's; it is not read.");
            }
        }
        var missing = _columns.Where(c => _required.Contains(c) && !places.ContainsKey(c)).ToList();
        if (missing.Count > 0) throw new RosterRefused(file, $"its first line is not the header expected: there is no column {string.Join(", ", missing)}.");
        var order = _columns.Where(places.ContainsKey).Select(c => places[c]).ToList();
        for (var i = 1; i < order.Count; i++)
        {
            if (order[i] > order[i - 1]) continue;
            findings.Warn(file, line, "the columns are not in the standard order; they are read by name.");
            break;
        }
        return places;
    }

    private static string Loosen(string name)
    {
        var loose = new string([.. name.Where(char.IsAsciiLetterOrDigit)]).ToLowerInvariant().Replace("sourceid", "sourcedid");
        return loose.TrimEnd('s');
    }

    private static string Shorten(string name) => name.Length <= 40 ? name : name[..40] + "…";
}
