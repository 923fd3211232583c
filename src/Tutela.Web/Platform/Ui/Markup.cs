using System.Net;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Tutela.Web.Platform.Ui;

/// <summary>Short words for building HTML out of <see cref="TagBuilder"/>, which encodes all text and attribute values.</summary>
internal static class Markup
{
    public static TagBuilder Tag(string name, string? css = null)
    {
        var tag = new TagBuilder(name);
        if (name is "input") tag.TagRenderMode = TagRenderMode.SelfClosing;
        return tag.Css(css);
    }

    public static TagBuilder Css(this TagBuilder tag, string? css)
    {
        if (string.IsNullOrWhiteSpace(css)) return tag;
        tag.Attributes["class"] = tag.Attributes.TryGetValue("class", out var now) ? $"{now} {css}" : css;
        return tag;
    }

    public static TagBuilder With(this TagBuilder tag, string attribute, string? value)
    {
        if (value is not null) tag.Attributes[attribute] = value;
        return tag;
    }

    public static TagBuilder Flag(this TagBuilder tag, string attribute, bool on) => on ? tag.With(attribute, "") : tag;

    public static TagBuilder Add(this TagBuilder tag, IHtmlContent? content)
    {
        if (content is not null) tag.InnerHtml.AppendHtml(content);
        return tag;
    }

    public static TagBuilder Text(this TagBuilder tag, string? text)
    {
        if (text is not null) tag.InnerHtml.Append(text);
        return tag;
    }

    public static TagBuilder Hidden(string text) => Tag("span", "govuk-visually-hidden").Text(text);

    /// <summary>Puts the element that a helper built where its tag stood.</summary>
    public static void Become(this TagHelperOutput output, IHtmlContent? content)
    {
        output.TagName = null;
        output.Attributes.Clear();
        if (content is null) output.Content.SetContent("");
        else output.Content.SetHtmlContent(content);
    }

    /// <summary>Moves the attributes that the helper does not know onto an element; classes are joined.</summary>
    public static TagBuilder Take(this TagBuilder tag, TagHelperOutput output)
    {
        foreach (var attribute in output.Attributes)
        {
            var value = Plain(attribute.Value);
            if (attribute.Name.Equals("class", StringComparison.OrdinalIgnoreCase)) tag.Css(value);
            else tag.Attributes[attribute.Name] = value;
        }
        return tag;
    }

    // Razor hands literal attribute text over as already encoded HTML; it is decoded so that it is encoded once, not twice.
    private static string Plain(object? value)
    {
        if (value is not IHtmlContent html) return value?.ToString() ?? "";
        using var writer = new StringWriter();
        html.WriteTo(writer, HtmlEncoder.Default);
        return WebUtility.HtmlDecode(writer.ToString());
    }

    public static bool IsBlank(this TagHelperContent content) => content.IsEmptyOrWhiteSpace;
}

/// <summary>Content that is decided when it is written, after the whole page has run.</summary>
internal sealed class LateContent(Func<IHtmlContent?> build) : IHtmlContent
{
    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => build()?.WriteTo(writer, encoder);
}
