using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Print;

namespace Tutela.Web.Modules.Policies.Contract;

/// <summary>Clause Markdown as blocks to print. Links keep http, https and mailto addresses; a path of this site means nothing on paper. Pure.</summary>
internal static class PrintedMarkdown
{
    public static IEnumerable<PrintBlock> Of(string markdown, PolicyBlockKind kind, int? number, Func<string, string?> resolve)
    {
        foreach (var block in PolicyMarkdown.Parse(markdown))
        {
            if (block is Table table) yield return Of(table);
            else if (block is LeafBlock { Inline: { } inline }) yield return Wrap([.. Spans(inline, resolve)]);
            else foreach (var leaf in block.Descendants<LeafBlock>().Where(l => l.Inline is not null)) yield return new PrintItem([.. Spans(leaf.Inline!, resolve)]);
        }

        PrintBlock Wrap(IReadOnlyList<PrintSpan> spans) => kind == PolicyBlockKind.Paragraph ? new PrintParagraph(spans) : new PrintItem(spans, kind == PolicyBlockKind.Numbered ? number : null);
    }

    private static PrintTable Of(Table table)
    {
        var rows = table.OfType<TableRow>().Select(row => (IReadOnlyList<string>)[.. row.OfType<TableCell>().Select(Words)]).ToList();
        return new PrintTable("", [.. rows[0].Select(title => new PrintColumn(title))], [.. rows.Skip(1)]);
    }

    private static string Words(TableCell cell) => string.Concat(cell.Descendants<LeafBlock>().Where(l => l.Inline is not null).SelectMany(l => Spans(l.Inline!, _ => null)).Select(s => s.Text));

    private static IEnumerable<PrintSpan> Spans(ContainerInline inlines, Func<string, string?> resolve, PrintSpan? style = null)
    {
        var like = style ?? new PrintSpan("");
        foreach (var inline in inlines)
        {
            var spans = inline switch
            {
                LiteralInline literal => [like with { Text = literal.Content.ToString() }],
                CodeInline code => [like with { Text = code.Content }],
                HtmlEntityInline entity => [like with { Text = entity.Transcoded.ToString() }],
                LineBreakInline => [like with { Text = " " }],
                AutolinkInline auto => [like with { Text = auto.Url, Link = Outside(auto.IsEmail ? $"mailto:{auto.Url}" : auto.Url, resolve) }],
                EmphasisInline emphasis => Spans(emphasis, resolve, emphasis.DelimiterCount > 1 ? like with { Bold = true } : like with { Italic = true }),
                LinkInline link => Spans(link, resolve, link.IsImage ? like : like with { Link = Outside(link.Url ?? "", resolve) ?? like.Link }),
                ContainerInline container => Spans(container, resolve, like),
                _ => Enumerable.Empty<PrintSpan>(),
            };
            foreach (var span in spans) yield return span;
        }
    }

    private static string? Outside(string url, Func<string, string?> resolve) => PolicyMarkdown.AddressOf(url, resolve) is { } address && !address.StartsWith('/') ? address : null;
}
