using Microsoft.AspNetCore.Razor.TagHelpers;
using static Tutela.Web.Platform.Ui.Markup;

namespace Tutela.Web.Platform.Ui.Lists;

/// <summary>What happened, in order.</summary>
[HtmlTargetElement("t-timeline")]
public sealed class TimelineTagHelper : TagHelper
{
    /// <summary>The level of each event's heading.</summary>
    public int Level { get; set; } = 2;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        context.Items[typeof(TimelineTagHelper)] = Level;
        var events = await output.GetChildContentAsync();
        output.Become(Tag("div", "moj-timeline").Take(output).Add(events));
    }
}

/// <summary>One of them.</summary>
[HtmlTargetElement("t-event")]
public sealed class EventTagHelper : TagHelper
{
    public string Title { get; set; } = "";
    public string? By { get; set; }

    /// <summary>A <see cref="DateTimeOffset"/> or a <see cref="DateOnly"/>.</summary>
    public object? At { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        var header = Tag("div", "moj-timeline__header").Add(Tag($"h{context.Items[typeof(TimelineTagHelper)]}", "moj-timeline__title").Text(Title));
        if (By is not null) header.Add(Tag("p", "moj-timeline__byline").Text($"by {By}"));
        var item = Tag("div", "moj-timeline__item").Take(output).Add(header);
        if (At is not null) item.Add(Tag("p", "moj-timeline__date").Add(DateTextTagHelper.Draw(At, withTime: true)));
        output.Become(content.IsBlank() ? item : item.Add(Tag("div", "moj-timeline__description").Add(content)));
    }
}
