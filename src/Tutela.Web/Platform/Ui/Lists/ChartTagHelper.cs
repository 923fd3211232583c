using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static Tutela.Web.Platform.Ui.Markup;

namespace Tutela.Web.Platform.Ui.Lists;

/// <summary>One row of figures. A null is a gap: not known, which is not nought.</summary>
public sealed record ChartSeries(string Name, IReadOnlyList<double?> Values);

/// <summary>A chart with its table beside it. Without JavaScript there is the table.</summary>
[HtmlTargetElement("t-chart")]
public sealed class ChartTagHelper : TagHelper
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public string Title { get; set; } = "";

    /// <summary><c>bar</c>, <c>stacked</c>, <c>line</c> or, for levels 1 to 5, <c>radar</c>.</summary>
    public string Kind { get; set; } = "bar";

    /// <summary>In a radar: the lower the level, the further out it stands. The table keeps the levels.</summary>
    public bool Inverted { get; set; }
    public IReadOnlyList<string> Categories { get; set; } = [];
    public IEnumerable<ChartSeries> Series { get; set; } = [];

    /// <summary>What a category is: the heading of the table's first column.</summary>
    public string Unit { get; set; } = "";
    public int Level { get; set; } = 2;

    /// <summary>What a gap reads in the table.</summary>
    public string Gap { get; set; } = "not known";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var series = Series.ToList();
        var data = JsonSerializer.Serialize(new { kind = Kind, inverted = Inverted, categories = Categories, series }, Json);
        var plot = Tag("div", "t-chart__plot").With("data-chart", data).With("aria-hidden", "true");
        var body = Tag("div", "t-chart__body").Add(plot).Add(Tag("div", "t-scroll").With("tabindex", "0").With("role", "region").With("aria-label", $"{Title}: table").Add(Table(series)));
        output.Become(Tag("div", "t-chart").Take(output).Add(Tag($"h{Level}", "t-chart__title").Text(Title)).Add(body));
    }

    private TagBuilder Table(List<ChartSeries> series)
    {
        var head = Tag("tr", "govuk-table__row").Add(Tag("th", "govuk-table__header").With("scope", "col").Text(Unit));
        foreach (var one in series) head.Add(Tag("th", "govuk-table__header govuk-table__header--numeric").With("scope", "col").Text(one.Name));
        var rows = Tag("tbody", "govuk-table__body");
        foreach (var (index, category) in Categories.Index())
        {
            var row = Tag("tr", "govuk-table__row").Add(Tag("th", "govuk-table__header").With("scope", "row").Text(category));
            foreach (var one in series) row.Add(Tag("td", "govuk-table__cell govuk-table__cell--numeric").Text(Figure(one.Values.ElementAtOrDefault(index))));
            rows.Add(row);
        }
        return Tag("table", "govuk-table").Add(Tag("caption", "govuk-table__caption govuk-visually-hidden").Text(Title))
            .Add(Tag("thead", "govuk-table__head").Add(head)).Add(rows);
    }

    private string Figure(double? value) => value?.ToString("#,0.##", CultureInfo.InvariantCulture) ?? Gap;
}
