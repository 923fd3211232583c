using System.Net;
using AngleSharp.Dom;
using Tutela.Web.Platform.Ui;
using Tutela.Web.Platform.Ui.Gallery;
using Xunit;

namespace Tutela.Web.Tests.Platform.Ui;

/// <summary>The helpers through HTTP: binding, errors, what was typed, layouts.</summary>
public sealed class GalleryTests
{
    private static readonly (string, string)[] Right =
    [
        ("Input.Name", "A. Teacher"), ("Input.Days", "3"), ("Input.Account", "Words"), ("Input.HappenedOn.Day", "3"), ("Input.HappenedOn.Month", "9"), ("Input.HappenedOn.Year", "2026"),
        ("Input.HappenedAt", "9:05am"), ("Input.Kind", "contact"), ("Input.Year", "4"), ("Input.Agreed", "true"),
    ];

    private static (string, string)[] RightBut(params (string Name, string Value)[] changes) =>
        [.. Right.Where(field => changes.All(change => change.Name != field.Item1)), .. changes];

    [Fact]
    public async Task Right_answers_are_taken_and_the_next_page_says_so()
    {
        await using var host = await GalleryHost.StartAsync();
        var (response, _) = await host.PostAsync(Right);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var next = await host.PageAsync("/gallery");
        Assert.Equal("Saved", next.QuerySelector(".govuk-notification-banner--success .govuk-notification-banner__heading")!.TextContent.Trim());
        Assert.DoesNotContain("Error: ", next.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_answered_lists_each_error_once_in_page_order_and_links_to_its_field()
    {
        await using var host = await GalleryHost.StartAsync();
        var (_, page) = await host.PostAsync();
        var links = page.QuerySelectorAll(".govuk-error-summary__list a").ToList();
        Assert.Equal(
            ["Enter the full name", "Enter how many days", "Enter what happened", "Enter the day it happened", "Choose the kind of risk", "Enter year", "Tick to say that you have read the rules"],
            links.Select(link => link.TextContent));
        Assert.Equal(["#Input_Name", "#Input_Days", "#Input_Account", "#Input_HappenedOn-day", "#Input_Kind", "#Input_Year", "#Input_Agreed"], links.Select(link => link.GetAttribute("href")));
        Assert.All(links, link => Assert.True(page.QuerySelector(link.GetAttribute("href")!)!.LocalName is "input" or "textarea" or "select"));
        Assert.StartsWith("Error: Gallery", page.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_stands_beside_its_field_and_is_said_with_it()
    {
        await using var host = await GalleryHost.StartAsync();
        var (_, page) = await host.PostAsync(RightBut(("Input.Name", "")));
        var field = page.QuerySelector("#Input_Name")!;
        Assert.Equal("Input_Name-hint Input_Name-error", field.GetAttribute("aria-describedby"));
        Assert.Equal("Error: Enter the full name", page.QuerySelector("#Input_Name-error")!.TextContent.Trim());
        Assert.Single(page.QuerySelectorAll(".govuk-error-message"));
    }

    [Fact]
    public async Task What_was_typed_stays_whatever_it_was()
    {
        const string hostile = "<script>alert('x')</script> \" onfocus=\"x\" & ' OR 1=1;-- \u202E\u200B é";
        await using var host = await GalleryHost.StartAsync();
        var (_, page) = await host.PostAsync(("Input.Name", hostile), ("Input.Days", "many"), ("Input.Account", "\n" + hostile), ("Input.HappenedOn.Day", "31"), ("Input.HappenedOn.Month", "February"),
            ("Input.HappenedOn.Year", "2026"), ("Input.HappenedAt", "late"), ("Input.Kind", "contact"), ("Input.Told", "yes"), ("Input.Where", "class"), ("Input.Where", "home"), ("Input.Year", "5"), ("Input.Secret", "open sesame"));
        Assert.Equal(hostile, page.QuerySelector("#Input_Name")!.GetAttribute("value"));
        Assert.Equal("many", page.QuerySelector("#Input_Days")!.GetAttribute("value"));
        Assert.Equal("\n" + hostile, page.QuerySelector("#Input_Account")!.TextContent);
        Assert.Equal(["31", "February", "2026"], page.QuerySelectorAll("#Input_HappenedOn input").Select(input => input.GetAttribute("value")));
        Assert.Equal("late", page.QuerySelector("#Input_HappenedAt")!.GetAttribute("value"));
        Assert.Equal(["contact", "yes", "class", "home"], page.QuerySelectorAll("main form input:checked, main form input[checked]").Select(input => input.GetAttribute("value")).Distinct());
        Assert.Equal("5", page.QuerySelector("#Input_Year option[selected]")!.GetAttribute("value"));
        Assert.Null(page.QuerySelector("#Input_Secret")!.GetAttribute("value"));
        Assert.Empty(page.QuerySelectorAll("main script, [onfocus]"));
        Assert.Contains("The day it happened must be a real date", Errors(page));
        Assert.Contains("The time must be a time, like 9:05am or 14:05", Errors(page));
    }

    [Theory]
    [InlineData("", "9", "2026", "The day it happened must include a day", "#Input_HappenedOn-day")]
    [InlineData("3", "", "", "The day it happened must include a month and year", "#Input_HappenedOn-month")]
    [InlineData("3", "13", "2026", "The day it happened must be a real date", "#Input_HappenedOn-month")]
    [InlineData("3", "9", "26", "Year must include 4 numbers", "#Input_HappenedOn-year")]
    public async Task A_date_says_what_is_wrong_and_leads_to_the_part_at_fault(string day, string month, string year, string message, string href)
    {
        await using var host = await GalleryHost.StartAsync();
        var (_, page) = await host.PostAsync(RightBut(("Input.HappenedOn.Day", day), ("Input.HappenedOn.Month", month), ("Input.HappenedOn.Year", year)));
        var link = Assert.Single(page.QuerySelectorAll(".govuk-error-summary__list a"));
        Assert.Equal(message, link.TextContent);
        Assert.Equal(href, link.GetAttribute("href"));
        Assert.Contains("govuk-input--error", page.QuerySelector(href)!.ClassList);
    }

    [Fact]
    public async Task A_choice_that_reveals_a_field_shows_it_open_once_chosen()
    {
        await using var host = await GalleryHost.StartAsync();
        var (_, page) = await host.PostAsync(RightBut(("Input.Name", ""), ("Input.Kind", "other"), ("Input.Other", "Something")));
        var reveal = page.QuerySelector("#Input_Other")!.Closest(".govuk-radios__conditional")!;
        Assert.DoesNotContain("govuk-radios__conditional--hidden", reveal.ClassList);
        var radio = page.QuerySelector("input[value=other]")!;
        Assert.True(radio.HasAttribute("checked"));
        Assert.Equal(reveal.Id, radio.GetAttribute("data-aria-controls"));
        Assert.Equal("Input_Kind-4", radio.Id);
    }

    [Theory]
    [InlineData("/gallery")]
    [InlineData("/gallery/home")]
    [InlineData("/gallery/pupil")]
    [InlineData("/gallery/public")]
    [InlineData("/gallery/print")]
    public async Task No_page_has_inline_script_or_style_and_each_has_one_heading_and_no_id_twice(string path)
    {
        await using var host = await GalleryHost.StartAsync();
        var page = await host.PageAsync(path);
        Assert.Empty(page.QuerySelectorAll("[style], style, script:not([src]), [onclick], [onload]"));
        Assert.Single(page.QuerySelectorAll("h1"));
        var ids = page.QuerySelectorAll("[id]").Select(element => element.Id!).ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(page.QuerySelectorAll("label[for]"), label => Assert.NotNull(page.GetElementById(label.GetAttribute("for")!)));
        Assert.All(page.QuerySelectorAll("[aria-describedby]"), element =>
            Assert.All(element.GetAttribute("aria-describedby")!.Split(' '), id => Assert.NotNull(page.GetElementById(id))));
    }

    [Fact]
    public async Task The_staff_layout_shows_what_the_house_put_in_the_frame_and_encodes_it()
    {
        await using var host = await GalleryHost.StartAsync(frame: frame =>
        {
            (frame.SchoolName, frame.UserName, frame.RoleName, frame.UnreadCount, frame.IsDemonstration) = ("<b>School</b>", "D. Lead", "Designated safeguarding lead", 4, true);
            frame.Navigation = [new NavigationItem("Today", "/a"), new NavigationItem("Concerns", "/b", Active: true)];
        });
        var page = await host.PageAsync("/gallery");
        Assert.Equal("<b>School</b>", page.QuerySelector(".t-header__school")!.TextContent);
        Assert.Equal("Gallery – <b>School</b> – Tutela", page.Title);
        Assert.Equal("D. Lead", page.QuerySelector(".t-header__name")!.TextContent);
        Assert.Equal("4 unread", page.QuerySelector(".t-header .t-count .govuk-visually-hidden")!.TextContent);
        Assert.Equal(["Today", "Concerns"], page.QuerySelectorAll(".govuk-service-navigation__link").Select(link => link.TextContent.Trim()));
        Assert.Equal("Concerns", page.QuerySelector(".govuk-service-navigation__link[aria-current]")!.TextContent.Trim());
        Assert.NotNull(page.QuerySelector("form[action='/sign-out'][method=post] input[name=__RequestVerificationToken]"));
        Assert.Equal("Demonstration", page.QuerySelector(".t-banner strong")!.TextContent);
    }

    [Fact]
    public async Task Hostile_text_is_text_in_every_part_of_the_gallery()
    {
        await using var host = await GalleryHost.StartAsync();
        var page = await host.PageAsync("/gallery");
        Assert.Equal(2, page.QuerySelectorAll("dd, td, th").Count(cell => cell.TextContent.Trim() == GalleryModel.Hostile));
        Assert.Empty(page.QuerySelectorAll("main script"));
    }

    [Fact]
    public async Task Where_the_gallery_is_not_asked_for_it_has_no_address()
    {
        await using var host = await GalleryHost.StartAsync(gallery: false);
        foreach (var path in new[] { "/gallery", "/gallery/home", "/gallery/pupil", "/gallery/public", "/gallery/print", "/Platform/Ui/Gallery/Gallery" })
            Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync(path)).StatusCode);
    }

    private static IEnumerable<string> Errors(IDocument page) => page.QuerySelectorAll(".govuk-error-summary__list li").Select(item => item.TextContent.Trim());
}
