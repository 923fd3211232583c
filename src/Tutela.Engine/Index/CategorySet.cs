using System.Numerics;
using System.Runtime.CompilerServices;

namespace Tutela.Engine.Index;

/// <summary>A set of category ids, 0 to 255, as 256 bits. A value: copying costs 32 bytes, nothing allocates.</summary>
public struct CategorySet
{
    /// <summary>Most categories that an index can hold.</summary>
    public const int Capacity = 256;

    private Words _words;

    /// <summary>True when no category is in the set.</summary>
    public readonly bool IsEmpty => (_words[0] | _words[1] | _words[2] | _words[3]) == 0;

    /// <summary>How many categories are in the set.</summary>
    public readonly int Count =>
        BitOperations.PopCount(_words[0]) + BitOperations.PopCount(_words[1]) + BitOperations.PopCount(_words[2]) + BitOperations.PopCount(_words[3]);

    /// <summary>Adds one id.</summary>
    public void Add(int id) => _words[id >> 6] |= 1UL << id;

    /// <summary>Takes one id out.</summary>
    public void Remove(int id) => _words[id >> 6] &= ~(1UL << id);

    /// <summary>True when the id is in the set.</summary>
    public readonly bool Contains(int id) => (_words[id >> 6] & 1UL << id) != 0;

    /// <summary>Adds all ids of another set.</summary>
    public void UnionWith(in CategorySet other)
    {
        for (var i = 0; i < 4; i++) _words[i] |= other._words[i];
    }

    /// <summary>Takes all ids of another set out.</summary>
    public void ExceptWith(in CategorySet other)
    {
        for (var i = 0; i < 4; i++) _words[i] &= ~other._words[i];
    }

    /// <summary>True when the sets share an id.</summary>
    public readonly bool Overlaps(in CategorySet other) =>
        (_words[0] & other._words[0] | _words[1] & other._words[1] | _words[2] & other._words[2] | _words[3] & other._words[3]) != 0;

    /// <summary>How many ids in the set are lower than <paramref name="id"/>.</summary>
    internal readonly int CountBelow(int id)
    {
        var count = BitOperations.PopCount(_words[id >> 6] & (1UL << (id & 63)) - 1);
        for (var i = 0; i < id >> 6; i++) count += BitOperations.PopCount(_words[i]);
        return count;
    }

    /// <summary>The lowest id that is at least <paramref name="from"/>, or -1.</summary>
    public readonly int Next(int from)
    {
        for (var id = from; id < Capacity; id = (id | 63) + 1)
        {
            var rest = _words[id >> 6] >> (id & 63);
            if (rest != 0) return id + BitOperations.TrailingZeroCount(rest);
        }
        return -1;
    }

    [InlineArray(4)]
    private struct Words
    {
        private ulong _first;
    }
}
