using System.Globalization;
using System.Net;

namespace Tutela.Engine.Policy;

/// <summary>
/// A client's address as one 128-bit number; an IPv4 address stands as <c>::ffff:a.b.c.d</c>, so that one comparison serves both.
/// A value; nothing allocates.
/// </summary>
public readonly record struct ClientAddress(UInt128 Value)
{
    private static readonly UInt128 V4Prefix = (UInt128)0xFFFF << 32;

    /// <summary>From the four or sixteen bytes of an address.</summary>
    public static ClientAddress From(ReadOnlySpan<byte> bytes) => bytes.Length == 4
        ? new ClientAddress(V4Prefix | System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes))
        : new ClientAddress(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes));

    /// <summary>From an address object; a scope id is left out.</summary>
    public static ClientAddress From(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        return From(bytes[..length]);
    }

    /// <summary>True for an IPv4 address.</summary>
    public bool IsV4 => Value >> 32 == 0xFFFF;

    /// <summary>The usual text form. Allocates.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);
        return new IPAddress(IsV4 ? bytes[12..] : bytes).ToString();
    }
}

/// <summary>A network: an address and how many leading bits count (0 to 128, IPv4 counted from 96).</summary>
public readonly record struct Network(UInt128 Address, int Bits)
{
    /// <summary>Bits of an IPv4 network are counted from here.</summary>
    public const int V4Bits = 96;

    /// <summary>Reads <c>10.0.0.0/8</c>, <c>fd00::/8</c> or a single address. Bits behind the prefix must be zero.</summary>
    public static bool TryParse(string text, out Network network)
    {
        network = default;
        var slash = text.IndexOf('/');
        if (!IPAddress.TryParse(slash < 0 ? text : text[..slash], out var address) || text.Contains('%')) return false;
        var v4 = IsV4(address);
        // IPAddress reads "10.1" as 10.0.0.1: in a rule that is a slip, never a wish.
        if (v4 && text.AsSpan(0, slash < 0 ? text.Length : slash).Count('.') != 3) return false;
        var bits = v4 ? 32 : 128;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out bits) || bits > (v4 ? 32 : 128))) return false;
        if (v4) bits += V4Bits;
        var value = ClientAddress.From(address).Value;
        network = new Network(value, bits);
        return (value & ~Mask(bits)) == 0;
    }

    /// <summary>True when the address is in the network; an IPv6 network that is as wide as all of IPv4's place holds no IPv4 address.</summary>
    public bool Contains(ClientAddress address) => (Bits >= V4Bits || !address.IsV4) && (address.Value & Mask(Bits)) == Address;

    /// <summary>True for an IPv4 address object.</summary>
    internal static bool IsV4(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        return address.TryWriteBytes(bytes, out var length) && length == 4;
    }

    /// <summary>As many leading one bits.</summary>
    public static UInt128 Mask(int bits) => bits == 0 ? 0 : UInt128.MaxValue << (128 - bits);
}
