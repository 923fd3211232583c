using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static Tutela.Web.Platform.Ui.Markup;

namespace Tutela.Web.Platform.Ui.Forms;

/// <summary>The list of what is wrong, at the top of the page; nothing when nothing is.</summary>
[HtmlTargetElement("t-error-summary")]
public sealed class ErrorSummaryTagHelper : TagHelper
{
    [ViewContext, HtmlAttributeNotBound] public ViewContext ViewContext { get; set; } = null!;
    public string Title { get; set; } = "There is a problem";
    public string? Description { get; set; }

    // Written late: the fields that it links to come further down the page.
    public override void Process(TagHelperContext context, TagHelperOutput output) => output.Become(new LateContent(Build));

    private TagBuilder? Build()
    {
        var errors = FieldOrder.Of(ViewContext.HttpContext).Errors(ViewContext.ViewData.ModelState).ToList();
        if (errors.Count == 0) return null;
        var list = Tag("ul", "govuk-list govuk-error-summary__list");
        foreach (var (message, focus) in errors) list.Add(Tag("li").Add(Line(message, focus)));
        var body = Tag("div", "govuk-error-summary__body");
        if (Description is not null) body.Add(Tag("p").Text(Description));
        var alert = Tag("div").With("role", "alert").Add(Tag("h2", "govuk-error-summary__title").Text(Title)).Add(body.Add(list));
        return Tag("div", "govuk-error-summary").With("data-module", "govuk-error-summary").Add(alert);
    }

    private static IHtmlContent Line(string message, string? focus) =>
        focus is null ? new HtmlContentBuilder().Append(message) : Tag("a").With("href", $"#{focus}").Text(message);
}
