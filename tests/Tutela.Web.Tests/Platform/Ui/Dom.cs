using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Tutela.Web.Tests.Platform.Ui;

/// <summary>HTML in one canonical form, so that two documents are equal when a browser would build the same page from them.</summary>
internal static class Dom
{
    public static IDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    /// <summary>Attributes sorted, classes as a set, white space between words as one space, none around text; styling SVG paths kept.</summary>
    public static string Canonical(string html)
    {
        var lines = new List<string>();
        foreach (var node in Parse(html).Body!.ChildNodes) Write(node, 0, lines);
        return string.Join('\n', lines);
    }

    private static void Write(INode node, int depth, List<string> lines)
    {
        var indent = new string(' ', depth * 2);
        if (node is IText text)
        {
            var words = string.Join(' ', text.Data.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            if (node.ParentElement?.LocalName is "textarea") words = text.Data.Replace("\n", "\\n", StringComparison.Ordinal);
            if (words.Length > 0) lines.Add($"{indent}\"{words}\"");
        }
        if (node is not IElement element) return;
        var attributes = element.Attributes.OrderBy(a => a.Name, StringComparer.Ordinal).Select(a => $"{a.Name}=\"{Value(a)}\"");
        lines.Add($"{indent}{element.LocalName} {string.Join(' ', attributes)}".TrimEnd());
        foreach (var child in node.ChildNodes) Write(child, depth + 1, lines);
    }

    private static string Value(IAttr attribute) => attribute.Name == "class"
        ? string.Join(' ', attribute.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct().Order(StringComparer.Ordinal))
        : attribute.Value;
}
