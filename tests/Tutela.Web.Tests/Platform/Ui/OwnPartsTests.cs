using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Tutela.Web.Platform.Ui;
using Tutela.Web.Platform.Ui.Forms;
using Tutela.Web.Platform.Ui.Lists;
using Tutela.Web.Platform.Ui.Messages;
using Tutela.Web.Platform.Ui.Wayfinding;
using Xunit;

namespace Tutela.Web.Tests.Platform.Ui;

/// <summary>MOJ's parts, which ship no examples, and our own.</summary>
public sealed class OwnPartsTests
{
    private const string Hostile = "<img src=x onerror=\"x\"> & 'q' \"q\"";
    private static readonly DateTimeOffset Moment = new(2026, 9, 3, 8, 5, 0, TimeSpan.Zero);

    private static async Task SameAsync(string expected, TagTree tree) => Assert.Equal(Dom.Canonical(expected), Dom.Canonical(await tree.RenderAsync()));

    [Fact]
    public Task Timeline() => SameAsync("""
        <div class="moj-timeline"><div class="moj-timeline__item">
          <div class="moj-timeline__header"><h3 class="moj-timeline__title">Raised</h3><p class="moj-timeline__byline">by A. Teacher</p></div>
          <p class="moj-timeline__date"><time datetime="2026-09-03T09:05:00+01:00">3 September 2026 at 9:05am</time></p>
          <div class="moj-timeline__description">Words</div></div></div>
        """, new TagTree(new TimelineTagHelper { Level = 3 }) { Children = [new TagTree(new EventTagHelper { Title = "Raised", By = "A. Teacher", At = Moment }) { Text = "Words" }] });

    [Fact]
    public Task Side_navigation() => SameAsync("""
        <nav class="moj-side-navigation" aria-label="Case"><ul class="moj-side-navigation__list">
          <li class="moj-side-navigation__item moj-side-navigation__item--active"><a href="/a" aria-current="location">Summary</a></li>
          <li class="moj-side-navigation__item"><a href="/b">Actions</a></li></ul></nav>
        """, new TagTree(new SideNavigationTagHelper { Label = "Case" })
    {
        Children = [new TagTree(new SideItemTagHelper { Href = "/a", Active = true }) { Text = "Summary" }, new TagTree(new SideItemTagHelper { Href = "/b" }) { Text = "Actions" }],
    });

    [Fact]
    public Task Page_header() => SameAsync("""
        <div class="moj-page-header-actions"><div class="moj-page-header-actions__title"><h1 class="govuk-heading-xl">Concerns</h1></div>
          <div class="moj-page-header-actions__actions"><div class="moj-button-group moj-button-group--inline"><a href="/n">New</a></div></div></div>
        """, new TagTree(new PageHeaderTagHelper { Title = "Concerns" }) { Html = "<a href=\"/n\">New</a>" });

    [Fact]
    public Task Badge() => SameAsync("""<span class="moj-badge moj-badge--red">Urgent</span>""", new TagTree(new BadgeTagHelper { Colour = "red" }) { Text = "Urgent" });

    [Theory]
    [InlineData("information")]
    [InlineData("success")]
    [InlineData("warning")]
    [InlineData("error")]
    public async Task Alert(string kind)
    {
        var alert = Dom.Parse(await new TagTree(new AlertTagHelper { Kind = kind, Title = "Title" }) { Text = "Words" }.RenderAsync()).QuerySelector("div")!;
        Assert.Equal($"moj-alert moj-alert--{kind} moj-alert--with-heading", alert.ClassName);
        Assert.Equal($"{kind}: Title", alert.GetAttribute("aria-label"));
        Assert.Equal("region", alert.GetAttribute("role"));
        Assert.Equal("Title", alert.QuerySelector("h2.moj-alert__heading")!.TextContent);
        Assert.Equal("TitleWords", alert.QuerySelector(".moj-alert__content")!.TextContent);
    }

