using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.Pdf.Annotations;
using PdfSharp.UniversalAccessibility;

namespace Tutela.Web.Platform.Print;

/// <summary>Draws laid-out parts into one file. Used once.</summary>
internal sealed class PressRun(PrintDocument document, int pages)
{
    private readonly PdfDocument _pdf = new();
    private XGraphics _page = null!;
    private UAManager _structure = null!;

    private StructureBuilder Structure => _structure.StructureBuilder;

    public byte[] Make(IReadOnlyList<PrintLayout> parts, IReadOnlyList<PrintPlace> listed, int before)
    {
        _structure = UAManager.ForDocument(_pdf);
        _structure.SetDocumentLanguage("en-GB");
        (_pdf.Info.Title, _pdf.Info.Author, _pdf.Info.Subject) = (document.Title, document.School, $"{document.Edition}, school year {document.SchoolYear}");
        (_pdf.Info.Creator, _pdf.Info.CreationDate) = ("Tutela", document.MadeAt.UtcDateTime);
        foreach (var part in parts)
        {
            Page();
            foreach (var mark in part.Marks) Draw(mark);
        }
        Leave();
        Bookmarks(listed, before);
        using var file = new MemoryStream();
        _pdf.Save(file, closeStream: false);
        return file.ToArray();
    }

    private void Draw(PrintMark mark)
    {
        switch (mark)
        {
            case PrintMark.Text text: Text(text); break;
            case PrintMark.Line line: _page.DrawLine(new XPen(Colour(line.Ink), line.Thickness), line.X, line.Y, line.X + line.Width, line.Y); break;
            case PrintMark.Fill fill: _page.DrawRectangle(new XSolidBrush(Colour(fill.Ink)), fill.X, fill.Y, fill.Width, fill.Height); break;
            case PrintMark.Begin begin: Structure.BeginElement(begin.Tag); break;
            case PrintMark.Group group: Structure.BeginElement(group.Tag); break;
            case PrintMark.Artifact: Structure.BeginArtifact(); break;
            case PrintMark.Link link: Link(link); break;
            case PrintMark.End: Structure.End(); break;
            case PrintMark.NewPage: Page(); break;
            default: throw new NotSupportedException(mark.GetType().Name);
        }
    }

    private void Text(PrintMark.Text text) =>
        _page.DrawString(text.Piece.Text, PrintFonts.Own.Font(text.Piece.Set, text.Piece.Style), new XSolidBrush(Colour(text.Ink)), text.X, text.Baseline);

    private void Link(PrintMark.Link link)
    {
        var place = new PdfRectangle(_page.Transformer.WorldToDefaultPage(new XRect(link.X, link.Y, link.Width, link.Height)));
        Structure.BeginElement(link.Address is { } address ? PdfLinkAnnotation.CreateWebLink(place, address) : PdfLinkAnnotation.CreateDocumentLink(place, link.Page), link.Words);
    }

    private void Page()
    {
        Leave();
        var page = _pdf.AddPage();
        (page.Width, page.Height) = (XUnit.FromPoint(PrintLayout.PageWidth), XUnit.FromPoint(PrintLayout.PageHeight));
        _page = XGraphics.FromPdfPage(page);
        if (_pdf.PageCount == 1) return;
        Structure.BeginArtifact();
        Edge(38, document.Title, document.School);
        Draw(new PrintMark.Line(PrintLayout.Left, 56, PrintLayout.Width, PrintInk.Rule, 0.5));
        Edge(PrintLayout.PageHeight - 48, $"{document.Edition}, school year {document.SchoolYear}", $"Page {_pdf.PageCount} of {pages}");
        Structure.End();
    }

    // The library ends the open words of a page when the next one comes, and by then this page must still take them.
    private void Leave()
    {
        if (_page is null) return;
        Structure.EndMarkedContentsWithId();
        _page.Dispose();
    }

    private void Edge(double top, string left, string right)
    {
        var style = new PrintStyle(8.5);
        var end = PrintLines.Of([new PrintSpan(right)], style, PrintLayout.Width / 2)[0];
        var start = PrintLines.Of([new PrintSpan(left)], style, PrintLayout.Width - end.Width - 20)[0];
        Words(start, PrintLayout.Left);
        Words(end, PrintLayout.Right - end.Width);

        void Words(PrintLine line, double x)
        {
            foreach (var piece in line.Pieces)
            {
                Text(new PrintMark.Text(x, top + style.Size, piece, PrintInk.Muted));
                x += piece.Width;
            }
        }
    }

    private void Bookmarks(IReadOnlyList<PrintPlace> places, int before)
    {
        PdfOutline? parent = null;
        foreach (var place in places)
        {
            var at = _pdf.Pages[before + place.Page];
            var bookmark = new PdfOutline(place.Heading.Text, at, opened: false) { PageDestinationType = PdfPageDestinationType.Xyz, Left = 0, Top = PrintLayout.PageHeight - place.Y + 10 };
            if (place.Heading.Level == 2 || parent is null) _pdf.Outlines.Add(parent = bookmark);
            else parent.Outlines.Add(bookmark);
        }
        if (places.Count > 0) _pdf.PageMode = PdfPageMode.UseOutlines;
    }

    private static XColor Colour(PrintInk ink) => ink switch
    {
        PrintInk.Heading or PrintInk.Link => XColor.FromArgb(0x0b, 0x54, 0x5b),
        PrintInk.Muted => XColor.FromArgb(0x47, 0x5a, 0x5d),
        PrintInk.Rule => XColor.FromArgb(0xa9, 0xbf, 0xc1),
        PrintInk.Band => XColor.FromArgb(0xe6, 0xf1, 0xf2),
        _ => XColor.FromArgb(0x14, 0x28, 0x2b),
    };
}
