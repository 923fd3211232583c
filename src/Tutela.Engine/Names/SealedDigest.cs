using System.Buffers.Binary;
using System.Numerics;

namespace Tutela.Engine.Names;

/// <summary>
/// Keyed 128-bit digest of a sealed name (SipHash-2-4 with 128-bit output, Aumasson and Bernstein). Sealed names stand in an index
/// only in this form, under a random key of that index. Pure; allocates nothing; some 20 ns for a short name.
/// </summary>
public readonly struct SealedDigest
{
    private readonly ulong _k0, _k1;

    /// <summary>Takes a 16-byte key.</summary>
    public SealedDigest(ReadOnlySpan<byte> key)
    {
        _k0 = BinaryPrimitives.ReadUInt64LittleEndian(key);
        _k1 = BinaryPrimitives.ReadUInt64LittleEndian(key[8..]);
    }

    /// <summary>
    /// Sixteen bits of the name's hash (<see cref="SuffixWalk.Hash"/>) under the same key: what differs here is another name, and needs no
    /// digest. Tells whoever holds the key no more than the digest does, and others nothing.
    /// </summary>
    public ushort Door(ulong hash)
    {
        var high = Math.BigMul(hash ^ _k0, _k1 | 1, out var low);
        return (ushort)((high ^ low) >> 24);
    }

    /// <summary>The digest: first eight bytes in the upper half.</summary>
    public UInt128 Of(ReadOnlySpan<byte> name)
    {
        ulong v0 = _k0 ^ 0x736f6d6570736575, v1 = _k1 ^ 0x646f72616e646f6d ^ 0xEE, v2 = _k0 ^ 0x6c7967656e657261, v3 = _k1 ^ 0x7465646279746573;
        var last = (ulong)name.Length << 56;
        while (name.Length >= 8)
        {
            Absorb(ref v0, ref v1, ref v2, ref v3, BinaryPrimitives.ReadUInt64LittleEndian(name));
            name = name[8..];
        }
        for (var i = 0; i < name.Length; i++) last |= (ulong)name[i] << (8 * i);
        Absorb(ref v0, ref v1, ref v2, ref v3, last);
        v2 ^= 0xEE;
        for (var i = 0; i < 4; i++) Round(ref v0, ref v1, ref v2, ref v3);
        var first = v0 ^ v1 ^ v2 ^ v3;
        v1 ^= 0xDD;
        for (var i = 0; i < 4; i++) Round(ref v0, ref v1, ref v2, ref v3);
        return new UInt128(first, v0 ^ v1 ^ v2 ^ v3);
    }

    private static void Absorb(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3, ulong word)
    {
        v3 ^= word;
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= word;
    }

    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1; v1 = BitOperations.RotateLeft(v1, 13) ^ v0; v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v3; v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 += v3; v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 += v1; v1 = BitOperations.RotateLeft(v1, 17) ^ v2; v2 = BitOperations.RotateLeft(v2, 32);
    }
}
