namespace Tutela.Web.Platform.Print;

/// <summary>What is to be printed, without a thought of pages: a module fills it in, <see cref="Press"/> makes the PDF.</summary>
/// <param name="Title">Stands in the metadata and at the head of each page.</param>
/// <param name="Edition">Such as "Version 3"; with the school year it stands at the foot of each page.</param>
/// <param name="Cover">The first page; what follows begins on a page of its own.</param>
/// <param name="HasContents">Whether a list of the headings, with their pages, follows the cover.</param>
public sealed record PrintDocument(string School, string Title, string Edition, string SchoolYear, DateTimeOffset MadeAt,
    IReadOnlyList<PrintBlock> Cover, IReadOnlyList<PrintBlock> Body, bool HasContents = true);

/// <summary>Words of one style. A link is an absolute address.</summary>
public sealed record PrintSpan(string Text, bool Bold = false, bool Italic = false, string? Link = null);

public abstract record PrintBlock;

/// <summary>Level 1 is the title on the cover; 2 and 3 stand in the contents and the bookmarks unless told otherwise.</summary>
public sealed record PrintHeading(int Level, string Text, bool OnNewPage = false, bool InContents = true) : PrintBlock;

public enum PrintTone { Body, Lead, Muted }

public sealed record PrintParagraph(IReadOnlyList<PrintSpan> Spans, PrintTone Tone = PrintTone.Body) : PrintBlock
{
    public PrintParagraph(string text, PrintTone tone = PrintTone.Body) : this([new PrintSpan(text)], tone) { }
}

/// <summary>A list item: numbered, or with a bullet. Neighbours are one list.</summary>
public sealed record PrintItem(IReadOnlyList<PrintSpan> Spans, int? Number = null) : PrintBlock
{
    public PrintItem(string text, int? number = null) : this([new PrintSpan(text)], number) { }
}

/// <param name="Weight">The share of the width, beside the weights of the others.</param>
public sealed record PrintColumn(string Title, double Weight = 1, bool Numeric = false);

/// <summary>A table; the head stands again on each page that it reaches. The first cell of a row heads the row.</summary>
public sealed record PrintTable(string Caption, IReadOnlyList<PrintColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) : PrintBlock;

/// <summary>Keys and values side by side, as a summary list on a page.</summary>
public sealed record PrintFacts(IReadOnlyList<(string Key, string Value)> Rows) : PrintBlock;
