namespace Tutela.Engine.Index;

/// <summary>
/// Every distinct combination of lists that names have, each once, with an id. Id 0 is "on no list". Real lists have a few thousand
/// combinations, so a name costs an id instead of a list of lists. Not thread-safe.
/// </summary>
internal sealed class ListingSets
{
    // An exception is kept as listing + Exception, so that a set is one sorted array.
    internal const int Exception = 1 << 16;

    private readonly List<int[]> _sets = [[]];
    private readonly Dictionary<(int Set, int Listing), int> _steps = [];
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal) { [""] = 0 };
    private (int Set, int Listing, int With) _last = (-1, -1, -1);

    /// <summary>Sets by id: sorted listing ids, exceptions with <see cref="Exception"/> added.</summary>
    public IReadOnlyList<int[]> All => _sets;

    /// <summary>The id of a set with one more listing; the same id when it has it already.</summary>
    public int With(int set, int listing, bool exception)
    {
        if (exception) listing += Exception;
        if (_last.Set == set && _last.Listing == listing) return _last.With;
        if (!_steps.TryGetValue((set, listing), out var with))
        {
            if (_sets[set].Contains(listing))
            {
                with = set;
            }
            else
            {
                int[] members = [.. _sets[set], listing];
                Array.Sort(members);
                var key = string.Join(',', members);
                if (!_ids.TryGetValue(key, out with))
                {
                    with = _sets.Count;
                    _sets.Add(members);
                    _ids.Add(key, with);
                }
            }
            _steps.Add((set, listing), with);
        }
        _last = (set, listing, with);
        return with;
    }
}
