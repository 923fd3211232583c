using Microsoft.AspNetCore.Razor.TagHelpers;
using static Tutela.Web.Platform.Ui.Markup;

namespace Tutela.Web.Platform.Ui.Lists;

/// <summary>Things to do, and how far each has come.</summary>
[HtmlTargetElement("t-task-list")]
public sealed class TaskListTagHelper : TagHelper
{
    /// <summary>Begins the ids; for a second list on one page.</summary>
    public string IdPrefix { get; set; } = "task-list";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        context.Items[typeof(Counter)] = new Counter(IdPrefix);
        var tasks = await output.GetChildContentAsync();
        output.Become(Tag("ul", "govuk-task-list").Take(output).Add(tasks));
    }

    internal sealed class Counter(string prefix)
    {
        private int _count;
        public string Next() => $"{prefix}-{++_count}";
    }
}

/// <summary>One of them.</summary>
[HtmlTargetElement("t-task")]
public sealed class TaskTagHelper : TagHelper
{
    public string Title { get; set; } = "";
    public string? Href { get; set; }
    public string? Hint { get; set; }
    public string Status { get; set; } = "";

    /// <summary>With a colour the status is a tag; what is done needs none.</summary>
    public string? Colour { get; set; }

    /// <summary>Not yet possible: no link.</summary>
    public bool CannotStart { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var id = ((TaskListTagHelper.Counter)context.Items[typeof(TaskListTagHelper.Counter)]).Next();
        var name = Tag("div", "govuk-task-list__name-and-hint");
        var described = Hint is null ? $"{id}-status" : $"{id}-hint {id}-status";
        name.Add(Href is null ? Tag("div").Text(Title) : Tag("a", "govuk-link govuk-task-list__link").With("href", Href).With("aria-describedby", described).Text(Title));
        if (Hint is not null) name.Add(Tag("div", "govuk-task-list__hint").With("id", $"{id}-hint").Text(Hint));
        var status = Tag("div", "govuk-task-list__status").Css(CannotStart ? "govuk-task-list__status--cannot-start-yet" : null).With("id", $"{id}-status");
        if (Colour is null) status.Text(Status);
        else status.Add(Tag("strong", "govuk-tag").Css(Colour.Length == 0 ? null : $"govuk-tag--{Colour}").Text(Status));
        output.Become(Tag("li", "govuk-task-list__item").Css(Href is null ? null : "govuk-task-list__item--with-link").Take(output).Add(name).Add(status));
    }
}
