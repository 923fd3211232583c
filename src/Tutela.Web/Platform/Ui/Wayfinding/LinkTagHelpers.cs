using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static Tutela.Web.Platform.Ui.Markup;

namespace Tutela.Web.Platform.Ui.Wayfinding;

/// <summary>Back to where this page was reached from.</summary>
[HtmlTargetElement("t-back-link")]
public sealed class BackLinkTagHelper : TagHelper
{
    public string Href { get; set; } = "#";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        var link = Tag("a", "govuk-back-link").With("href", Href).Take(output);
        output.Become(content.IsBlank() ? link.Text("Back") : link.Add(content));
    }
}

/// <summary>The first link of a page, for those who go by keyboard.</summary>
[HtmlTargetElement("t-skip-link")]
public sealed class SkipLinkTagHelper : TagHelper
{
    public string Href { get; set; } = "#main";

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Become(Tag("a", "govuk-skip-link").With("href", Href).With("data-module", "govuk-skip-link").Take(output).Text("Skip to main content"));
}

/// <summary>Leaves at once for a harmless page; pressing Shift three times does the same.</summary>
[HtmlTargetElement("t-exit-this-page")]
public sealed class ExitThisPageTagHelper(PageFrame frame) : TagHelper
{
    public string? Href { get; set; }
    public string? Text { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var link = Tag("a", "govuk-button govuk-button--warning govuk-exit-this-page__button govuk-js-exit-this-page-button").With("href", Href ?? frame.ExitHref)
            .With("role", "button").With("draggable", "false").With("data-module", "govuk-button").With("rel", "nofollow noreferrer");
        if (Text is null) link.Add(Hidden("Emergency")).Text(" Exit this page");
        else link.Text(Text);
        output.Become(Tag("div", "govuk-exit-this-page").With("data-module", "govuk-exit-this-page").Take(output).Add(link));
    }
}

/// <summary>The way down to this page.</summary>
[HtmlTargetElement("t-breadcrumbs")]
public sealed class BreadcrumbsTagHelper : TagHelper
{
    public string Label { get; set; } = "Breadcrumb";

    /// <summary>On a phone, the first and last only.</summary>
    public bool Collapse { get; set; } = true;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var crumbs = await output.GetChildContentAsync();
        output.Become(Tag("nav", "govuk-breadcrumbs").Css(Collapse ? "govuk-breadcrumbs--collapse-on-mobile" : null).With("aria-label", Label).Take(output)
            .Add(Tag("ol", "govuk-breadcrumbs__list").Add(crumbs)));
    }
}

/// <summary>One step of the way; without an address it is this page.</summary>
[HtmlTargetElement("t-crumb")]
public sealed class CrumbTagHelper : TagHelper
{
    public string? Href { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        var item = Tag("li", "govuk-breadcrumbs__list-item");
        output.Become(Href is null
            ? item.With("aria-current", "page").Take(output).Add(content)
            : item.Add(Tag("a", "govuk-breadcrumbs__link").With("href", Href).Take(output).Add(content)));
    }
}

/// <summary>The page's heading with its actions beside it.</summary>
[HtmlTargetElement("t-page-header")]
public sealed class PageHeaderTagHelper : TagHelper
{
    public string Title { get; set; } = "";
    public string? Caption { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var actions = await output.GetChildContentAsync();
        var title = Tag("div", "moj-page-header-actions__title");
        if (Caption is not null) title.Add(Tag("span", "t-page-header__caption").Text(Caption));
        var header = Tag("div", "moj-page-header-actions").Take(output).Add(title.Add(Tag("h1", "govuk-heading-xl").Text(Title)));
        if (!actions.IsBlank())
            header.Add(Tag("div", "moj-page-header-actions__actions").Add(Tag("div", "moj-button-group moj-button-group--inline").Add(actions)));
        output.Become(header);
    }
}

/// <summary>Links to the parts of a case or of the settings, beside them.</summary>
[HtmlTargetElement("t-side-navigation")]
public sealed class SideNavigationTagHelper : TagHelper
{
    public string Label { get; set; } = "Side navigation";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var items = await output.GetChildContentAsync();
        output.Become(Tag("nav", "moj-side-navigation").With("aria-label", Label).Take(output).Add(Tag("ul", "moj-side-navigation__list").Add(items)));
    }
}

/// <summary>One of those links.</summary>
[HtmlTargetElement("t-side-item")]
public sealed class SideItemTagHelper : TagHelper
{
    public string Href { get; set; } = "";
    public bool Active { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        output.Become(Tag("li", "moj-side-navigation__item").Css(Active ? "moj-side-navigation__item--active" : null)
            .Add(Tag("a").With("href", Href).With("aria-current", Active ? "location" : null).Take(output).Add(content)));
    }
}
