using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Tutela.Engine.Names;

/// <summary>One suffix of a name.</summary>
/// <param name="Hash">as <see cref="SuffixWalk.Hash"/></param>
/// <param name="Start">where it starts in the name</param>
/// <param name="End">where its first label ends</param>
public readonly record struct Suffix(ulong Hash, int Start, int End);

/// <summary>
/// Room for what <see cref="Index.DomainIndex.Prefetch"/> finds out about one name, so that its decision need not find it out again. Used for
/// one name after the other; one thread.
/// </summary>
public sealed class NameSuffixes
{
    private readonly Suffix[] _suffixes = new Suffix[Suffixes.Most];
    private int _count;

    internal ReadOnlySpan<Suffix> Found => _suffixes.AsSpan(0, _count);

    internal ReadOnlySpan<Suffix> Find(ReadOnlySpan<byte> name)
    {
        _count = Suffixes.Of(name, _suffixes);
        return Found;
    }
}

/// <summary>
/// All steps of a <see cref="SuffixWalk"/> at once, for a decision, which needs them more than once: dots are found sixteen bytes at a time.
/// </summary>
public static class Suffixes
{
    private const int Block = 64;

    /// <summary>Most suffixes of a name.</summary>
    public const int Most = DomainName.MaxLabels + 1;

    /// <summary>Writes a canonical name's suffixes, shortest first, and returns how many. Allocates nothing; some 30 ns for an ordinary name.</summary>
    /// <param name="name">a canonical name</param>
    /// <param name="suffixes">room for <see cref="Most"/></param>
    public static int Of(ReadOnlySpan<byte> name, Span<Suffix> suffixes)
    {
        if (name.IsEmpty) return 0;
        var (count, hash, end) = (0, SuffixWalk.Empty, name.Length);
        for (var blockEnd = name.Length; blockEnd > 0; blockEnd -= Block)
        {
            var blockStart = Math.Max(0, blockEnd - Block);
            for (var dots = Dots(name[blockStart..blockEnd]); dots != 0;)
            {
                var bit = 63 - BitOperations.LeadingZeroCount(dots);
                dots ^= 1UL << bit;
                var start = blockStart + bit + 1;
                hash = SuffixWalk.Extend(hash, name[start..end]);
                suffixes[count++] = new Suffix(hash, start, end);
                end = start - 1;
            }
        }
        suffixes[count++] = new Suffix(SuffixWalk.Extend(hash, name[..end]), 0, end);
        return count;
    }

    // A bit for each dot among at most 64 bytes.
    private static ulong Dots(ReadOnlySpan<byte> block)
    {
        ulong dots = 0;
        if (Vector128.IsHardwareAccelerated && block.Length >= Vector128<byte>.Count)
        {
            ref var first = ref MemoryMarshal.GetReference(block);
            var dot = Vector128.Create((byte)'.');
            var last = block.Length - Vector128<byte>.Count;
            for (var i = 0; i < last; i += Vector128<byte>.Count) dots |= (ulong)Vector128.Equals(Vector128.LoadUnsafe(ref first, (nuint)i), dot).ExtractMostSignificantBits() << i;
            return dots | (ulong)Vector128.Equals(Vector128.LoadUnsafe(ref first, (nuint)last), dot).ExtractMostSignificantBits() << last;
        }
        for (var i = 0; i < block.Length; i++)
            if (block[i] == '.') dots |= 1UL << i;
        return dots;
    }
}
