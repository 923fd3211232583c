using System.Numerics;
using System.Runtime.CompilerServices;
using Tutela.Engine.Index;
using Tutela.Engine.Names;
using Tutela.Engine.Policy;

namespace Tutela.Engine.Deciding;

/// <summary>
/// An index and rules, bound to each other: everything that a decision reads. Immutable; safe from any thread; decisions allocate nothing.
/// </summary>
public sealed class Snapshot
{
    private static long _made;

    private readonly BoundGroup[] _groups;

    /// <summary>Binds rules to an index. Cost: microseconds a group.</summary>
    public Snapshot(DomainIndex index, RuleSet rules)
    {
        Index = index;
        Rules = rules;
        _groups = [.. rules.Groups.Select(g => new BoundGroup(g, index))];
        Causes = index.Listings.Count + index.Categories.Count + (int)DecisionReason.NotBlocked + 1;
        UnknownCategories =
        [
            .. rules.Groups.SelectMany(g => g.Block.Concat(g.Hours.SelectMany(h => h.Block.Concat(h.Allow))))
                .Where(c => index.CategoryId(c) < 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The lists.</summary>
    public DomainIndex Index { get; }

    /// <summary>The rules.</summary>
    public RuleSet Rules { get; }

    /// <summary>Categories that the rules name and the index does not have: they block nothing, which somebody should hear.</summary>
    public IReadOnlyList<string> UnknownCategories { get; }

    /// <summary>Tells this snapshot from every other of this process, for whoever must not keep its map alive.</summary>
    public long Serial { get; } = Interlocked.Increment(ref _made);

    /// <summary>How many values <see cref="Decision.Cause"/> has here.</summary>
    public int Causes { get; }

    /// <summary>Decides for the client's group (<see cref="RuleSet.GroupOf"/>).</summary>
    public Decision Decide(in Query query) => Decide(query, Rules.GroupOf(query.Client));

    /// <summary>
    /// Decides for a group: sealed categories; then the most specific exception that holds, deny before allow on the same name; then
    /// blocked categories of group and hours; then what blocks everything; else allowed.
    /// </summary>
    [SkipLocalsInit]
    public Decision Decide(in Query query, Group group)
    {
        var bound = _groups[group.Ordinal];
        Span<Suffix> room = stackalloc Suffix[Suffixes.Most];
        Span<IndexHit> hits = stackalloc IndexHit[Suffixes.Most + UrlPath.MaxSegments];
        scoped ReadOnlySpan<Suffix> suffixes;
        if (query.Suffixes is { } found) suffixes = found.Found;
        else Index.PrefetchAll(suffixes = room[..Suffixes.Of(query.Name, room)]);
        var count = Index.Find(query.Name, suffixes, hits, out var categories, out var sealedCategories);
        if (!query.Path.IsEmpty) count = Index.FindPath(query.Name, query.Path, hits, count, ref categories);
        if (!sealedCategories.IsEmpty) return Sealed(sealedCategories.Next(0), group);
        // A URL entry in a sealed category cannot come out of the compiler; an index made otherwise must not open a gap.
        if (categories.Overlaps(Index.SealedCategories)) return SealedAmong(categories, group);

        if (bound.TryFindException(query.Name, suffixes, query.Time, out var at, out var allow))
            return new Decision(allow ? DecisionReason.AllowException : DecisionReason.DenyException, "exception", "rules", at, CauseOf(allow ? DecisionReason.AllowException : DecisionReason.DenyException), group, this);

        var blocked = bound.Blocked;
        var everything = group.BlocksEverything;
        var hoursBlockEverything = bound.Apply(query.Time, ref blocked);
        if (blocked.Overlaps(categories)) return Listed(hits[..count], categories, blocked, group);
        if (group.IsNoAccess) return new Decision(DecisionReason.NoAccess, "no-access", "rules", 0, CauseOf(DecisionReason.NoAccess), group, this);
        if (everything) return new Decision(DecisionReason.Everything, "everything", "rules", 0, CauseOf(DecisionReason.Everything), group, this);
        if (hoursBlockEverything) return new Decision(DecisionReason.Hours, "hours", "rules", 0, CauseOf(DecisionReason.Hours), group, this);
        return new Decision(DecisionReason.NotBlocked, null, null, 0, CauseOf(DecisionReason.NotBlocked), group, this);
    }

    private Decision Sealed(int category, Group group) => new(DecisionReason.Sealed, Index.Categories[category].Name, "sealed", 0, Index.Listings.Count + category, group, this);

    private int CauseOf(DecisionReason reason) => Causes - 1 - (int)DecisionReason.NotBlocked + (int)reason;

    private Decision SealedAmong(in CategorySet categories, Group group)
    {
        var id = categories.Next(0);
        while (!Index.SealedCategories.Contains(id)) id = categories.Next(id + 1);
        return Sealed(id, group);
    }

    private Decision Listed(ReadOnlySpan<IndexHit> hits, in CategorySet categories, in CategorySet blocked, Group group)
    {
        // The most specific suffix that a blocked category lists; within it the first category and list by name.
        for (var i = hits.Length - 1; i >= 0; i--)
        {
            foreach (var listing in Index.Sets[hits[i].Set].Listings)
            {
                var category = Index.Lists[listing].Category;
                if (blocked.Contains(category) && categories.Contains(category) && !Index.IsExcepted(hits, listing))
                    return new Decision(DecisionReason.Category, Index.Categories[category].Name, Index.Lists[listing].Name, hits[i].Offset, listing, group, this);
            }
        }
        return new Decision(DecisionReason.Category, Index.Categories[categories.Next(0)].Name, "-", 0, CauseOf(DecisionReason.Category), group, this);
    }
}

/// <summary>A group with its categories as ids of one index and its exceptions by hash.</summary>
internal sealed class BoundGroup
{
    private readonly (Hours Hours, CategorySet Block, CategorySet Allow)[] _hours;
    private readonly Dictionary<ulong, Entry[]> _exceptions = [];

    // A bit for each exception's hash: nearly every name is told by it that the dictionary need not be asked.
    private readonly ulong[] _doors;
    private readonly int _doorShift;

    public BoundGroup(Group group, DomainIndex index)
    {
        Blocked = Ids(group.Block, index);
        _hours = [.. group.Hours.Select(h => (h, Ids(h.Block, index), Ids(h.Allow, index)))];
        // Deny comes first in each place, so that it wins on the same name.
        foreach (var (exception, allow) in group.Deny.Select(e => (e, false)).Concat(group.Allow.Select(e => (e, true))))
        {
            var hash = SuffixWalk.HashOf(exception.Bytes);
            _exceptions[hash] = [.. _exceptions.GetValueOrDefault(hash, []), new Entry(exception, allow)];
        }
        _doors = new ulong[BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, _exceptions.Count / 4))];
        _doorShift = 58 - BitOperations.Log2((uint)_doors.Length);
        foreach (var hash in _exceptions.Keys) _doors[hash >> _doorShift >> 6] |= 1UL << (int)(hash >> _doorShift);
    }

    public CategorySet Blocked { get; }

    /// <summary>Changes the blocked categories to what holds at the time; true when everything is blocked then.</summary>
    public bool Apply(DateTimeOffset time, ref CategorySet blocked)
    {
        if (_hours.Length == 0) return false;
        var (day, minute) = LondonTime.At(time);
        var everything = false;
        foreach (ref readonly var window in _hours.AsSpan())
            if (window.Hours.Contains(day, minute)) blocked.ExceptWith(window.Allow);
        foreach (ref readonly var window in _hours.AsSpan())
        {
            if (!window.Hours.Contains(day, minute)) continue;
            blocked.UnionWith(window.Block);
            everything |= window.Hours.BlocksEverything;
        }
        return everything;
    }

    /// <summary>The most specific exception that holds for a name.</summary>
    public bool TryFindException(ReadOnlySpan<byte> name, ReadOnlySpan<Suffix> suffixes, DateTimeOffset time, out int offset, out bool allow)
    {
        (offset, allow) = (-1, false);
        if (_exceptions.Count == 0) return false;
        foreach (ref readonly var suffix in suffixes)
        {
            var door = suffix.Hash >> _doorShift;
            if ((_doors[door >> 6] & 1UL << (int)door) == 0 || !_exceptions.TryGetValue(suffix.Hash, out var entries)) continue;
            foreach (var entry in entries)
            {
                if (!entry.Exception.HoldsAt(time) || !name[suffix.Start..].SequenceEqual(entry.Exception.Bytes)) continue;
                (offset, allow) = (suffix.Start, entry.Allow);
                break;
            }
        }
        return offset >= 0;
    }

    private static CategorySet Ids(IReadOnlyList<string> categories, DomainIndex index)
    {
        CategorySet set = default;
        foreach (var category in categories)
            if (index.CategoryId(category) is >= 0 and var id) set.Add(id);
        return set;
    }

    private readonly record struct Entry(NameException Exception, bool Allow);
}
