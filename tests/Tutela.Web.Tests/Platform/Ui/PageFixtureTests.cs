using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Rendering;
using Tutela.Web.Platform.Ui.Forms;
using Tutela.Web.Platform.Ui.Lists;
using Tutela.Web.Platform.Ui.Messages;
using Tutela.Web.Platform.Ui.Wayfinding;
using Tutela.Web.Platform.Ui;
using Xunit;

namespace Tutela.Web.Tests.Platform.Ui;

/// <summary>The other helpers make the HTML that GOV.UK Frontend's own macros make.</summary>
public sealed class PageFixtureTests
{
    [Fact]
    public Task Back_link() => Fixture.SameAsync("back-link", ["text", "html", "href", "classes", "attributes.*"], 7,
        o => new TagTree(new BackLinkTagHelper { Href = o.Text("href") ?? "#" }) { Text = o.At("html") is null ? o.Text("text") : null, Html = o.Text("html"), Attributes = o.Passed() });

    [Fact]
    public Task Skip_link() => Fixture.SameAsync("skip-link", ["text", "href", "classes", "attributes.*"], 2,
        o => new TagTree(new SkipLinkTagHelper { Href = o.Text("href") ?? "#content" }) { Attributes = o.Passed() }, except: f => f.Options.Text("text") is not "Skip to main content");

    [Fact]
    public Task Exit_this_page() => Fixture.SameAsync("exit-this-page", ["text", "redirectUrl", "id", "classes", "attributes.*"], 2,
        o => new TagTree(new ExitThisPageTagHelper(new PageFrame()) { Href = o.Text("redirectUrl"), Text = o.Text("text") }) { Attributes = o.Passed("id") });

    [Fact]
    public Task Breadcrumbs() => Fixture.SameAsync("breadcrumbs", ["items.text", "items.html", "items.href", "classes", "labelText", "collapseOnMobile", "attributes.*"], 9,
        o => new TagTree(new BreadcrumbsTagHelper { Collapse = o.Yes("collapseOnMobile"), Label = o.Text("labelText") ?? "Breadcrumb" })
        {
            Attributes = o.Passed(),
            Children = [.. o.Each("items").Select(i => new TagTree(new CrumbTagHelper { Href = i.Text("href") }) { Text = i.At("html") is null ? i.Text("text") : null, Html = i.Text("html") })],
        });

    [Fact]
    public Task Notification_banner() => Fixture.SameAsync("notification-banner", ["type", "text", "html", "titleText", "titleId", "classes", "attributes.*"], 9,
        o => new TagTree(new NotificationBannerTagHelper { Success = o.Text("type") == "success", Title = o.Text("titleText"), TitleId = o.Text("titleId") ?? "govuk-notification-banner-title", Text = o.At("html") is null ? o.Text("text") : null })
        {
            Html = o.Text("html"),
            Attributes = o.Passed(),
        });

    [Fact]
    public Task Inset_text() => Fixture.SameAsync("inset-text", ["text", "html", "id", "classes", "attributes.*"], 6,
        o => new TagTree(new InsetTagHelper()) { Text = o.At("html") is null ? o.Text("text") : null, Html = o.Text("html"), Attributes = o.Passed("id") });

    [Fact]
    public Task Warning_text() => Fixture.SameAsync("warning-text", ["text", "html", "iconFallbackText", "classes", "attributes.*"], 5,
        o => new TagTree(new WarningTextTagHelper()) { Text = o.At("html") is null ? o.Text("text") : null, Html = o.Text("html"), Attributes = o.Passed() },
        except: f => f.Options.Text("iconFallbackText") is { } other && other != "Warning");

    [Fact]
    public Task Details() => Fixture.SameAsync("details", ["summaryText", "text", "html", "id", "open", "classes", "attributes.*"], 8,
        o => new TagTree(new DetailsTagHelper { Summary = o.Text("summaryText") ?? "", Open = o.Yes("open") })
        {
            Text = o.At("html") is null ? o.Text("text") : null,
            Html = o.Text("html"),
            Attributes = o.Passed("id"),
        });

