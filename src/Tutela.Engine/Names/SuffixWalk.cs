using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tutela.Engine.Names;

/// <summary>The hashes of a whole name: its own, that of the suffix behind its first label, and that of its first label alone.</summary>
internal readonly record struct NameHash(ulong Hash, ulong Parent, ulong Stem)
{
    /// <summary>Of a canonical name.</summary>
    public static NameHash Of(ReadOnlySpan<byte> name)
    {
        var walk = new SuffixWalk(name);
        ulong parent = 0;
        var end = name.Length;
        while (walk.MoveNext() && walk.Offset > 0) (parent, end) = (walk.Hash, walk.Offset - 1);
        return new NameHash(walk.Hash, parent, SuffixWalk.StemOf(name[..Math.Max(0, end)]));
    }
}

/// <summary>
/// Walks a canonical name from right to left: <c>example</c>, <c>bets.example</c>, <c>www.bets.example</c>. Each step adds one
/// label to the 64-bit hash of the step before, so the whole walk reads each byte once. Allocates nothing.
/// </summary>
public ref struct SuffixWalk
{
    /// <summary>Hash of no label at all, on which the top label is put.</summary>
    internal const ulong Empty = 0x2D35_8DCC_AA6C_78A5;

    private const ulong K1 = 0x8BB8_4B93_962E_ACC9, K2 = 0x4B33_A62E_D433_D4A3, K3 = 0x4D5A_2DA5_1DE1_AA47, StemSeed = 0x9FB2_1C65_1E98_DF25;

    private readonly ReadOnlySpan<byte> _name;
    private int _end;

    /// <summary>Starts before the top label.</summary>
    /// <param name="name">a canonical name; empty gives no steps</param>
    public SuffixWalk(ReadOnlySpan<byte> name)
    {
        _name = name;
        _end = name.Length;
        Offset = name.Length;
        Hash = Empty;
        Labels = 0;
    }

    /// <summary>Where the current suffix starts in the name.</summary>
    public int Offset { get; private set; }

    /// <summary>Hash of the current suffix. The same suffix has the same hash in every name, on every machine.</summary>
    public ulong Hash { get; private set; }

    /// <summary>Labels in the current suffix.</summary>
    public int Labels { get; private set; }

    /// <summary>Moves to the next longer suffix; false after the whole name.</summary>
    public bool MoveNext()
    {
        if (_end <= 0) return false;
        var start = _name[.._end].LastIndexOf((byte)'.') + 1;
        Hash = Extend(Hash, _name[start.._end]);
        Offset = start;
        Labels++;
        _end = start - 1;
        return true;
    }

    /// <summary>Hash of a whole canonical name: the hash of the last step of its walk.</summary>
    public static ulong HashOf(ReadOnlySpan<byte> name)
    {
        var walk = new SuffixWalk(name);
        while (walk.MoveNext()) { }
        return walk.Hash;
    }

    /// <summary>Hash of a label by itself, whatever stands behind it.</summary>
    internal static ulong StemOf(ReadOnlySpan<byte> label) => Extend(StemSeed, label);

    /// <summary>Adds bytes to a hash: a label in front of a suffix, or a path segment behind a host.</summary>
    internal static ulong Extend(ulong hash, ReadOnlySpan<byte> label)
    {
        var n = label.Length;
        ref var first = ref MemoryMarshal.GetReference(label);
        ulong a, b;
        if (n >= 8)
        {
            for (var i = 0; i + 16 < n; i += 16) hash = Mix(Read8(ref first, i) ^ K1, Read8(ref first, i + 8) ^ hash);
            a = Read8(ref first, n > 16 ? n - 16 : 0);
            b = Read8(ref first, n - 8);
        }
        else if (n >= 4)
        {
            a = Unsafe.ReadUnaligned<uint>(ref first);
            b = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, n - 4));
        }
        else
        {
            a = n == 0 ? 0 : label[0] | (ulong)label[n >> 1] << 8 | (ulong)label[n - 1] << 16;
            b = 0;
        }
        return Mix(Mix(a ^ K1, b ^ hash) ^ K2, (ulong)n ^ K3);
    }

    private static ulong Read8(ref byte first, int at) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, at));

    private static ulong Mix(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }
}
