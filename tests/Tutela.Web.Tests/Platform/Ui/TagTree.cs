using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Tutela.Web.Tests.Platform.Ui;

/// <summary>A tag helper as a page has it: with attributes that it does not know and with content. Runs the real helpers, as Razor does.</summary>
internal sealed record TagTree(TagHelper Helper, string Tag = "t-x")
{
    public List<TagTree> Children { get; init; } = [];

    /// <summary>Text within the tag; encoded, as Razor encodes it.</summary>
    public string? Text { get; init; }

    /// <summary>Markup within the tag, as a page author wrote it.</summary>
    public string? Html { get; init; }
    public Dictionary<string, string> Attributes { get; init; } = [];

    public async Task<string> RenderAsync(IDictionary<object, object>? items = null)
    {
        var attributes = new TagHelperAttributeList(Attributes.Select(a => new TagHelperAttribute(a.Key, a.Value)));
        // Children see what parents leave for them, and not the other way round: a copy each.
        var context = new TagHelperContext(Tag, attributes, items is null ? [] : new Dictionary<object, object>(items), "test");
        var output = new TagHelperOutput(Tag, attributes, async (_, _) =>
        {
            var content = new DefaultTagHelperContent();
            if (Text is not null) content.Append(Text);
            if (Html is not null) content.AppendHtml(Html);
            foreach (var child in Children) content.AppendHtml(await child.RenderAsync(context.Items));
            return content;
        });
        Helper.Init(context);
        await Helper.ProcessAsync(context, output);
        // As Razor does for a helper that did not look at its content.
        if (!output.IsContentModified && output.TagName is not null) output.Content.SetHtmlContent(await output.GetChildContentAsync());
        using var writer = new StringWriter();
        output.WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }
}
