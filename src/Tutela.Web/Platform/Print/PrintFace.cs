using System.Buffers.Binary;
using System.Text;

namespace Tutela.Web.Platform.Print;

/// <summary>One TrueType face: which characters it has and how wide they are. Immutable; safe from any thread.</summary>
internal sealed class PrintFace
{
    private readonly Dictionary<char, ushort> _glyphs = [];
    private readonly ushort[] _advances;
    private readonly double _unitsPerEm;

    public PrintFace(byte[] font)
    {
        Font = font;
        var tables = Tables(font);
        _unitsPerEm = U16(font, tables["head"] + 18);
        var metrics = U16(font, tables["hhea"] + 34);
        _advances = new ushort[metrics];
        for (var i = 0; i < metrics; i++) _advances[i] = U16(font, tables["hmtx"] + 4 * i);
        ReadCharacters(font, tables["cmap"]);
    }

    public byte[] Font { get; }

    public bool Has(char c) => _glyphs.ContainsKey(c);

    /// <summary>In points at the size. A character that the face lacks has the width of its empty glyph.</summary>
    public double Width(ReadOnlySpan<char> text, double size)
    {
        var units = 0;
        foreach (var c in text) units += _advances[Math.Min(_glyphs.GetValueOrDefault(c), _advances.Length - 1)];
        return units * size / _unitsPerEm;
    }

    private static Dictionary<string, int> Tables(byte[] font)
    {
        var tables = new Dictionary<string, int>();
        for (var i = 0; i < U16(font, 4); i++) tables[Encoding.ASCII.GetString(font, 12 + 16 * i, 4)] = (int)BinaryPrimitives.ReadUInt32BigEndian(font.AsSpan(20 + 16 * i));
        return tables;
    }

    // Format 4 is what a font of the basic plane has.
    private void ReadCharacters(byte[] font, int cmap)
    {
        for (var i = 0; i < U16(font, cmap + 2); i++)
        {
            var at = cmap + (int)BinaryPrimitives.ReadUInt32BigEndian(font.AsSpan(cmap + 8 + 8 * i));
            if (U16(font, at) != 4) continue;
            var size = U16(font, at + 6);
            for (var segment = 0; segment < size; segment += 2)
            {
                var (end, start) = (U16(font, at + 14 + segment), U16(font, at + 16 + size + segment));
                var delta = U16(font, at + 16 + 2 * size + segment);
                var place = at + 16 + 3 * size + segment;
                var offset = U16(font, place);
                for (int c = start; c <= end && c < 0xFFFF; c++)
                {
                    var glyph = offset == 0 ? (ushort)(c + delta) : U16(font, place + offset + 2 * (c - start));
                    if (offset != 0 && glyph != 0) glyph = (ushort)(glyph + delta);
                    if (glyph != 0) _glyphs[(char)c] = glyph;
                }
            }
            return;
        }
        throw new InvalidDataException("The font has no table of characters that Tutela reads.");
    }

    private static ushort U16(byte[] font, int at) => BinaryPrimitives.ReadUInt16BigEndian(font.AsSpan(at));
}
