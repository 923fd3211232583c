using PdfSharp.UniversalAccessibility;

namespace Tutela.Web.Platform.Print;

/// <summary>Makes a PDF of a document: cover, contents, body; head and foot on each page but the cover; bookmarks; and the structure that
/// screen readers follow. One document at a time, because the library's fonts are shared. Safe from any thread.</summary>
public static class Press
{
    public const string MediaType = "application/pdf";

    private static readonly SemaphoreSlim Turn = new(1);

    public static async Task<byte[]> PrintAsync(PrintDocument document, CancellationToken ct = default)
    {
        await Turn.WaitAsync(ct);
        try
        {
            return Print(document);
        }
        finally
        {
            Turn.Release();
        }
    }

    private static byte[] Print(PrintDocument document)
    {
        var cover = new PrintLayout { Y = PrintLayout.Top + 60 };
        cover.Add(document.Cover);
        var body = new PrintLayout();
        body.Add(document.Body);
        var before = cover.Page + 1;
        var listed = body.Places.Where(p => p.Heading is { Level: 2 or 3, InContents: true }).ToList();
        PrintLayout? contents = null;
        if (document.HasContents)
        {
            // How many pages the list takes does not depend on the numbers in it.
            contents = Contents(listed, 0);
            before += contents.Page + 1;
            contents = Contents(listed, before);
        }
        var pages = before + body.Page + 1;
        return new PressRun(document, pages).Make([cover, .. contents is null ? Array.Empty<PrintLayout>() : [contents], body], listed, before);
    }

    private static PrintLayout Contents(List<PrintPlace> places, int before)
    {
        const double size = 11;
        var layout = new PrintLayout();
        layout.Add([new PrintHeading(2, "Contents", InContents: false)]);
        layout.Marks.Add(new PrintMark.Group(PdfGroupingElementTag.TableOfContents));
        foreach (var place in places)
        {
            var page = before + place.Page + 1;
            var (x, style) = (PrintLayout.Left + (place.Heading.Level - 2) * 16, new PrintStyle(size, Bold: place.Heading.Level == 2));
            var number = PrintLines.Of([new PrintSpan($"{page}")], new PrintStyle(size), PrintLayout.Width)[0];
            var lines = PrintLines.Of([new PrintSpan(place.Heading.Text)], style, PrintLayout.Right - 36 - x);
            layout.Room(lines.Count * PrintLayout.HeightOf(size));
            layout.Marks.Add(new PrintMark.Group(PdfGroupingElementTag.TableOfContentsItem));
            layout.Marks.Add(new PrintMark.Link(x, layout.Y, PrintLayout.Right - x, lines.Count * PrintLayout.HeightOf(size), $"{place.Heading.Text}, page {page}", null, page));
            foreach (var line in lines) layout.Line(line, x, size, PrintInk.Text);
            layout.Put(number, PrintLayout.Right - number.Width, layout.Y - PrintLayout.HeightOf(size), size, PrintInk.Text);
            layout.Marks.Add(new PrintMark.End());
            layout.Marks.Add(new PrintMark.End());
            layout.Y += place.Heading.Level == 2 ? 3 : 1;
        }
        layout.Marks.Add(new PrintMark.End());
        return layout;
    }
}
