using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Tutela.Web.Platform.Ui.Binding;
using static Tutela.Web.Platform.Ui.Markup;

namespace Tutela.Web.Platform.Ui.Forms;

/// <summary>A date in three fields. What was typed stays, and the fields at fault are marked.</summary>
[HtmlTargetElement("t-date")]
public sealed class DateTagHelper : GroupTagHelper
{
    /// <summary>The value when there is no <c>for</c>.</summary>
    public DateOnly? Value { get; set; }

    /// <summary>A birthday: browsers may fill it in.</summary>
    public bool Birthday { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var parts = Typed();
        var faults = HasError ? parts.Faults : DateFaults.None;
        if (HasError && faults == DateFaults.None) faults = DateFaults.All;
        var first = faults.HasFlag(DateFaults.Day) ? "day" : faults.HasFlag(DateFaults.Month) ? "month" : faults.HasFlag(DateFaults.Year) ? "year" : "day";
        Register($"{FieldId}-{first}");
        var date = Tag("div", "govuk-date-input").With("id", FieldId).Take(output)
            .Add(Part("Day", parts.Day, faults.HasFlag(DateFaults.Day), 2))
            .Add(Part("Month", parts.Month, faults.HasFlag(DateFaults.Month), 2))
            .Add(Part("Year", parts.Year, faults.HasFlag(DateFaults.Year), 4));
        output.Become(Group(Fieldset(HintPart(), ErrorPart(), date).With("role", "group")));
    }

    private DateParts Typed()
    {
        if (Entry($"{FieldName}.Day") is { } day)
            return new DateParts(day.AttemptedValue, Entry($"{FieldName}.Month")?.AttemptedValue, Entry($"{FieldName}.Year")?.AttemptedValue);
        return (For?.Model as DateOnly? ?? Value) is { } value ? DateParts.Of(value) : default;
    }

    private TagBuilder Part(string name, string? value, bool fault, int width)
    {
        var id = $"{FieldId}-{name.ToLowerInvariant()}";
        var input = Tag("input", "govuk-input govuk-date-input__input").Css(fault ? "govuk-input--error" : null).Css($"govuk-input--width-{width}")
            .With("id", id).With("name", FieldName.Length == 0 ? name : $"{FieldName}.{name}").With("type", "text").With("inputmode", "numeric")
            .With("autocomplete", Birthday ? $"bday-{name.ToLowerInvariant()}" : null).With("value", string.IsNullOrEmpty(value) ? null : value);
        var label = Tag("label", "govuk-label govuk-date-input__label").With("for", id).Text(name);
        return Tag("div", "govuk-date-input__item").Add(Tag("div", "govuk-form-group").Add(label).Add(input));
    }
}
