using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static Tutela.Web.Platform.Ui.Markup;

namespace Tutela.Web.Platform.Ui.Lists;

/// <summary>A table written in plain HTML: classes, scopes and, for phones, the heading of each column are added to its parts.</summary>
[HtmlTargetElement("t-table")]
public sealed partial class TableTagHelper : TagHelper
{
    public string? Caption { get; set; }

    /// <summary><c>s</c>, <c>m</c>, <c>l</c> or <c>xl</c>.</summary>
    public string? CaptionSize { get; set; }

    /// <summary>On a phone each row becomes a card.</summary>
    public bool Stack { get; set; } = true;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        context.Items[typeof(TableParts)] = new TableParts { Stacks = Stack };
        var content = await output.GetChildContentAsync();
        var table = Tag("table", "govuk-table").Css(Stack ? "t-table--stack" : null).With("role", Stack ? "table" : null).Take(output);
        if (Caption is not null) table.Add(Tag("caption", "govuk-table__caption").Css(CaptionSize is null ? null : $"govuk-table__caption--{CaptionSize}").Text(Caption));
        output.Become(table.Add(content));
    }

    internal sealed class TableParts
    {
        public bool Stacks { get; init; }
        public bool InHead { get; set; }
        public List<string> Headings { get; } = [];
        public int Column { get; set; }
    }

    [GeneratedRegex("<[^>]*>")]
    internal static partial Regex Markings();

    internal static string Words(IHtmlContent content)
    {
        using var writer = new StringWriter();
        content.WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);
        return WebUtility.HtmlDecode(Markings().Replace(writer.ToString(), "")).Trim();
    }
}

/// <summary>The parts of a <c>t-table</c>. Other tables are left alone.</summary>
[HtmlTargetElement("thead")]
[HtmlTargetElement("tbody")]
[HtmlTargetElement("tr")]
[HtmlTargetElement("th")]
[HtmlTargetElement("td")]
public sealed class TablePartTagHelper : TagHelper
{
    /// <summary>Figures: set to the right, in even digits.</summary>
    public bool Numeric { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (!context.Items.TryGetValue(typeof(TableTagHelper.TableParts), out var found)) return;
        var parts = (TableTagHelper.TableParts)found;
        var name = context.TagName.ToLowerInvariant();
        if (name == "thead") parts.InHead = true;
        if (name == "tr") parts.Column = 0;
        var content = await output.GetChildContentAsync();
        var part = Dress(name, parts, content);
        if (parts.Stacks) part.With("role", Role(name, parts.InHead));
        if (name == "thead") parts.InHead = false;
        output.Become(part.Take(output).Add(content));
    }

    private Microsoft.AspNetCore.Mvc.Rendering.TagBuilder Dress(string name, TableTagHelper.TableParts parts, IHtmlContent content)
    {
        switch (name)
        {
            case "thead": return Tag("thead", "govuk-table__head");
            case "tbody": return Tag("tbody", "govuk-table__body");
            case "tr": return Tag("tr", "govuk-table__row");
            case "th":
                if (parts.InHead) parts.Headings.Add(TableTagHelper.Words(content));
                parts.Column++;
                return Tag("th", "govuk-table__header").Css(Numeric ? "govuk-table__header--numeric" : null).With("scope", parts.InHead ? "col" : "row");
            default:
                var heading = parts.Stacks && parts.Column < parts.Headings.Count ? parts.Headings[parts.Column] : null;
                parts.Column++;
                return Tag("td", "govuk-table__cell").Css(Numeric ? "govuk-table__cell--numeric" : null).With("data-label", heading is { Length: > 0 } ? heading : null);
        }
    }

    private static string Role(string name, bool inHead) => name switch
    {
        "thead" or "tbody" => "rowgroup",
        "tr" => "row",
        "th" => inHead ? "columnheader" : "rowheader",
        _ => "cell",
    };
}
