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
        var wins = Weigh(names, numbers, stems, members);
        shared.Take(names, numbers, stems, members, wins);
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

    /// <summary>Names below a shared suffix, by the hash of their label.</summary>
    private static (ulong[] Stems, int[] Members) Members(NameTable names, Dictionary<ulong, byte> numbers)
    {
        var stems = new ulong[names.Count];
        var members = new int[names.Count];
        var n = 0;
        for (var i = 0; i < names.Count; i++)
        {
            ref var entry = ref names[i];
            if (entry.Set == 0 || !numbers.ContainsKey(entry.Parent)) continue;
            (stems[n], members[n]) = (entry.Stem, i);
            n++;
        }
        Array.Sort(stems, members, 0, n);
        return (stems[..n], members[..n]);
    }

    /// <summary>Patterns that save more than they cost, most saving first.</summary>
    private static Dictionary<ulong, int> Weigh(NameTable names, Dictionary<ulong, byte> numbers, ulong[] stems, int[] members)
    {
        var seen = new Dictionary<ulong, (int Names, int Stems)>();
        for (int i = 0, end; i < stems.Length; i = end)
        {
            end = EndOf(stems, i);
            if (end - i < 2) continue;
            ref var found = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(seen, KeyOf(names, numbers, members.AsSpan(i, end - i)), out _);
            found = (end - i, found.Stems + 1);
        }
        return seen.Select(s => (s.Key, Saved: (s.Value.Names - 1) * s.Value.Stems * IndexFormat.EntryBytes - 2 - 4 * s.Value.Names))
            .Where(s => s.Saved > 0).OrderByDescending(s => s.Saved).ThenBy(s => s.Key).Take(MostPatterns - 1).Select((s, i) => (s.Key, i)).ToDictionary(s => s.Key, s => s.i + 1);
    }

    private void Take(NameTable names, Dictionary<ulong, byte> numbers, ulong[] stems, int[] members, Dictionary<ulong, int> wins)
    {
        for (var i = 0; i < wins.Count; i++) _patterns.Add([]);
        for (int i = 0, end; i < stems.Length; i = end)
        {
            end = EndOf(stems, i);
            var run = members.AsSpan(i, end - i);
            if (run.Length < 2 || !wins.TryGetValue(KeyOf(names, numbers, run), out var pattern)) continue;
            if (_patterns[pattern].Length == 0)
            {
                var parts = new (byte Suffix, int Set)[run.Length];
                for (var j = 0; j < parts.Length; j++) parts[j] = (numbers[names[run[j]].Parent], names[run[j]].Set);
                Array.Sort(parts);
                _patterns[pattern] = parts;
            }
            _stems.Add(stems[i]);
            _stemPatterns.Add(pattern);
            foreach (var member in run) names[member].Set = 0;
        }
    }

    private static int EndOf(ulong[] stems, int start)
    {
        var end = start + 1;
        while (end < stems.Length && stems[end] == stems[start]) end++;
        return end;
    }

    // Order must not matter, so the parts are added up. With some thousand patterns, two share a key with odds under one in 10¹².
    private static ulong KeyOf(NameTable names, Dictionary<ulong, byte> numbers, ReadOnlySpan<int> run)
    {
        ulong key = 0;
        foreach (var member in run)
        {
            var part = (ulong)names[member].Set << 8 | numbers[names[member].Parent];
            var high = Math.BigMul(part * 0x9E37_79B9_7F4A_7C15 ^ 0x2545_F491_4F6C_DD1D, part ^ 0xD6E8_FEB8_6659_FD93, out var low);
            key += high ^ low;
        }
        return key;
    }
}
