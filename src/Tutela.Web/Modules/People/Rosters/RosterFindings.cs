namespace Tutela.Web.Modules.People.Rosters;

/// <summary>Collects what was wrong. The same warning about many rows of a file is one warning with a count.</summary>
internal sealed class RosterFindings
{
    private const int MaxWarnings = 500;

    private readonly Dictionary<(string File, string Reason), (int? Line, int Rows)> _warnings = [];
    private readonly List<Rejection> _rejections = [];
    private readonly Dictionary<(RosterKind Kind, string Id), int> _rejected = [];
    private readonly List<string> _files = [];

    public void Begin(string file) => _files.Add(file);

    public void Warn(string file, int? line, string reason)
    {
        if (_warnings.TryGetValue((file, reason), out var seen))
        {
            _warnings[(file, reason)] = (seen.Line, seen.Rows + 1);
        }
        else if (_warnings.Count < MaxWarnings)
        {
            _warnings.Add((file, reason), (line, 1));
        }
        else
        {
            _warnings[("", "there are more kinds of warning than are listed here.")] = (null, 1);
        }
    }

    public void Reject(Rejection rejection)
    {
        if (_rejections.Count == RosterLimits.MaxRejections)
        {
            throw new RosterRefused(rejection.File, $"more than {RosterLimits.MaxRejections:N0} rows of the set cannot be used, so it is not what it seems to be.");
        }
        _rejections.Add(rejection);
        if (rejection.ExternalId is { } id) _rejected.TryAdd((rejection.Kind, id), rejection.Line);
    }

    /// <summary>The line of the row of this id that was rejected, or null.</summary>
    public int? RejectedOn(RosterKind kind, string id) => _rejected.TryGetValue((kind, id), out var line) ? line : null;

    public List<Warning> Warnings() => _warnings
        .Select(w => new Warning(w.Key.File, w.Value.Line, w.Value.Rows == 1 ? w.Key.Reason : $"{w.Key.Reason} ({w.Value.Rows:N0} rows, this the first.)"))
        .OrderBy(w => _files.IndexOf(w.File)).ThenBy(w => w.Line).ToList();

    public List<Rejection> Rejections() => _rejections.OrderBy(r => _files.IndexOf(r.File)).ThenBy(r => r.Line).ToList();
}
