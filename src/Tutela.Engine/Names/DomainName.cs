using System.Text;

namespace Tutela.Engine.Names;

/// <summary>
/// Domain names as bytes. The canonical form is lower-case ASCII text with dots between labels and no trailing dot
/// (<c>www.bets.example</c>), at most 253 bytes; the root is empty. International labels stand as A-labels (<c>xn--</c>).
/// All members are pure, safe from any thread, and allocate only for international names.
/// </summary>
public static class DomainName
{
    /// <summary>Longest canonical name, in bytes (RFC 1035, 255 bytes on the wire).</summary>
    public const int MaxLength = 253;

    /// <summary>Longest label, in bytes.</summary>
    public const int MaxLabelLength = 63;

    /// <summary>Most labels that fit in a name.</summary>
    public const int MaxLabels = 127;

    // A dot inside a wire label must never read as a label boundary: no listed name holds this byte.
    private const byte DotInsideLabel = 0xFF;

    /// <summary>
    /// Writes the canonical form of a UTF-8 text name. Upper case, one trailing dot and U-labels are accepted.
    /// </summary>
    /// <param name="text">the name; white space and control characters are not accepted</param>
    /// <param name="destination">at least <see cref="MaxLength"/> bytes</param>
    /// <param name="length">bytes written</param>
    /// <returns>false when the text is no domain name (empty label, too long, unreadable)</returns>
    public static bool TryCanonical(ReadOnlySpan<byte> text, Span<byte> destination, out int length)
    {
        length = 0;
        if (text.Length == 1 && text[0] == '.') return true;
        if (text.Length > 0 && text[^1] == '.') text = text[..^1];
        if (text.IsEmpty) return false;
        if (Ascii.IsValid(text)) return TryAscii(text, destination, out length);
        return text.Length <= 4 * MaxLength && TryInternational(text, destination, out length);
    }

    /// <summary>As the byte overload, for characters.</summary>
    public static bool TryCanonical(ReadOnlySpan<char> text, Span<byte> destination, out int length)
    {
        length = 0;
        if (text.Length > 4 * MaxLength) return false;
        Span<byte> utf8 = stackalloc byte[12 * MaxLength + 4];
        return TryCanonical(utf8[..Encoding.UTF8.GetBytes(text, utf8)], destination, out length);
    }

    /// <summary>The canonical form as a string, or null when the text is no domain name. Allocates.</summary>
    public static string? Canonical(ReadOnlySpan<char> text)
    {
        Span<byte> name = stackalloc byte[MaxLength];
        return TryCanonical(text, name, out var length) ? Encoding.ASCII.GetString(name[..length]) : null;
    }

    /// <summary>
    /// Reads a wire-form name out of a DNS message into canonical form.
    /// </summary>
    /// <param name="message">the whole message, so that compression pointers can be followed</param>
    /// <param name="offset">where the name starts</param>
    /// <param name="pointers">false refuses compression pointers (questions and service targets have none)</param>
    /// <param name="destination">at least <see cref="MaxLength"/> bytes</param>
    /// <param name="length">bytes written</param>
    /// <param name="next">offset of the first byte after the name</param>
    /// <returns>false when the name is cut short, too long, or points anywhere but back</returns>
    public static bool TryReadWire(ReadOnlySpan<byte> message, int offset, bool pointers, Span<byte> destination, out int length, out int next)
    {
        length = 0;
        next = 0;
        var lowest = offset;
        var jumped = false;
        while (true)
        {
            if ((uint)offset >= (uint)message.Length) return false;
            var size = message[offset];
            if (size == 0)
            {
                if (!jumped) next = offset + 1;
                return true;
            }
            if (size >= 0xC0)
            {
                if (!pointers || offset + 1 >= message.Length) return false;
                var target = (size & 0x3F) << 8 | message[offset + 1];
                if (target >= lowest) return false;
                if (!jumped) next = offset + 2;
                jumped = true;
                lowest = offset = target;
                continue;
            }
            if (size > MaxLabelLength || offset + 1 + size > message.Length) return false;
            if (length + size + (length > 0 ? 1 : 0) > MaxLength) return false;
            if (length > 0) destination[length++] = (byte)'.';
            foreach (var b in message.Slice(offset + 1, size)) destination[length++] = b == '.' ? DotInsideLabel : Lower(b);
            offset += 1 + size;
        }
    }

