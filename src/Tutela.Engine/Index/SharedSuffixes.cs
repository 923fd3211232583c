namespace Tutela.Engine.Index;

/// <summary>
/// Finds names that are told apart only by what stands behind their first label, such as one blog's name under sixty countries: they can
/// stand in the index once, as their label with a pattern, that says under which shared suffixes it is listed, and with which set. Used once.
/// </summary>
internal sealed class SharedSuffixes
{
    /// <summary>Most suffixes; their number is one byte.</summary>
    public const int MostSuffixes = 256, MostPatterns = 4096;

    private const int LeastNames = 64;

    private readonly List<ulong> _suffixes = [];
    private readonly List<(byte Suffix, int Set)[]> _patterns = [[]];
    private readonly List<ulong> _stems = [];
    private readonly List<int> _stemPatterns = [];

    /// <summary>Hashes of the suffixes; the place is the number.</summary>
    public IReadOnlyList<ulong> Suffixes => _suffixes;

    /// <summary>Patterns by number: suffixes in order, with their sets. Number 0 is not used.</summary>
    public IReadOnlyList<(byte Suffix, int Set)[]> Patterns => _patterns;

    /// <summary>Hashes of the labels, and their patterns.</summary>
    public (ulong[] Hashes, int[] Patterns) Stems => ([.. _stems], [.. _stemPatterns]);

    /// <summary>Takes what can be shared out of the table: those names lose their set there.</summary>
    public static SharedSuffixes TakeFrom(NameTable names)
    {
        var shared = new SharedSuffixes();
        var numbers = shared.ChooseSuffixes(names);
        if (numbers.Count == 0) return shared;
        var (stems, members) = Members(names, numbers);
        shared.Take(names, stems, members, Weigh(stems, members));
        return shared;
    }

    private Dictionary<ulong, byte> ChooseSuffixes(NameTable names)
    {
        var counts = new Dictionary<ulong, int>();
        for (var i = 0; i < names.Count; i++)
            if (names[i].Set != 0) System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, names[i].Parent, out _)++;
        _suffixes.AddRange(counts.Where(c => c.Value >= LeastNames).OrderByDescending(c => c.Value).ThenBy(c => c.Key).Take(MostSuffixes).Select(c => c.Key));
        return _suffixes.Select((hash, i) => (hash, i)).ToDictionary(s => s.hash, s => (byte)s.i);
    }

    /// <summary>Names below a shared suffix, sorted by the hash of their label.</summary>
    private static (ulong[] Stems, Member[] Members) Members(NameTable names, Dictionary<ulong, byte> numbers)
    {
        var count = 0;
        for (var i = 0; i < names.Count; i++)
            if (names[i].Set != 0 && numbers.ContainsKey(names[i].Parent)) count++;
        var (stems, members) = (new ulong[count], new Member[count]);
        var n = 0;
        for (var i = 0; i < names.Count; i++)
        {
            ref var entry = ref names[i];
            if (entry.Set == 0 || !numbers.TryGetValue(entry.Parent, out var number)) continue;
            (stems[n], members[n]) = (entry.Stem, new Member(i, (uint)entry.Set << 8 | number));
            n++;
        }
        HashSort.Sort(stems, members);
        return (stems, members);
    }

    /// <summary>Patterns that save more than they cost, most saving first.</summary>
    private static Dictionary<ulong, int> Weigh(ulong[] stems, Member[] members)
    {
        var seen = new Dictionary<ulong, (int Names, int Stems)>();
        for (int i = 0, end; i < stems.Length; i = end)
        {
            end = EndOf(stems, i);
            if (end - i < 2) continue;
            ref var found = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(seen, KeyOf(members.AsSpan(i, end - i)), out _);
            found = (end - i, found.Stems + 1);
        }
        return seen.Select(s => (s.Key, Saved: ((long)s.Value.Names - 1) * s.Value.Stems * IndexFormat.EntryBytes - 2 - 4 * s.Value.Names))
            .Where(s => s.Saved > 0).OrderByDescending(s => s.Saved).ThenBy(s => s.Key).Take(MostPatterns - 1).Select((s, i) => (s.Key, i)).ToDictionary(s => s.Key, s => s.i + 1);
    }

    private void Take(NameTable names, ulong[] stems, Member[] members, Dictionary<ulong, int> wins)
    {
        for (var i = 0; i < wins.Count; i++) _patterns.Add([]);
        for (int i = 0, end; i < stems.Length; i = end)
        {
            end = EndOf(stems, i);
            var run = members.AsSpan(i, end - i);
            if (run.Length < 2 || !wins.TryGetValue(KeyOf(run), out var pattern)) continue;
            if (_patterns[pattern].Length == 0)
            {
                var parts = new (byte Suffix, int Set)[run.Length];
                for (var j = 0; j < parts.Length; j++) parts[j] = ((byte)run[j].Part, (int)(run[j].Part >> 8));
                Array.Sort(parts);
                _patterns[pattern] = parts;
            }
            _stems.Add(stems[i]);
            _stemPatterns.Add(pattern);
            foreach (var member in run) names[member.Name].Set = 0;
        }
    }

    private static int EndOf(ulong[] stems, int start)
    {
        var end = start + 1;
        while (end < stems.Length && stems[end] == stems[start]) end++;
        return end;
    }

    // Order must not matter, so the parts are added up. With some thousand patterns, two share a key with odds under one in 10¹².
    private static ulong KeyOf(ReadOnlySpan<Member> run)
    {
        ulong key = 0;
        foreach (var member in run)
        {
            var high = Math.BigMul(member.Part * 0x9E37_79B9_7F4A_7C15 ^ 0x2545_F491_4F6C_DD1D, member.Part ^ 0xD6E8_FEB8_6659_FD93, out var low);
            key += high ^ low;
        }
        return key;
    }

    /// <summary>A name's place in the table, and its set and shared suffix in one number.</summary>
    internal readonly record struct Member(int Name, uint Part);
}

/// <summary>Sorts by hash in three passes over its upper 33 bits, and one that mends the few that are equal there. Twice the memory while it works.</summary>
internal static class HashSort
{
    private const int Digit = 11, Passes = 3;

    public static void Sort<T>(ulong[] hashes, T[] items)
    {
        var (fromHashes, fromItems, toHashes, toItems) = (hashes, items, new ulong[hashes.Length], new T[items.Length]);
        for (var pass = 0; pass < Passes; pass++)
        {
            var shift = 64 - Digit * (Passes - pass);
            var next = new int[1 << Digit];
            foreach (var hash in fromHashes) next[(int)(hash >> shift) & (1 << Digit) - 1]++;
            var sum = 0;
            for (var i = 0; i < next.Length; i++) (next[i], sum) = (sum, sum + next[i]);
            for (var i = 0; i < fromHashes.Length; i++)
            {
                var at = next[(int)(fromHashes[i] >> shift) & (1 << Digit) - 1]++;
                (toHashes[at], toItems[at]) = (fromHashes[i], fromItems[i]);
            }
            (fromHashes, fromItems, toHashes, toItems) = (toHashes, toItems, fromHashes, fromItems);
        }
        fromHashes.CopyTo(hashes, 0);
        fromItems.CopyTo(items, 0);
        for (var i = 1; i < hashes.Length; i++)
        {
            var (hash, item) = (hashes[i], items[i]);
            var at = i;
            for (; at > 0 && hashes[at - 1] > hash; at--) (hashes[at], items[at]) = (hashes[at - 1], items[at - 1]);
            (hashes[at], items[at]) = (hash, item);
        }
    }
}
