using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static Tutela.Web.Platform.Ui.Markup;

namespace Tutela.Web.Platform.Ui.Forms;

/// <summary>A field of several controls: its label is a legend.</summary>
public abstract class GroupTagHelper : FieldTagHelper
{
    public string? Legend { get; set; }
    public string? LegendSize { get; set; }

    protected TagBuilder Fieldset(params IHtmlContent?[] parts)
    {
        var fieldset = Tag("fieldset", "govuk-fieldset").With("aria-describedby", DescribedBy()).Add(LegendPart());
        foreach (var part in parts) fieldset.Add(part);
        return fieldset;
    }

    private TagBuilder? LegendPart()
    {
        Label ??= Legend;
        return LegendFor(LabelText, LegendSize ?? LabelSize, PageHeading, OptionalPart());
    }

    internal static TagBuilder? LegendFor(string text, string? size, bool heading, IHtmlContent? after = null)
    {
        if (text.Length == 0) return null;
        var legend = Tag("legend", "govuk-fieldset__legend").Css(size is null ? null : $"govuk-fieldset__legend--{size}");
        return heading ? legend.Add(Tag("h1", "govuk-fieldset__heading").Text(text).Add(after)) : legend.Text(text).Add(after);
    }
}

/// <summary>Fields that belong together under one legend.</summary>
[HtmlTargetElement("t-fieldset")]
public sealed class FieldsetTagHelper : TagHelper
{
    public string Legend { get; set; } = "";
    public string? LegendSize { get; set; }
    public bool PageHeading { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        output.Become(Tag("fieldset", "govuk-fieldset").Take(output).Add(GroupTagHelper.LegendFor(Legend, LegendSize, PageHeading)).Add(content));
    }
}