    [Theory]
    [InlineData("met", "Met", "green")]
    [InlineData("at risk", "At risk", "yellow")]
    [InlineData("NotMet", "Not met", "red")]
    [InlineData("not applicable", "Not applicable", "grey")]
    [InlineData("NoEvidenceYet", "No evidence yet", "none")]
    public Task State(string state, string text, string colour) =>
        SameAsync($"<strong class=\"govuk-tag govuk-tag--{colour}\">{text}</strong>", new TagTree(new TagTagHelper { State = state }));

    [Fact]
    public async Task An_unknown_state_icon_or_picture_is_a_mistake_that_shows()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => new TagTree(new TagTagHelper { State = "fine" }).RenderAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => new TagTree(new IconTagHelper { Name = "no-such" }).RenderAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => new TagTree(new PictureTagHelper { Name = "no-such" }).RenderAsync());
    }

    [Fact]
    public Task An_icon_is_decoration_unless_it_has_a_label() => SameAsync(
        """<svg class="t-icon" focusable="false" aria-hidden="true"><use href="/assets/icons.svg#bell"></use></svg>""", new TagTree(new IconTagHelper { Name = "bell" }));

    [Fact]
    public Task A_labelled_icon_is_an_image() => SameAsync(
        """<svg class="t-icon t-icon--large" focusable="false" role="img" aria-label="Notices"><use href="/assets/icons.svg#bell"></use></svg>""",
        new TagTree(new IconTagHelper { Name = "bell", Label = "Notices", Size = "large" }));

    [Fact]
    public async Task Work_without_a_figure_shows_no_figure()
    {
        var none = Dom.Parse(await new TagTree(new ProgressTagHelper { Label = "Importing" }).RenderAsync()).QuerySelector("progress")!;
        Assert.False(none.HasAttribute("value"));
        var some = Dom.Parse(await new TagTree(new ProgressTagHelper { Label = "Importing", Value = 420, Max = 700 }).RenderAsync());
        Assert.Equal(("420", "700"), (some.QuerySelector("progress")!.GetAttribute("value"), some.QuerySelector("progress")!.GetAttribute("max")));
        Assert.Equal("Importing", some.GetElementById(some.QuerySelector("progress")!.GetAttribute("aria-labelledby")!)!.TextContent);
        Assert.Equal("420 of 700", some.QuerySelector(".t-progress__value")!.TextContent);
    }

    [Fact]
    public async Task A_chart_has_its_table_and_a_gap_is_not_nought()
    {
        var chart = new ChartTagHelper { Title = "By month", Unit = "Month", Categories = ["September", Hostile], Series = [new ChartSeries("Content", [4, null]), new ChartSeries("</div>", [0, 2])] };
        var page = Dom.Parse(await new TagTree(chart).RenderAsync());
        Assert.Equal(["Month", "Content", "</div>"], page.QuerySelectorAll("thead th").Select(th => th.TextContent));
        Assert.Equal(["September", "4", "0", Hostile, "not known", "2"], page.QuerySelectorAll("tbody th, tbody td").Select(cell => cell.TextContent));
        using var data = System.Text.Json.JsonDocument.Parse(page.QuerySelector("[data-chart]")!.GetAttribute("data-chart")!);
        Assert.Equal(Hostile, data.RootElement.GetProperty("categories")[1].GetString());
        Assert.Equal("null", data.RootElement.GetProperty("series")[0].GetProperty("values")[1].GetRawText());
    }

    [Fact]
    public async Task A_table_gives_each_cell_its_column_s_heading_for_phones()
    {
        TagTree Part(string tag, params TagTree[] parts) => new(new TablePartTagHelper(), tag) { Children = [.. parts] };
        TagTree Cell(string tag, string text) => new(new TablePartTagHelper(), tag) { Text = text };
        var table = new TagTree(new TableTagHelper { Caption = "Concerns" })
        {
            Children = [Part("thead", Part("tr", Cell("th", "Name"), Cell("th", Hostile))), Part("tbody", Part("tr", Cell("th", "One"), Cell("td", "2")), Part("tr", Cell("th", "Two"), Cell("td", "3")))],
        };
        var page = Dom.Parse(await table.RenderAsync());
        Assert.Equal([Hostile, Hostile], page.QuerySelectorAll("td").Select(td => td.GetAttribute("data-label")));
        Assert.Equal(["col", "col", "row", "row"], page.QuerySelectorAll("th").Select(th => th.GetAttribute("scope")));
        Assert.All(page.QuerySelectorAll("table, thead, tbody, tr, th, td"), part => Assert.True(part.HasAttribute("role")));
    }

    [Fact]
    public async Task A_table_that_is_not_ours_is_left_alone() => Assert.Equal("<td>1</td>", await new TagTree(new TablePartTagHelper(), "td") { Text = "1" }.RenderAsync());

    public static TheoryData<string> Helpers => [.. typeof(Markup).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(TagHelper)) && !type.IsAbstract && type.GetProperties().Any(p => p.PropertyType == typeof(string) && p.CanWrite)).Select(type => type.FullName!)];

    /// <summary>Every helper there is, each of its texts hostile in turn: none may become markup.</summary>
    [Theory, MemberData(nameof(Helpers))]
    public async Task Hostile_text_never_becomes_markup(string name)
    {
        var type = typeof(Markup).Assembly.GetType(name, throwOnError: true)!;
        foreach (var property in type.GetProperties().Where(p => p.PropertyType == typeof(string) && p.CanWrite && !Chosen.Contains(p.Name) && !(p.Name == "Name" && (type == typeof(IconTagHelper) || type == typeof(PictureTagHelper)))))
        {
            var helper = (TagHelper)(type == typeof(ExitThisPageTagHelper) ? new ExitThisPageTagHelper(new PageFrame()) : Activator.CreateInstance(type)!);
            if (helper is IconTagHelper icon) icon.Name = "bell";
            if (helper is PictureTagHelper picture) picture.Name = "talk";
            if (helper is ErrorSummaryTagHelper summary) summary.ViewContext = WithError();
            property.SetValue(helper, Hostile);
            var page = Dom.Parse(await Within(helper).RenderAsync());
            Assert.Empty(page.QuerySelectorAll("img:not(.t-picture), [onerror]"));
        }
    }

    // Names that choose a drawing, an element or a class are the page author's, never a person's.
    private static readonly HashSet<string> Chosen = ["Icon", "Picture", "State", "Kind", "Size"];

    private static ViewContext WithError()
    {
        var view = new ViewContext { HttpContext = new DefaultHttpContext() };
        view.ViewData.ModelState.AddModelError("field", Hostile);
        return view;
    }

    // Parts that only live within another are put there.
    private static TagTree Within(TagHelper helper)
    {
        var tree = new TagTree(helper, helper is TablePartTagHelper ? "td" : "t-x") { Text = Hostile };
        return helper switch
        {
            IconTagHelper or PictureTagHelper => tree,
            RadioTagHelper or DividerTagHelper => new TagTree(new RadiosTagHelper { Name = "n", Legend = "l" }) { Children = [tree] },
            TabTagHelper => new TagTree(new TabsTagHelper()) { Children = [tree] },
            TaskTagHelper => new TagTree(new TaskListTagHelper()) { Children = [tree] },
            EventTagHelper => new TagTree(new TimelineTagHelper()) { Children = [tree] },
            RowTagHelper => new TagTree(new SummaryListTagHelper()) { Children = [tree] },
            RowValueTagHelper or RowActionTagHelper => new TagTree(new SummaryListTagHelper()) { Children = [new TagTree(new RowTagHelper { Key = "k" }) { Children = [tree] }] },
            _ => tree,
        };
    }
}
