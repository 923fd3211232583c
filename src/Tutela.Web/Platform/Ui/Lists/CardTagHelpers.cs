using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static Tutela.Web.Platform.Ui.Markup;

namespace Tutela.Web.Platform.Ui.Lists;

/// <summary>One big figure, what it counts, and where to see it.</summary>
[HtmlTargetElement("t-stat")]
public sealed class StatTagHelper : TagHelper
{
    public string Value { get; set; } = "";
    public string Label { get; set; } = "";
    public string? Href { get; set; }
    public string? Note { get; set; }

    /// <summary><c>attention</c>, <c>urgent</c> or <c>good</c>.</summary>
    public string? Tone { get; set; }

    // The words come first in the page and second on the screen: "Open concerns 12" is how it is heard.
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var label = Tag("p", "t-stat__label");
        if (Href is null) label.Text(Label);
        else label.Add(Tag("a", "govuk-link").With("href", Href).Text(Label));
        var stat = Tag("div", "t-stat").Css(Tone is null ? null : $"t-stat--{Tone}").Take(output).Add(label).Add(Tag("p", "t-stat__value").Text(Value));
        output.Become(Note is null ? stat : stat.Add(Tag("p", "t-stat__note").Text(Note)));
    }
}

/// <summary>A box with a heading.</summary>
[HtmlTargetElement("t-card")]
public sealed class CardTagHelper : TagHelper
{
    public string? Title { get; set; }
    public string? Icon { get; set; }
    public int Level { get; set; } = 2;

    /// <summary><c>attention</c>, <c>urgent</c> or <c>done</c>.</summary>
    public string? Tone { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        var card = Tag("div", "t-card").Css(Tone is null ? null : $"t-card--{Tone}").Take(output);
        if (Title is not null) card.Add(Head(Title));
        output.Become(card.Add(content));
    }

    private TagBuilder Head(string title) =>
        Tag("div", "t-card__head").Add(Icon is null ? null : IconTagHelper.Draw(Icon)).Add(Tag($"h{Level}", "t-card__title").Text(title));
}

/// <summary>Fields that narrow a list, inside a form that uses GET; opens and closes without JavaScript.</summary>
[HtmlTargetElement("t-filter")]
public sealed class FilterTagHelper : TagHelper
{
    public string Summary { get; set; } = "Filter";
    public bool Open { get; set; }
    public string? ClearHref { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var fields = await output.GetChildContentAsync();
        var foot = Tag("div", "t-filter__foot").Add(Tag("button", "govuk-button").With("type", "submit").With("data-module", "govuk-button").Text("Apply filter"));
        if (ClearHref is not null) foot.Add(Tag("a", "govuk-link").With("href", ClearHref).Text("Clear filter"));
        output.Become(Tag("details", "t-filter").Flag("open", Open).Take(output)
            .Add(Tag("summary").Add(IconTagHelper.Draw("funnel")).Text(Summary)).Add(fields).Add(foot));
    }
}
