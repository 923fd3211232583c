using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static Tutela.Web.Platform.Ui.Markup;

namespace Tutela.Web.Platform.Ui.Messages;

/// <summary>News that matters to this page: something was done, or must be known.</summary>
[HtmlTargetElement("t-notification-banner")]
public sealed class NotificationBannerTagHelper : TagHelper
{
    public bool Success { get; set; }
    public string? Title { get; set; }
    public string? Text { get; set; }

    /// <summary>For a second banner on one page.</summary>
    public string TitleId { get; set; } = "govuk-notification-banner-title";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        var body = Tag("div", "govuk-notification-banner__content");
        // Content of elements stands as it is; plain words become the heading.
        if (Text is null && content.GetContent().Contains('<', StringComparison.Ordinal)) body.Add(content);
        else body.Add(Tag("p", "govuk-notification-banner__heading").Text(Text).Add(Text is null ? content : null));
        var title = Tag("h2", "govuk-notification-banner__title").With("id", TitleId).Text(Title ?? (Success ? "Success" : "Important"));
        output.Become(Tag("div", "govuk-notification-banner").Css(Success ? "govuk-notification-banner--success" : null).With("role", Success ? "alert" : "region")
            .With("aria-labelledby", TitleId).With("data-module", "govuk-notification-banner").Take(output)
            .Add(Tag("div", "govuk-notification-banner__header").Add(title)).Add(body));
    }
}

/// <summary>A short message about part of a page.</summary>
[HtmlTargetElement("t-alert")]
public sealed class AlertTagHelper : TagHelper
{
    /// <summary><c>information</c>, <c>success</c>, <c>warning</c> or <c>error</c>.</summary>
    public string Kind { get; set; } = "information";
    public string? Title { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var icon = Kind switch { "success" => "check-circle", "warning" => "warning", "error" => "x-circle", "information" => "info", _ => throw new InvalidOperationException($"There is no alert '{Kind}'.") };
        var content = await output.GetChildContentAsync();
        var body = Tag("div", "moj-alert__content");
        if (Title is not null) body.Add(content.IsBlank() ? new HtmlContentBuilder().Append(Title) : Tag("h2", "moj-alert__heading").Text(Title));
        var alert = Tag("div", $"moj-alert moj-alert--{Kind}").Css(Title is null || content.IsBlank() ? null : "moj-alert--with-heading").With("role", "region")
            .With("aria-label", Title is null ? Kind : $"{Kind}: {Title}").With("data-module", "moj-alert").Take(output);
        output.Become(alert.Add(Tag("div").Add(IconTagHelper.Draw(icon).Css("moj-alert__icon"))).Add(body.Add(content)));
    }
}

/// <summary>A thin banner above the page's content, such as "Draft".</summary>
[HtmlTargetElement("t-phase")]
public sealed class PhaseTagHelper : TagHelper
{
    public string Tag { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var text = await output.GetChildContentAsync();
        output.Become(Markup.Tag("div", "govuk-phase-banner govuk-width-container").Take(output).Add(Markup.Tag("p", "govuk-phase-banner__content")
            .Add(Markup.Tag("strong", "govuk-tag govuk-phase-banner__content__tag").Text(Tag)).Add(Markup.Tag("span", "govuk-phase-banner__text").Add(text))));
    }
}

/// <summary>The big box at the end of something: it was sent, and what happens next.</summary>
[HtmlTargetElement("t-panel")]
public sealed class PanelTagHelper : TagHelper
{
    public string Title { get; set; } = "";
    public int Level { get; set; } = 1;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        var panel = Tag("div", "govuk-panel govuk-panel--confirmation").Take(output).Add(Tag($"h{Level}", "govuk-panel__title").Text(Title));
        output.Become(content.IsBlank() ? panel : panel.Add(Tag("div", "govuk-panel__body").Add(content)));
    }
}
