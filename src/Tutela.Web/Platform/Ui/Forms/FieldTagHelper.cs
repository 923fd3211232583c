using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static Tutela.Web.Platform.Ui.Markup;

namespace Tutela.Web.Platform.Ui.Forms;

/// <summary>What every form field has: a name, a label, a hint, and the error and attempted value that ModelState holds.</summary>
public abstract class FieldTagHelper : TagHelper
{
    [ViewContext, HtmlAttributeNotBound] public ViewContext? ViewContext { get; set; }

    /// <summary>The model property: gives name, id, value and error.</summary>
    public ModelExpression? For { get; set; }
    public string? Name { get; set; }
    public string? Id { get; set; }
    public string? Label { get; set; }

    /// <summary><c>s</c>, <c>m</c>, <c>l</c> or <c>xl</c>.</summary>
    public string? LabelSize { get; set; }

    /// <summary>The label or legend is the page's only <c>h1</c>.</summary>
    public bool PageHeading { get; set; }
    public string? Hint { get; set; }
    public bool Optional { get; set; }

    /// <summary>Shown instead of ModelState's first error for this field.</summary>
    public string? Error { get; set; }

    protected string FieldName => Name ?? (For is null ? "" : ViewContext!.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name));
    protected string FieldId => Id ?? TagBuilder.CreateSanitizedId(FieldName, "_");
    protected string? ErrorText => Error ?? FieldOrder.MessageOf(Entry(FieldName));
    protected bool HasError => !string.IsNullOrEmpty(ErrorText);

    protected ModelStateEntry? Entry(string key) =>
        key.Length > 0 && ViewContext?.ViewData.ModelState.TryGetValue(key, out var entry) is true ? entry : null;

    /// <summary>What was typed, even when it could not be understood; else the model's value.</summary>
    protected string? Attempted(string? given) => given ?? Entry(FieldName)?.AttemptedValue ?? Written(For?.Model);

    protected static string? Written(object? value) => value switch
    {
        null => null,
        string text => text,
        bool yes => yes ? "true" : "false",
        Enum name => name.ToString(),
        TimeOnly time => DateText.Time(time),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <summary>Lets the error summary link here, in page order. <paramref name="focus"/> is the id of what gets the keyboard.</summary>
    protected void Register(string focus)
    {
        if (ViewContext is not null && FieldName.Length > 0) FieldOrder.Of(ViewContext.HttpContext).Add(FieldName, focus);
    }

    protected string? DescribedBy(string? first = null)
    {
        var ids = new[] { first, Hint is null ? null : $"{FieldId}-hint", HasError ? $"{FieldId}-error" : null };
        var joined = string.Join(' ', ids.Where(id => !string.IsNullOrEmpty(id)));
        return joined.Length == 0 ? null : joined;
    }

    protected string LabelText => Label ?? For?.Metadata.DisplayName ?? For?.Metadata.PropertyName ?? "";

    protected TagBuilder Group(params IHtmlContent?[] parts)
    {
        var group = Tag("div", "govuk-form-group").Css(HasError ? "govuk-form-group--error" : null);
        foreach (var part in parts) group.Add(part);
        return group;
    }

    protected IHtmlContent LabelPart(string? target = null)
    {
        var label = Tag("label", "govuk-label").Css(LabelSize is null ? null : $"govuk-label--{LabelSize}").With("for", target ?? FieldId);
        label.Text(LabelText).Add(OptionalPart());
        return PageHeading ? Tag("h1", "govuk-label-wrapper").Add(label) : label;
    }

    protected IHtmlContent? OptionalPart() => Optional ? Tag("span", "t-optional").Text(" (optional)") : null;

    protected IHtmlContent? HintPart() => Hint is null ? null : Tag("div", "govuk-hint").With("id", $"{FieldId}-hint").Text(Hint);

    protected IHtmlContent? ErrorPart() =>
        HasError ? Tag("p", "govuk-error-message").With("id", $"{FieldId}-error").Add(Hidden("Error:")).Text(" " + ErrorText) : null;
}
