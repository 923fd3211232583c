using PdfSharp.UniversalAccessibility;

namespace Tutela.Web.Platform.Print;

/// <summary>A heading and where it came to stand: the page counted from 0 within its part.</summary>
internal sealed record PrintPlace(PrintHeading Heading, int Page, double Y);

/// <summary>Puts blocks on A4 pages, in points from the top left. One part of a document; not thread-safe.</summary>
internal sealed class PrintLayout
{
    public const double PageWidth = 595.28, PageHeight = 841.89, Left = 62, Right = PageWidth - 62, Top = 76, Bottom = PageHeight - 74;
    public const double Width = Right - Left;
    private const double Leading = 1.42, Indent = 24;
    private static readonly double[] HeadingSizes = [0, 28, 18, 13.5, 11.5];

    private bool _inList;

    public List<PrintMark> Marks { get; } = [];
    public List<PrintPlace> Places { get; } = [];
    public int Page { get; private set; }
    public double Y { get; set; } = Top;

    public void Add(IEnumerable<PrintBlock> blocks)
    {
        foreach (var block in blocks)
        {
            if (block is not PrintItem) EndList();
            switch (block)
            {
                case PrintHeading heading: Heading(heading); break;
                case PrintParagraph paragraph: Paragraph(paragraph); break;
                case PrintItem item: Item(item); break;
                case PrintTable table: new PrintTables(this).Table(table); break;
                case PrintFacts facts: new PrintTables(this).Facts(facts); break;
                default: throw new NotSupportedException(block.GetType().Name);
            }
        }
        EndList();
    }

    public void NewPage()
    {
        Marks.Add(new PrintMark.NewPage());
        (Page, Y) = (Page + 1, Top);
    }

    /// <summary>Goes to the next page unless there is room for so much.</summary>
    public bool Room(double height)
    {
        if (Y + height <= Bottom || Y <= Top) return true;
        NewPage();
        return false;
    }

    public static double HeightOf(double size) => size * Leading;

    /// <summary>One line with its top at Y; moves down by its height.</summary>
    public void Line(PrintLine line, double x, double size, PrintInk ink)
    {
        Put(line, x, Y, size, ink);
        Y += HeightOf(size);
    }

    public void Put(PrintLine line, double x, double top, double size, PrintInk ink)
    {
        var baseline = top + size * 1.06;
        foreach (var piece in line.Pieces)
        {
            if (piece.Link is { } address)
            {
                Marks.Add(new PrintMark.Link(x, top, piece.Width, HeightOf(size), piece.Text, address));
                Marks.Add(new PrintMark.Text(x, baseline, piece, PrintInk.Link));
                Marks.Add(new PrintMark.Line(x, baseline + 1.6, piece.Width, PrintInk.Link, 0.5));
                Marks.Add(new PrintMark.End());
            }
            else
            {
                Marks.Add(new PrintMark.Text(x, baseline, piece, ink));
            }
            x += piece.Width;
        }
    }

    private void Heading(PrintHeading heading)
    {
        var style = new PrintStyle(HeadingSizes[heading.Level], Bold: true);
        var lines = PrintLines.Of([new PrintSpan(heading.Text)], style, Width);
        var height = lines.Count * HeightOf(style.Size);
        if (heading.OnNewPage && Y > Top) NewPage();
        var before = Y <= Top ? 0 : style.Size * 0.9;
        // A heading keeps two lines of what it heads.
        if (Room(before + height + 2.5 * HeightOf(11))) Y += before;
        Places.Add(new PrintPlace(heading, Page, Y));
        Marks.Add(new PrintMark.Begin(heading.Level switch { 1 => PdfBlockLevelElementTag.Heading1, 2 => PdfBlockLevelElementTag.Heading2, 3 => PdfBlockLevelElementTag.Heading3, _ => PdfBlockLevelElementTag.Heading4 }));
        foreach (var line in lines) Line(line, Left, style.Size, PrintInk.Heading);
        Marks.Add(new PrintMark.End());
        Y += style.Size * 0.35;
    }

    private void Paragraph(PrintParagraph paragraph)
    {
        var (size, ink) = paragraph.Tone switch { PrintTone.Lead => (14.0, PrintInk.Text), PrintTone.Muted => (9.0, PrintInk.Muted), _ => (11.0, PrintInk.Text) };
        Marks.Add(new PrintMark.Begin(PdfBlockLevelElementTag.Paragraph));
        Lines(PrintLines.Of(paragraph.Spans, new PrintStyle(size), Width), Left, size, ink);
        Marks.Add(new PrintMark.End());
        Y += size * 0.6;
    }

    private void Item(PrintItem item)
    {
        const double size = 11;
        var style = new PrintStyle(size);
        var lines = PrintLines.Of(item.Spans, style, Width - Indent);
        if (!_inList) Marks.Add(new PrintMark.Begin(PdfBlockLevelElementTag.List));
        _inList = true;
        Room(Math.Min(lines.Count, 2) * HeightOf(size));
        var label = PrintLines.Of([new PrintSpan(item.Number is { } n ? $"{n}." : "•")], style, Width)[0];
        Marks.Add(new PrintMark.Begin(PdfBlockLevelElementTag.ListItem));
        Marks.Add(new PrintMark.Begin(PdfBlockLevelElementTag.Label));
        Put(label, item.Number is null ? Left + 8 : Left + Indent - 5 - label.Width, Y, size, PrintInk.Text);
        Marks.Add(new PrintMark.End());
        Marks.Add(new PrintMark.Begin(PdfBlockLevelElementTag.ListBody));
        Lines(lines, Left + Indent, size, PrintInk.Text);
        Marks.Add(new PrintMark.End());
        Marks.Add(new PrintMark.End());
        Y += size * 0.4;
    }

    // No line of a paragraph stands alone at the foot of a page or the head of the next.
    private void Lines(IReadOnlyList<PrintLine> lines, double x, double size, PrintInk ink)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var together = i == 0 ? Math.Min(lines.Count, lines.Count == 3 ? 3 : 2) : i == lines.Count - 2 ? 2 : 1;
            Room(together * HeightOf(size));
            Line(lines[i], x, size, ink);
        }
    }

    private void EndList()
    {
        if (!_inList) return;
        _inList = false;
        Marks.Add(new PrintMark.End());
        Y += 4;
    }
}
