using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static Tutela.Web.Platform.Ui.Markup;

namespace Tutela.Web.Platform.Ui.Wayfinding;

/// <summary>Parts of a page of which one shows at a time; without JavaScript, a list of links and all parts below it.</summary>
[HtmlTargetElement("t-tabs")]
public sealed class TabsTagHelper : TagHelper
{
    public string Title { get; set; } = "Contents";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var tabs = new List<Tab>();
        context.Items[typeof(Tab)] = tabs;
        await output.GetChildContentAsync();
        var list = Tag("ul", "govuk-tabs__list");
        var panels = new HtmlContentBuilder();
        foreach (var (index, tab) in tabs.Index())
        {
            list.Add(Tag("li", "govuk-tabs__list-item").Css(index == 0 ? "govuk-tabs__list-item--selected" : null)
                .Add(Tag("a", "govuk-tabs__tab").With("href", $"#{tab.Id}").Text(tab.Label)));
            panels.AppendHtml(Tag("div", "govuk-tabs__panel").Css(index == 0 ? null : "govuk-tabs__panel--hidden").With("id", tab.Id).Add(tab.Content));
        }
        output.Become(Tag("div", "govuk-tabs").With("data-module", "govuk-tabs").Take(output)
            .Add(Tag("h2", "govuk-tabs__title").Text(Title)).Add(tabs.Count == 0 ? null : list).Add(panels));
    }

    internal sealed record Tab(string Id, string Label, IHtmlContent Content);
}

/// <summary>One part.</summary>
[HtmlTargetElement("t-tab")]
public sealed class TabTagHelper : TagHelper
{
    public string Id { get; set; } = "";
    public string Label { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var tabs = (List<TabsTagHelper.Tab>)context.Items[typeof(TabsTagHelper.Tab)];
        tabs.Add(new TabsTagHelper.Tab(Id, Label, await output.GetChildContentAsync()));
        output.SuppressOutput();
    }
}
