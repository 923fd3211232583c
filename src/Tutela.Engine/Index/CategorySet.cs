using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tutela.Engine.Index;

/// <summary>A set of category ids, 0 to 255, as 256 bits. A value: copying costs 32 bytes, nothing allocates.</summary>
public struct CategorySet
{
    /// <summary>Most categories that an index can hold.</summary>
    public const int Capacity = 256;

    private Words _words;

    /// <summary>True when no category is in the set.</summary>
    public readonly bool IsEmpty => Bits == Vector256<ulong>.Zero;

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
    public void UnionWith(in CategorySet other) => Put(Bits | other.Bits);

    /// <summary>Takes all ids of another set out.</summary>
    public void ExceptWith(in CategorySet other) => Put(Vector256.AndNot(Bits, other.Bits));

    /// <summary>True when the sets share an id.</summary>
    public readonly bool Overlaps(in CategorySet other) => (Bits & other.Bits) != Vector256<ulong>.Zero;

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

    private readonly Vector256<ulong> Bits => Vector256.LoadUnsafe(in Unsafe.As<Words, ulong>(ref Unsafe.AsRef(in _words)));

    private void Put(Vector256<ulong> bits) => bits.StoreUnsafe(ref Unsafe.As<Words, ulong>(ref _words));

    [InlineArray(4)]
    private struct Words
    {
        private ulong _first;
    }
}
