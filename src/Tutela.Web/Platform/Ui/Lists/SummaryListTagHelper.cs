using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static Tutela.Web.Platform.Ui.Markup;

namespace Tutela.Web.Platform.Ui.Lists;

/// <summary>Facts, each with its name and what can be done about it.</summary>
[HtmlTargetElement("t-summary-list")]
public sealed class SummaryListTagHelper : TagHelper
{
    public string? CardTitle { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var rows = new List<SummaryRow>();
        context.Items[typeof(SummaryRow)] = rows;
        await output.GetChildContentAsync();
        var list = Tag("dl", "govuk-summary-list").Take(output);
        var someActions = rows.Exists(row => row.Actions.Count > 0);
        foreach (var row in rows) list.Add(row.Draw(someActions));
        if (CardTitle is null)
        {
            output.Become(list);
            return;
        }
        var head = Tag("div", "govuk-summary-card__title-wrapper").Add(Tag("h2", "govuk-summary-card__title").Text(CardTitle));
        output.Become(Tag("div", "govuk-summary-card").Add(head).Add(Tag("div", "govuk-summary-card__content").Add(list)));
    }
}

internal sealed class SummaryRow(string key)
{
    public IHtmlContent? Value { get; set; }
    public List<(string Href, string Text, string Hidden)> Actions { get; } = [];

    public TagBuilder Draw(bool someActions)
    {
        var row = Tag("div", "govuk-summary-list__row").Css(someActions && Actions.Count == 0 ? "govuk-summary-list__row--no-actions" : null)
            .Add(Tag("dt", "govuk-summary-list__key").Text(key)).Add(Tag("dd", "govuk-summary-list__value").Add(Value));
        if (Actions.Count == 0) return row;
        var links = Actions.ConvertAll(action => Tag("a", "govuk-link").With("href", action.Href).Text(action.Text).Add(action.Hidden.Length == 0 ? null : Hidden(" " + action.Hidden)));
        var cell = Tag("dd", "govuk-summary-list__actions");
        if (links.Count == 1) return row.Add(cell.Add(links[0]));
        var list = Tag("ul", "govuk-summary-list__actions-list");
        foreach (var link in links) list.Add(Tag("li", "govuk-summary-list__actions-list-item").Add(link));
        return row.Add(cell.Add(list));
    }
}

/// <summary>One fact.</summary>
[HtmlTargetElement("t-row")]
public sealed class RowTagHelper : TagHelper
{
    public string Key { get; set; } = "";
    public string? Value { get; set; }
    public string? ChangeHref { get; set; }
    public string ChangeText { get; set; } = "Change";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var row = new SummaryRow(Key);
        context.Items[typeof(RowTagHelper)] = row;
        var content = await output.GetChildContentAsync();
        row.Value ??= Value is not null ? new HtmlContentBuilder().Append(Value) : content;
        if (ChangeHref is not null) row.Actions.Insert(0, (ChangeHref, ChangeText, InSentence(Key)));
        ((List<SummaryRow>)context.Items[typeof(SummaryRow)]).Add(row);
        output.SuppressOutput();
    }

    internal static string InSentence(string key) => key.Length > 1 && char.IsLower(key[1]) ? char.ToLowerInvariant(key[0]) + key[1..] : key;
}

/// <summary>The value of a row that has actions of its own.</summary>
[HtmlTargetElement("t-row-value")]
public sealed class RowValueTagHelper : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ((SummaryRow)context.Items[typeof(RowTagHelper)]).Value = await output.GetChildContentAsync();
        output.SuppressOutput();
    }
}

/// <summary>One thing that can be done about a row.</summary>
[HtmlTargetElement("t-row-action")]
public sealed class RowActionTagHelper : TagHelper
{
    public string Href { get; set; } = "";

    /// <summary>What the link is about, for those who hear it alone.</summary>
    public string Hidden { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var text = System.Net.WebUtility.HtmlDecode((await output.GetChildContentAsync()).GetContent()).Trim();
        ((SummaryRow)context.Items[typeof(RowTagHelper)]).Actions.Add((Href, text, Hidden));
        output.SuppressOutput();
    }
}
