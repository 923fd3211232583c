using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static Tutela.Web.Platform.Ui.Markup;

namespace Tutela.Web.Platform.Ui.Wayfinding;

/// <summary>Pages of a list, or only the one before and the one after. Nothing when there is nowhere to go.</summary>
[HtmlTargetElement("t-pagination")]
public sealed class PaginationTagHelper : TagHelper
{
    private const int Beside = 2;

    private static readonly HtmlString Left = Arrow("prev",
        "m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z");
    private static readonly HtmlString Right = Arrow("next",
        "m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z");

    /// <summary>The page shown, from 1.</summary>
    public int Page { get; set; }
    public int Pages { get; set; }

    /// <summary>An address in which <c>{0}</c> stands for the page.</summary>
    public string? Href { get; set; }
    public string? PreviousHref { get; set; }
    public string? NextHref { get; set; }
    public string? PreviousLabel { get; set; }
    public string? NextLabel { get; set; }
    public string Label { get; set; } = "Pagination";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var numbered = Href is not null && Pages > 1;
        if (numbered)
        {
            if (Page > 1) PreviousHref ??= At(Page - 1);
            if (Page < Pages) NextHref ??= At(Page + 1);
        }
        if (PreviousHref is null && NextHref is null)
        {
            output.SuppressOutput();
            return;
        }
        var nav = Tag("nav", "govuk-pagination").Css(numbered ? null : "govuk-pagination--block").With("aria-label", Label).Take(output);
        if (PreviousHref is not null) nav.Add(Side("prev", "Previous", PreviousHref, PreviousLabel, numbered, Left));
        if (numbered) nav.Add(Numbers());
        if (NextHref is not null) nav.Add(Side("next", "Next", NextHref, NextLabel, numbered, Right));
        output.Become(nav);
    }

    private TagBuilder Numbers()
    {
        var list = Tag("ul", "govuk-pagination__list");
        var last = 0;
        for (var page = 1; page <= Pages; page++)
        {
            if (page != 1 && page != Pages && Math.Abs(page - Page) > Beside) continue;
            if (page - last > 1) list.Add(Tag("li", "govuk-pagination__item govuk-pagination__item--ellipsis").Text("⋯"));
            var link = Tag("a", "govuk-link govuk-pagination__link").With("href", At(page)).With("aria-label", $"Page {page}")
                .With("aria-current", page == Page ? "page" : null).Text($"{page}");
            list.Add(Tag("li", "govuk-pagination__item").Css(page == Page ? "govuk-pagination__item--current" : null).Add(link));
            last = page;
        }
        return list;
    }

    private static TagBuilder Side(string rel, string word, string href, string? label, bool numbered, IHtmlContent arrow)
    {
        var title = Tag("span", "govuk-pagination__link-title").Css(numbered || label is not null ? null : "govuk-pagination__link-title--decorated")
            .Text(word).Add(Hidden(" page"));
        var link = Tag("a", "govuk-link govuk-pagination__link").With("href", href).With("rel", rel);
        if (rel == "prev" || !numbered) link.Add(arrow).Add(title);
        else link.Add(title).Add(arrow);
        if (label is not null) link.Add(Hidden(":")).Add(Tag("span", "govuk-pagination__link-label").Text(label));
        return Tag("div", $"govuk-pagination__{rel}").Add(link);
    }

    private string At(int page) => string.Format(CultureInfo.InvariantCulture, Href!, page);

    private static HtmlString Arrow(string way, string path) => new(
        $"""<svg class="govuk-pagination__icon govuk-pagination__icon--{way}" xmlns="http://www.w3.org/2000/svg" height="13" width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13"><path d="{path}"></path></svg>""");
}