    [Fact]
    public Task Panel() => Fixture.SameAsync("panel", ["titleText", "text", "html", "headingLevel", "classes", "attributes.*"], 5,
        o => new TagTree(new PanelTagHelper { Title = o.Text("titleText") ?? "", Level = o.At("headingLevel")?.GetInt32() ?? 1 })
        {
            Text = o.At("html") is null ? o.Text("text") : null,
            Html = o.Text("html"),
            Attributes = o.Passed(),
        }, except: f => f.Options.Text("classes")?.Contains("interruption", StringComparison.Ordinal) is true);

    [Fact]
    public Task Tag() => Fixture.SameAsync("tag", ["text", "html", "classes", "attributes.*"], 12,
        o => new TagTree(new TagTagHelper()) { Text = o.At("html") is null ? o.Text("text") : null, Html = o.Text("html"), Attributes = o.Passed() });

    [Fact]
    public Task Phase_banner() => Fixture.SameAsync("phase-banner", ["tag.text", "text", "html", "classes", "attributes.*"], 5,
        o => new TagTree(new PhaseTagHelper { Tag = o.Text("tag.text") ?? "" }) { Text = o.At("html") is null ? o.Text("text") : null, Html = o.Text("html"), Attributes = o.Passed() });

    [Fact]
    public Task Summary_list() => Fixture.SameAsync("summary-list", ["rows.key.text", "rows.value.text", "rows.value.html", "rows.actions.items.href", "rows.actions.items.text",
            "rows.actions.items.visuallyHiddenText", "card.title.text", "classes", "attributes.*"], 9,
        o => new TagTree(new SummaryListTagHelper { CardTitle = o.Text("card.title.text") })
        {
            Attributes = o.Passed(),
            Children = [.. o.Each("rows").Where(r => r.ValueKind == JsonValueKind.Object).Select(Row)],
        });

    [Fact]
    public Task Table() => Fixture.SameAsync("table", ["rows.text", "rows.html", "rows.format", "head.text", "head.html", "head.format", "caption", "captionClasses", "firstCellIsHeader", "classes", "attributes.*"], 10,
        o => new TagTree(new TableTagHelper { Stack = false, Caption = o.Text("caption"), CaptionSize = o.Size("captionClasses") }) { Attributes = o.Passed(), Children = Parts(o) },
        except: f => f.Options.Each("rows").Any(r => r.ValueKind != JsonValueKind.Array));

    [Fact]
    public Task Task_list() => Fixture.SameAsync("task-list", ["idPrefix", "items.title.text", "items.href", "items.hint.text", "items.status.text", "items.status.classes", "items.status.tag.text", "items.status.tag.classes", "classes", "attributes.*"], 5,
        o => new TagTree(new TaskListTagHelper { IdPrefix = o.Text("idPrefix") ?? "task-list" }) { Attributes = o.Passed(), Children = [.. o.Each("items").Where(i => i.ValueKind == JsonValueKind.Object).Select(TaskOf)] },
        except: f => f.Options.Each("items").Any(i => i.Text("status.classes") is { } c && c != "govuk-task-list__status--cannot-start-yet"));

    [Fact]
    public Task Tabs() => Fixture.SameAsync("tabs", ["title", "items.id", "items.label", "items.panel.html", "items.panel.text", "classes", "attributes.*"], 5,
        o => new TagTree(new TabsTagHelper { Title = o.Text("title") ?? "Contents" })
        {
            Attributes = o.Passed(),
            Children = [.. o.Each("items").Where(i => i.ValueKind == JsonValueKind.Object).Select(i =>
                new TagTree(new TabTagHelper { Id = i.Text("id") ?? "", Label = i.Text("label") ?? "" }) { Html = i.Text("panel.html") ?? Paragraph(i.Text("panel.text")) })],
        });

