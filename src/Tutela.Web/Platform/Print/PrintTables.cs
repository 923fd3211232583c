using PdfSharp.UniversalAccessibility;

namespace Tutela.Web.Platform.Print;

/// <summary>Tables: cells wrap, rows keep together where a page can hold them, and the head stands again on each page.</summary>
internal sealed class PrintTables(PrintLayout layout)
{
    private const double Size = 9.5, PadX = 5, PadY = 3.5;
    private static readonly double Step = PrintLayout.HeightOf(Size);

    private sealed record Cell(IReadOnlyList<PrintLine> Lines, bool Numeric);

    public void Table(PrintTable table)
    {
        var widths = Widths([.. table.Columns.Select(c => c.Weight)]);
        var head = Row([.. table.Columns.Select(c => c.Title)], table.Columns, widths, bold: true);
        var rows = table.Rows.Select(row => Row(row, table.Columns, widths, bold: false)).ToList();
        layout.Room(2 * PrintLayout.HeightOf(11) + Height(head) + (rows.Count > 0 ? Math.Min(Height(rows[0]), 120) : 0));
        Caption(table.Caption);
        layout.Marks.Add(new PrintMark.Begin(PdfBlockLevelElementTag.Table));
        Draw(head, widths, isHead: true);
        foreach (var row in rows) Draw(row, widths, isHead: false, again: head);
        layout.Marks.Add(new PrintMark.End());
        layout.Y += 12;
    }

    public void Facts(PrintFacts facts)
    {
        var (columns, widths) = ((PrintColumn[])[new("", 1), new("", 2.4)], Widths([1, 2.4]));
        layout.Marks.Add(new PrintMark.Begin(PdfBlockLevelElementTag.Table));
        foreach (var (key, value) in facts.Rows)
        {
            var cells = Row([key, value], columns, widths, bold: false);
            Draw([new Cell(PrintLines.Of([new PrintSpan(key, Bold: true)], new PrintStyle(Size), widths[0] - 2 * PadX), false), cells[1]], widths, isHead: false);
        }
        layout.Marks.Add(new PrintMark.End());
        layout.Y += 12;
    }

    private void Caption(string caption)
    {
        if (caption.Length == 0) return;
        layout.Marks.Add(new PrintMark.Begin(PdfBlockLevelElementTag.Paragraph));
        foreach (var line in PrintLines.Of([new PrintSpan(caption, Bold: true)], new PrintStyle(11), PrintLayout.Width)) layout.Line(line, PrintLayout.Left, 11, PrintInk.Text);
        layout.Marks.Add(new PrintMark.End());
        layout.Y += 3;
    }

    private static double[] Widths(double[] weights) => [.. weights.Select(w => PrintLayout.Width * w / weights.Sum())];

    private static List<Cell> Row(IReadOnlyList<string> texts, IReadOnlyList<PrintColumn> columns, double[] widths, bool bold) =>
        [.. texts.Select((text, i) => new Cell(PrintLines.Of([new PrintSpan(text)], new PrintStyle(Size, bold), widths[i] - 2 * PadX), columns[i].Numeric))];

    private static double Height(IReadOnlyList<Cell> row) => row.Max(c => c.Lines.Count) * Step + 2 * PadY;

    private void Draw(List<Cell> row, double[] widths, bool isHead, List<Cell>? again = null)
    {
        var page = PrintLayout.Bottom - PrintLayout.Top - (again is null ? 0 : Height(again));
        layout.Marks.Add(new PrintMark.Begin(PdfBlockLevelElementTag.TableRow));
        for (var (from, all) = (0, row.Max(c => c.Lines.Count)); from < all;)
        {
            var left = all - from;
            var fits = (int)((PrintLayout.Bottom - layout.Y - 2 * PadY) / Step);
            // Only a row that no page can hold is cut.
            if (fits < left && (left * Step + 2 * PadY <= page || fits < 2) && layout.Y > PrintLayout.Top)
            {
                layout.NewPage();
                if (again is not null) Again(again, widths);
                continue;
            }
            var take = Math.Min(left, Math.Max(1, fits));
            Part(row, widths, isHead, from, take);
            from += take;
        }
        layout.Marks.Add(new PrintMark.End());
    }

    private void Part(List<Cell> row, double[] widths, bool isHead, int from, int take)
    {
        var height = take * Step + 2 * PadY;
        if (isHead) Aside(new PrintMark.Fill(PrintLayout.Left, layout.Y, PrintLayout.Width, height, PrintInk.Band));
        var x = PrintLayout.Left;
        for (var i = 0; i < row.Count; i++)
        {
            layout.Marks.Add(new PrintMark.Begin(isHead || i == 0 ? PdfBlockLevelElementTag.TableHeaderCell : PdfBlockLevelElementTag.TableDataCell));
            Cells(row[i], x, widths[i], from, take);
            layout.Marks.Add(new PrintMark.End());
            x += widths[i];
        }
        layout.Y += height;
        Aside(new PrintMark.Line(PrintLayout.Left, layout.Y, PrintLayout.Width, PrintInk.Rule, isHead ? 1 : 0.5));
    }

    private void Cells(Cell cell, double x, double width, int from, int take)
    {
        var top = layout.Y + PadY;
        foreach (var line in cell.Lines.Skip(from).Take(take))
        {
            layout.Put(line, cell.Numeric ? x + width - PadX - line.Width : x + PadX, top, Size, PrintInk.Text);
            top += Step;
        }
    }

    private void Again(List<Cell> head, double[] widths)
    {
        layout.Marks.Add(new PrintMark.Artifact());
        layout.Marks.Add(new PrintMark.Fill(PrintLayout.Left, layout.Y, PrintLayout.Width, Height(head), PrintInk.Band));
        var x = PrintLayout.Left;
        for (var i = 0; i < head.Count; x += widths[i++]) Cells(head[i], x, widths[i], 0, int.MaxValue);
        layout.Y += Height(head);
        layout.Marks.Add(new PrintMark.Line(PrintLayout.Left, layout.Y, PrintLayout.Width, PrintInk.Rule, 1));
        layout.Marks.Add(new PrintMark.End());
    }

    private void Aside(PrintMark mark)
    {
        layout.Marks.Add(new PrintMark.Artifact());
        layout.Marks.Add(mark);
        layout.Marks.Add(new PrintMark.End());
    }
}
