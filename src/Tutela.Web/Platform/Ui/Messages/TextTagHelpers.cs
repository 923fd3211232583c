using Microsoft.AspNetCore.Razor.TagHelpers;
using static Tutela.Web.Platform.Ui.Markup;

namespace Tutela.Web.Platform.Ui.Messages;

/// <summary>Text set apart.</summary>
[HtmlTargetElement("t-inset")]
public sealed class InsetTagHelper : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        output.Become(Tag("div", "govuk-inset-text").Take(output).Add(content));
    }
}

/// <summary>What must not be missed.</summary>
[HtmlTargetElement("t-warning-text")]
public sealed class WarningTextTagHelper : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        output.Become(Tag("div", "govuk-warning-text").Take(output)
            .Add(Tag("span", "govuk-warning-text__icon").With("aria-hidden", "true").Text("!"))
            .Add(Tag("strong", "govuk-warning-text__text").Add(Hidden("Warning")).Text(" ").Add(content)));
    }
}

/// <summary>Text that those who want it can open.</summary>
[HtmlTargetElement("t-details")]
public sealed class DetailsTagHelper : TagHelper
{
    public string Summary { get; set; } = "";
    public bool Open { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        output.Become(Tag("details", "govuk-details").Flag("open", Open).Take(output)
            .Add(Tag("summary", "govuk-details__summary").Add(Tag("span", "govuk-details__summary-text").Text(Summary)))
            .Add(Tag("div", "govuk-details__text").Add(content)));
    }
}

/// <summary>An empty page or list: what to do first.</summary>
[HtmlTargetElement("t-empty")]
public sealed class EmptyTagHelper : TagHelper
{
    public string Title { get; set; } = "";
    public string Icon { get; set; } = "tray";
    public int Level { get; set; } = 2;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        output.Become(Tag("div", "t-empty").Take(output).Add(IconTagHelper.Draw(Icon)).Add(Tag($"h{Level}", "t-empty__title").Text(Title)).Add(content));
    }
}

/// <summary>How far long work has come.</summary>
[HtmlTargetElement("t-progress")]
public sealed class ProgressTagHelper : TagHelper
{
    public string Label { get; set; } = "";

    /// <summary>Null while there is no figure yet.</summary>
    public long? Value { get; set; }
    public long Max { get; set; } = 100;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var id = $"progress-{context.UniqueId}";
        var said = Value is { } value ? $"{value:N0} of {Max:N0}" : "Working";
        var bar = Tag("progress").With("aria-labelledby", id).With("max", $"{Max}").With("value", Value is null ? null : $"{Value}").Text(said);
        output.Become(Tag("div", "t-progress").Take(output).Add(Tag("div", "t-progress__label").Add(Tag("span").With("id", id).Text(Label))
            .Add(Tag("span", "t-progress__value").Text(said))).Add(bar));
    }
}
