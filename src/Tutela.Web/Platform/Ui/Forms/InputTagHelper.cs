using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static Tutela.Web.Platform.Ui.Markup;

namespace Tutela.Web.Platform.Ui.Forms;

/// <summary>One line of text.</summary>
[HtmlTargetElement("t-input")]
public class InputTagHelper : FieldTagHelper
{
    public string? Value { get; set; }
    public string Type { get; set; } = "text";

    /// <summary>In characters (2, 3, 4, 5, 10, 20, 30) or as a share (full, three-quarters, two-thirds, one-half, one-third, one-quarter).</summary>
    public string? Width { get; set; }
    public string? Prefix { get; set; }
    public string? Suffix { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Register(FieldId);
        var input = Tag("input", "govuk-input").Css(HasError ? "govuk-input--error" : null).Css(WidthClass()).With("id", FieldId)
            .With("name", FieldName).With("type", Type).With("aria-describedby", DescribedBy()).With("value", Attempted(Value)).Take(output);
        output.Become(Group(LabelPart(), HintPart(), ErrorPart(), Wrapped(input)));
    }

    private TagBuilder Wrapped(TagBuilder input)
    {
        if (Prefix is null && Suffix is null) return input;
        var wrapper = Tag("div", "govuk-input__wrapper");
        if (Prefix is not null) wrapper.Add(Tag("div", "govuk-input__prefix").With("aria-hidden", "true").Text(Prefix));
        wrapper.Add(input);
        if (Suffix is not null) wrapper.Add(Tag("div", "govuk-input__suffix").With("aria-hidden", "true").Text(Suffix));
        return wrapper;
    }

    private string? WidthClass() => Width is null ? null : char.IsAsciiDigit(Width[0]) ? $"govuk-input--width-{Width}" : $"govuk-!-width-{Width}";
}

/// <summary>A time of day, typed as people say it: 9am, 9:05am, 14:05.</summary>
[HtmlTargetElement("t-time")]
public sealed class TimeTagHelper : InputTagHelper
{
    public TimeTagHelper() => (Width, Hint) = ("10", "For example, 9:05am or 14:05");
}

/// <summary>Several lines of text, with a character count when <see cref="MaxLength"/> is given.</summary>
[HtmlTargetElement("t-textarea")]
public sealed class TextareaTagHelper : FieldTagHelper
{
    public string? Value { get; set; }
    public int Rows { get; set; } = 5;
    public int? MaxLength { get; set; }

    /// <summary>Per cent of <see cref="MaxLength"/> at which the count begins to show.</summary>
    public int? Threshold { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Register(FieldId);
        var info = MaxLength is null ? null : $"{FieldId}-info";
        var area = Tag("textarea", "govuk-textarea").Css(HasError ? "govuk-textarea--error" : null).Css(info is null ? null : "govuk-js-character-count")
            .With("id", FieldId).With("name", FieldName).With("rows", $"{Rows}").With("aria-describedby", DescribedBy(info)).Take(output);
        // HTML drops one newline after the opening tag; without this a text that begins with one would lose it.
        area.Text(Attempted(Value) is { Length: > 0 } text && text[0] is '\n' or '\r' ? "\n" + Attempted(Value) : Attempted(Value));
        var group = Group(LabelPart(), HintPart(), ErrorPart(), area);
        if (MaxLength is { } most)
        {
            group.Css("govuk-character-count").With("data-module", "govuk-character-count").With("data-maxlength", $"{most}")
                .With("data-threshold", Threshold is null ? null : $"{Threshold}")
                .Add(Tag("div", "govuk-hint govuk-character-count__message").With("id", info).Text($"You can enter up to {most} characters"));
        }
        output.Become(group);
    }
}

/// <summary>A password, never echoed, with a button that shows what is typed.</summary>
[HtmlTargetElement("t-password")]
public sealed class PasswordTagHelper : FieldTagHelper
{
    /// <summary>A password being chosen: browsers offer to make and keep one.</summary>
    public bool NewPassword { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Register(FieldId);
        var input = Tag("input", "govuk-input govuk-password-input__input govuk-js-password-input-input").Css(HasError ? "govuk-input--error" : null)
            .With("id", FieldId).With("name", FieldName).With("type", "password").With("spellcheck", "false")
            .With("autocomplete", NewPassword ? "new-password" : "current-password").With("autocapitalize", "none").With("aria-describedby", DescribedBy()).Take(output);
        var toggle = Tag("button", "govuk-button govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle").With("type", "button")
            .With("data-module", "govuk-button").With("aria-controls", FieldId).With("aria-label", "Show password").Flag("hidden", true).Text("Show");
        var wrapper = Tag("div", "govuk-input__wrapper govuk-password-input__wrapper").Add(input).Add(toggle);
        output.Become(Group(LabelPart(), HintPart(), ErrorPart(), wrapper).Css("govuk-password-input").With("data-module", "govuk-password-input"));
    }
}

/// <summary>A list to choose one from.</summary>
[HtmlTargetElement("t-select")]
public sealed class SelectTagHelper : FieldTagHelper
{
    public string? Value { get; set; }
    public IEnumerable<SelectListItem> Items { get; set; } = [];

    /// <summary>The words of a first, empty choice.</summary>
    public string? Empty { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Register(FieldId);
        var select = Tag("select", "govuk-select").Css(HasError ? "govuk-select--error" : null).With("id", FieldId).With("name", FieldName)
            .With("aria-describedby", DescribedBy()).Take(output);
        if (Empty is not null) select.Add(Tag("option").With("value", "").Text(Empty));
        var chosen = Attempted(Value);
        foreach (var item in Items)
        {
            var on = chosen is null ? item.Selected : string.Equals(chosen, item.Value ?? item.Text, StringComparison.Ordinal);
            select.Add(Tag("option").With("value", item.Value).Flag("selected", on).Flag("disabled", item.Disabled).Text(item.Text));
        }
        output.Become(Group(LabelPart(), HintPart(), ErrorPart(), select));
    }
}

/// <summary>A file to send. The form needs <c>enctype="multipart/form-data"</c>.</summary>
[HtmlTargetElement("t-file")]
public sealed class FileTagHelper : FieldTagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Register(FieldId);
        var input = Tag("input", "govuk-file-upload").Css(HasError ? "govuk-file-upload--error" : null).With("id", FieldId).With("name", FieldName)
            .With("type", "file").With("aria-describedby", DescribedBy()).Take(output);
        output.Become(Group(LabelPart(), HintPart(), ErrorPart(), input));
    }
}
