using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>
/// Clause Markdown to HTML that is safe to show: HTML in the text comes out as text, pictures as their words, and a link keeps its
/// address only when it is http, https, mailto, a path of this site, or one of the pack's own kinds (<c>doc:staff</c>,
/// <c>linked:behaviour</c>, <c>guidance:kcsie</c>) that the caller can resolve.
/// </summary>
public static class PolicyMarkdown
{
    private static readonly string[] PackSchemes = ["doc:", "linked:", "guidance:"];

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    /// <param name="resolve">The address of a pack link, or null to show its words alone.</param>
    /// <param name="inline">Without the paragraph around it, for use inside a list item or a label.</param>
    public static string ToHtml(string markdown, Func<string, string?>? resolve = null, bool inline = false)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<LinkInline>().ToArray())
        {
            var address = link.IsImage ? null : AddressOf(link.Url ?? "", resolve);
            if (address is null)
            {
                Unlink(link);
            }
            else
            {
                link.Url = address;
            }
        }

        foreach (var link in document.Descendants<AutolinkInline>().ToArray())
        {
            if (!link.IsEmail && AddressOf(link.Url, null) is null)
            {
                link.ReplaceBy(new LiteralInline(link.Url));
            }
        }

        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer) { ImplicitParagraph = inline };
        Pipeline.Setup(renderer);
        renderer.Render(document);
        return writer.ToString().Trim();
    }

    internal static MarkdownDocument Parse(string markdown) => Markdown.Parse(markdown, Pipeline);

    /// <summary>The pack links of a text, such as <c>doc:staff</c>.</summary>
    public static IEnumerable<string> PackLinks(string markdown) =>
        Markdown.Parse(markdown, Pipeline).Descendants<LinkInline>().Select(link => link.Url ?? "").Where(IsPackLink);

    internal static IEnumerable<string> Links(string markdown) =>
        Markdown.Parse(markdown, Pipeline).Descendants<LinkInline>().Select(link => link.Url ?? "");

    internal static bool IsPackLink(string url) =>
        Array.Exists(PackSchemes, scheme => url.StartsWith(scheme, StringComparison.Ordinal));

    internal static string? AddressOf(string url, Func<string, string?>? resolve)
    {
        if (IsPackLink(url))
        {
            return resolve?.Invoke(url);
        }

        // A backslash is a slash to a browser, so "/\host" would leave the site.
        if (url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal) && !url.Contains('\\', StringComparison.Ordinal))
        {
            return url;
        }

        return Uri.TryCreate(url, UriKind.Absolute, out var absolute) && absolute.Scheme is "http" or "https" or "mailto" ? url : null;
    }

    private static void Unlink(LinkInline link)
    {
        while (link.FirstChild is { } child)
        {
            child.Remove();
            link.InsertBefore(child);
        }

        link.Remove();
    }
}
