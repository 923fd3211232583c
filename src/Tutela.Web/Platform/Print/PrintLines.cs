namespace Tutela.Web.Platform.Print;

/// <summary>Words of one font on one line.</summary>
internal sealed record PrintPiece(int Set, PrintStyle Style, string Text, string? Link, double Width);

internal sealed record PrintLine(IReadOnlyList<PrintPiece> Pieces)
{
    public double Width => Pieces.Sum(p => p.Width);
}

/// <summary>Breaks words into lines. A word that is wider than the line is cut. Pure.</summary>
internal static class PrintLines
{
    public static IReadOnlyList<PrintLine> Of(IReadOnlyList<PrintSpan> spans, PrintStyle style, double width)
    {
        var lines = new List<PrintLine>();
        var (line, used) = (new List<PrintPiece>(), 0.0);
        void End()
        {
            lines.Add(new PrintLine(Joined(line)));
            (line, used) = ([], 0);
        }
        PrintPiece? space = null;
        foreach (var word in Words(spans, style))
        {
            if (word.Count == 1 && word[0].Text == " ")
            {
                space = word[0];
                continue;
            }
            var wide = word.Sum(p => p.Width);
            if (used > 0 && used + (space?.Width ?? 0) + wide > width)
            {
                End();
                space = null;
            }
            if (space is not null && used > 0)
            {
                line.Add(space);
                used += space.Width;
            }
            space = null;
            foreach (var piece in wide <= width ? word : [.. word.SelectMany(p => Cut(p, width))])
            {
                if (used > 0 && used + piece.Width > width && wide > width) End();
                line.Add(piece);
                used += piece.Width;
            }
        }
        if (line.Count > 0 || lines.Count == 0) End();
        return lines;
    }

    // A word may change style in its middle: "**must**," is one word of two pieces.
    private static IEnumerable<List<PrintPiece>> Words(IReadOnlyList<PrintSpan> spans, PrintStyle style)
    {
        var word = new List<PrintPiece>();
        foreach (var span in spans)
        {
            var own = style with { Bold = style.Bold || span.Bold, Italic = style.Italic || span.Italic };
            foreach (var (set, text) in PrintFonts.Own.Pieces(span.Text.Replace('\n', ' ').Replace('\t', ' ')))
                for (var at = 0; at < text.Length;)
                {
                    var next = text.IndexOf(' ', at);
                    if (next == at)
                    {
                        if (word.Count > 0) yield return word;
                        yield return [Piece(set, own, " ", span.Link)];
                        word = [];
                        at++;
                        continue;
                    }
                    var end = next < 0 ? text.Length : next;
                    word.Add(Piece(set, own, text[at..end], span.Link));
                    at = end;
                }
        }
        if (word.Count > 0) yield return word;
    }

    private static IEnumerable<PrintPiece> Cut(PrintPiece piece, double width)
    {
        var at = 0;
        for (var end = 1; end <= piece.Text.Length; end++)
        {
            if (end < piece.Text.Length && PrintFonts.Own.Width(piece.Set, piece.Style, piece.Text.AsSpan(at, end + 1 - at)) <= width) continue;
            yield return Piece(piece.Set, piece.Style, piece.Text[at..end], piece.Link);
            at = end;
        }
    }

    private static List<PrintPiece> Joined(List<PrintPiece> pieces)
    {
        var joined = new List<PrintPiece>();
        foreach (var piece in pieces)
        {
            if (joined.Count > 0 && joined[^1] is var last && last.Set == piece.Set && last.Style == piece.Style && last.Link == piece.Link)
                joined[^1] = last with { Text = last.Text + piece.Text, Width = last.Width + piece.Width };
            else joined.Add(piece);
        }
        return joined;
    }

    private static PrintPiece Piece(int set, PrintStyle style, string text, string? link) => new(set, style, text, link, PrintFonts.Own.Width(set, style, text));
}
