using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static Tutela.Web.Platform.Ui.Markup;

namespace Tutela.Web.Platform.Ui;

/// <summary>A day, or a moment in London's time, that machines can read too. Nothing for null.</summary>
[HtmlTargetElement("t-date-text")]
public sealed class DateTextTagHelper : TagHelper
{
    /// <summary>A <see cref="DateOnly"/> or a <see cref="DateTimeOffset"/>.</summary>
    public object? Value { get; set; }
    public bool WithTime { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output) => output.Become(Draw(Value, WithTime)?.Take(output));

    internal static TagBuilder? Draw(object? value, bool withTime) => value switch
    {
        null => null,
        DateOnly day => Tag("time").With("datetime", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Text(DateText.Day(day)),
        DateTimeOffset moment => Tag("time").With("datetime", DateText.InLondon(moment).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture))
            .Text(withTime ? DateText.DayAndTime(moment) : DateText.Day(moment)),
        _ => throw new InvalidOperationException($"t-date-text takes a DateOnly or a DateTimeOffset, not {value.GetType().Name}."),
    };
}