    [Fact]
    public Task Pagination() => Fixture.SameAsync("pagination", ["previous.href", "previous.labelText", "next.href", "next.labelText", "items.number", "items.href", "items.current", "items.ellipsis", "classes", "attributes.*"], 8, o =>
    {
        var items = o.Each("items").Where(i => i.At("number") is not null).ToList();
        return new TagTree(new PaginationTagHelper
        {
            Page = items.Where(i => i.Yes("current")).Select(i => i.At("number")!.Value.GetInt32()).FirstOrDefault(),
            Pages = items.Count == 0 ? 0 : items[^1].At("number")!.Value.GetInt32(),
            Href = items.Count == 0 ? null : "/page/{0}",
            PreviousHref = o.Text("previous.href"),
            PreviousLabel = o.Text("previous.labelText"),
            NextHref = o.Text("next.href"),
            NextLabel = o.Text("next.labelText"),
        })
        { Attributes = o.Passed() };
    }, except: f => f.Name == "with empty items");

    [Fact]
    public Task Error_summary() => Fixture.SameAsync("error-summary", ["titleText", "descriptionText", "errorList.text", "errorList.href"], 4, o =>
    {
        var view = new ViewContext { HttpContext = new DefaultHttpContext() };
        foreach (var (at, error) in o.Each("errorList").Index())
        {
            view.ViewData.ModelState.AddModelError($"field{at:00}", error.Text("text")!);
            if (error.Text("href") is { } href) FieldOrder.Of(view.HttpContext).Add($"field{at:00}", href.TrimStart('#'));
        }
        return new TagTree(new ErrorSummaryTagHelper { ViewContext = view, Title = o.Text("titleText") ?? "There is a problem", Description = o.Text("descriptionText") });
    }, // Errors of no field come last here, whatever the order they were added in.
    except: f => !f.Options.Each("errorList").Any() || f.Name is "mixed with and without links" or "with everything");

    private static string Paragraph(string? text) => $"<p class=\"govuk-body\">{System.Net.WebUtility.HtmlEncode(text)}</p>";

    private static TagTree Row(JsonElement row) => new(new RowTagHelper { Key = row.Text("key.text") ?? "" })
    {
        Children =
        [
            new TagTree(new RowValueTagHelper()) { Text = row.At("value.html") is null ? row.Text("value.text") : null, Html = row.Text("value.html") },
            .. row.Each("actions.items").Where(a => a.ValueKind == JsonValueKind.Object)
                .Select(a => new TagTree(new RowActionTagHelper { Href = a.Text("href") ?? "", Hidden = a.Text("visuallyHiddenText") ?? "" }) { Text = a.Text("text") }),
        ],
    };

    private static TagTree TaskOf(JsonElement i) => new(new TaskTagHelper
    {
        Title = i.Text("title.text") ?? "",
        Href = i.Text("href"),
        Hint = i.Text("hint.text"),
        Status = i.Text("status.text") ?? i.Text("status.tag.text") ?? "",
        Colour = i.At("status.tag") is null ? null : i.Size("status.tag.classes") ?? "",
        CannotStart = i.Text("status.classes") is not null,
    });

    private static List<TagTree> Parts(JsonElement o)
    {
        TagTree Cell(string tag, JsonElement cell) => new(new TablePartTagHelper { Numeric = cell.Text("format") == "numeric" }, tag)
        {
            Text = cell.At("html") is null ? cell.Text("text") : null,
            Html = cell.Text("html"),
        };
        var rows = o.Each("rows").Select(row => new TagTree(new TablePartTagHelper(), "tr")
        {
            Children = [.. row.EnumerateArray().Where(c => c.ValueKind == JsonValueKind.Object).Select((cell, at) => Cell(o.Yes("firstCellIsHeader") && at == 0 ? "th" : "td", cell))],
        });
        var body = new TagTree(new TablePartTagHelper(), "tbody") { Children = [.. rows] };
        if (o.At("head") is null) return [body];
        var head = new TagTree(new TablePartTagHelper(), "tr") { Children = [.. o.Each("head").Select(cell => Cell("th", cell))] };
        return [new TagTree(new TablePartTagHelper(), "thead") { Children = [head] }, body];
    }
}