    /// <summary>Writes a canonical name in wire form, uncompressed. Returns the bytes written (name length + 2, or 1 for the root).</summary>
    public static int WriteWire(ReadOnlySpan<byte> name, Span<byte> destination)
    {
        var at = 0;
        while (!name.IsEmpty)
        {
            var dot = name.IndexOf((byte)'.');
            var label = dot < 0 ? name : name[..dot];
            destination[at++] = (byte)label.Length;
            label.CopyTo(destination[at..]);
            at += label.Length;
            name = dot < 0 ? default : name[(dot + 1)..];
        }
        destination[at++] = 0;
        return at;
    }

    /// <summary>True when every label is made of letters, digits, hyphen and underscore: what lists and rules may hold.</summary>
    public static bool IsHostName(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty) return false;
        foreach (var b in name)
            if (!(b is >= (byte)'a' and <= (byte)'z' or >= (byte)'0' and <= (byte)'9' or (byte)'-' or (byte)'_' or (byte)'.')) return false;
        return true;
    }

    /// <summary>True when <paramref name="name"/> is <paramref name="suffix"/> or stands below it.</summary>
    public static bool IsAtOrBelow(ReadOnlySpan<byte> name, ReadOnlySpan<byte> suffix) =>
        name.EndsWith(suffix) && (name.Length == suffix.Length || suffix.IsEmpty || name[name.Length - suffix.Length - 1] == '.');

    /// <summary>The name as text that is safe to print: bytes outside visible ASCII as <c>\DDD</c>. Allocates.</summary>
    public static string ToText(ReadOnlySpan<byte> name)
    {
        if (name.IndexOfAnyExceptInRange((byte)0x21, (byte)0x7E) < 0) return Encoding.ASCII.GetString(name);
        var text = new StringBuilder();
        foreach (var b in name)
            if (b is >= 0x21 and <= 0x7E) text.Append((char)b);
            else text.Append('\\').Append(b.ToString("D3", System.Globalization.CultureInfo.InvariantCulture));
        return text.ToString();
    }

    private static bool TryAscii(ReadOnlySpan<byte> text, Span<byte> destination, out int length)
    {
        length = 0;
        if (text.Length > MaxLength) return false;
        var label = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var b = text[i];
            if (b == '.')
            {
                if (label == 0) return false;
                label = 0;
            }
            else if (b is <= 0x20 or 0x7F || ++label > MaxLabelLength)
            {
                return false;
            }
            destination[i] = Lower(b);
        }
        if (label == 0) return false;
        length = text.Length;
        return true;
    }

    private static bool TryInternational(ReadOnlySpan<byte> text, Span<byte> destination, out int length)
    {
        length = 0;
        string folded;
        try
        {
            folded = new UTF8Encoding(false, true).GetString(text).Normalize(NormalizationForm.FormKC).ToLowerInvariant().Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return false;
        }
        var ascii = new StringBuilder();
        foreach (var label in folded.Replace('\u3002', '.').Split('.'))
        {
            if (ascii.Length > 0) ascii.Append('.');
            if (Ascii.IsValid(label)) ascii.Append(label);
            else if (!Punycode.TryEncode(label, ascii)) return false;
        }
        return TryAscii(Encoding.ASCII.GetBytes(ascii.ToString()), destination, out length);
    }

    private static byte Lower(byte b) => (uint)(b - 'A') <= 'Z' - 'A' ? (byte)(b | 0x20) : b;
}
