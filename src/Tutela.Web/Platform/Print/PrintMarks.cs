using PdfSharp.UniversalAccessibility;

namespace Tutela.Web.Platform.Print;

internal enum PrintInk { Text, Muted, Heading, Link, Rule, Band }

/// <summary>What stands where on a page, and what it is to a screen reader, in reading order.</summary>
internal abstract record PrintMark
{
    public sealed record Text(double X, double Baseline, PrintPiece Piece, PrintInk Ink) : PrintMark;
    public sealed record Line(double X, double Y, double Width, PrintInk Ink, double Thickness) : PrintMark;
    public sealed record Fill(double X, double Y, double Width, double Height, PrintInk Ink) : PrintMark;
    public sealed record Begin(PdfBlockLevelElementTag Tag) : PrintMark;
    public sealed record Group(PdfGroupingElementTag Tag) : PrintMark;
    /// <summary>Not part of what is read: rules, bands, heads that stand again.</summary>
    public sealed record Artifact : PrintMark;
    /// <summary>A place that leads to an address, or to a page of this document (1 is the first).</summary>
    public sealed record Link(double X, double Y, double Width, double Height, string Words, string? Address, int Page = 0) : PrintMark;
    public sealed record End : PrintMark;
    public sealed record NewPage : PrintMark;
}
