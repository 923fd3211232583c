namespace Tutela.Engine.Index;

/// <summary>Shared suffixes and patterns of an open index (<see cref="SharedSuffixes"/>). Immutable; look-ups allocate nothing and stay in near cache.</summary>
internal sealed class StemPatterns
{
    private const int Slots = 1024;

    private readonly ulong[] _hashes = new ulong[Slots];
    private readonly byte[] _numbers = new byte[Slots];
    private readonly (CategorySet Suffixes, int[] Sets)[] _patterns;

    public StemPatterns(IReadOnlyList<ulong> suffixes, IReadOnlyList<(byte Suffix, int Set)[]> patterns)
    {
        for (var i = 0; i < suffixes.Count; i++)
        {
            var at = (int)(suffixes[i] >> 54);
            while (_hashes[at] != 0) at = (at + 1) % Slots;
            (_hashes[at], _numbers[at]) = (suffixes[i], (byte)i);
        }
        _patterns = [.. patterns.Select(p =>
        {
            CategorySet members = default;
            foreach (var (suffix, _) in p) members.Add(suffix);
            int[] sets = [.. p.Select(x => x.Set)];
            return (members, sets.Length > 0 && sets.All(s => s == sets[0]) ? [sets[0]] : sets);
        })];
    }

    /// <summary>The number of a shared suffix by its hash, or -1.</summary>
    public int NumberOf(ulong hash)
    {
        for (var at = (int)(hash >> 54); _hashes[at] != 0; at = (at + 1) % Slots)
            if (_hashes[at] == hash) return _numbers[at];
        return -1;
    }

    /// <summary>The set that a pattern has under a suffix; 0 when none.</summary>
    public int SetOf(int pattern, int suffix)
    {
        if ((uint)pattern >= (uint)_patterns.Length) return 0;
        ref readonly var found = ref _patterns[pattern];
        if (!found.Suffixes.Contains(suffix)) return 0;
        return found.Sets.Length == 1 ? found.Sets[0] : found.Sets[found.Suffixes.CountBelow(suffix)];
    }
}
