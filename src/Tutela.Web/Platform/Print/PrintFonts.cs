using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using PdfSharp.Drawing;
using PdfSharp.Fonts;

namespace Tutela.Web.Platform.Print;

internal readonly record struct PrintStyle(double Size, bool Bold = false, bool Italic = false);

/// <summary>The product's own type for print, from the assets: Western European letters in one file, the rest of the Latin alphabet in another.
/// A character that neither has is printed as its base letter, or as a question mark where it has none. Safe from any thread.</summary>
internal sealed class PrintFonts : IFontResolver
{
    public const char Missing = '?';
    private static readonly string[] Sets = ["latin", "latin-ext"];
    private static readonly Lazy<PrintFonts> Loaded = new(Load);

    private readonly Dictionary<string, PrintFace> _faces;
    private readonly ConcurrentDictionary<(int Set, PrintStyle Style), XFont> _fonts = new();

    private PrintFonts(Dictionary<string, PrintFace> faces) => _faces = faces;

    public static PrintFonts Own => Loaded.Value;

    public XFont Font(int set, PrintStyle style) => _fonts.GetOrAdd((set, style), key => new XFont(Sets[key.Set], key.Style.Size,
        (key.Style.Bold ? XFontStyleEx.Bold : XFontStyleEx.Regular) | (key.Style.Italic ? XFontStyleEx.Italic : XFontStyleEx.Regular)));

    public double Width(int set, PrintStyle style, ReadOnlySpan<char> text) => Face(set, style).Width(text, style.Size);

    /// <summary>The text in pieces that one font file has whole.</summary>
    public IEnumerable<(int Set, string Text)> Pieces(string text)
    {
        var (piece, current) = (new StringBuilder(), 0);
        foreach (var c in text.Normalize(NormalizationForm.FormC).SelectMany(Printable))
        {
            var set = Face(0, default).Has(c) ? 0 : 1;
            if (set != current && piece.Length > 0)
            {
                yield return (current, piece.ToString());
                piece.Clear();
            }
            current = set;
            piece.Append(c);
        }
        if (piece.Length > 0) yield return (current, piece.ToString());
    }

    private IEnumerable<char> Printable(char c)
    {
        if (char.IsControl(c) || char.IsLowSurrogate(c)) return [];
        if (Has(c)) return [c];
        var parts = char.IsSurrogate(c) ? [] : c.ToString().Normalize(NormalizationForm.FormKD).Where(p => CharUnicodeInfo.GetUnicodeCategory(p) != UnicodeCategory.NonSpacingMark && Has(p)).ToArray();
        return parts.Length > 0 ? parts : [Missing];
    }

    private bool Has(char c) => Face(0, default).Has(c) || Face(1, default).Has(c);

    private PrintFace Face(int set, PrintStyle style) => _faces[Name(Sets[set], style.Bold, style.Italic)];

    private static string Name(string set, bool bold, bool italic) => $"{set}-{(bold ? "700" : "400")}-{(italic ? "italic" : "normal")}";

    private static PrintFonts Load()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "wwwroot", "assets", "fonts");
        var names = Sets.SelectMany(set => new[] { Name(set, false, false), Name(set, false, true), Name(set, true, false), Name(set, true, true) });
        var fonts = new PrintFonts(names.ToDictionary(name => name, name => new PrintFace(File.ReadAllBytes(Path.Combine(folder, $"print-{name}.ttf")))));
        // The library keeps one resolver for the process.
        GlobalFontSettings.FontResolver = fonts;
        return fonts;
    }

    FontResolverInfo? IFontResolver.ResolveTypeface(string familyName, bool bold, bool italic) => new(Name(familyName, bold, italic));

    byte[]? IFontResolver.GetFont(string faceName) => _faces[faceName].Font;
}
