using System.Collections;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static Tutela.Web.Platform.Ui.Markup;

namespace Tutela.Web.Platform.Ui.Forms;

/// <summary>Radios or checkboxes under one legend.</summary>
public abstract class ChoicesTagHelper(string kind) : GroupTagHelper
{
    public IEnumerable<SelectListItem> Items { get; set; } = [];
    public bool Small { get; set; }

    /// <summary>Big tiles, for children: give each choice a picture.</summary>
    public bool Tiles { get; set; }

    protected virtual string? Variant => null;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        Register(FieldId);
        var fieldless = Legend is null && Label is null && For is null;
        var choices = new Choices(kind, FieldName, FieldId, Chosen()) { DescribedBy = fieldless && kind == "checkboxes" ? DescribedBy() : null };
        context.Items[typeof(Choices)] = choices;
        choices.Add(Items);
        await output.GetChildContentAsync();
        var list = Tag("div", $"govuk-{kind}").Css(Variant).Css(Small ? $"govuk-{kind}--small" : null).Css(Tiles ? "t-choices" : null)
            .With("data-module", $"govuk-{kind}").Take(output).Add(choices.Items);
        output.Become(fieldless ? Group(HintPart(), ErrorPart(), list) : Group(Fieldset(HintPart(), ErrorPart(), list)));
    }

    private HashSet<string> Chosen() => Entry(FieldName)?.RawValue switch
    {
        string[] several => [.. several],
        string one => [one],
        _ => For?.Model switch
        {
            null => [],
            string text => [text],
            IEnumerable many => [.. many.Cast<object?>().Select(Written).OfType<string>()],
            var single => [Written(single)!],
        },
    };
}

/// <summary>One of several.</summary>
[HtmlTargetElement("t-radios")]
public sealed class RadiosTagHelper() : ChoicesTagHelper("radios")
{
    public bool Inline { get; set; }
    protected override string? Variant => Inline ? "govuk-radios--inline" : null;
}

/// <summary>Any number of several.</summary>
[HtmlTargetElement("t-checkboxes")]
public sealed class CheckboxesTagHelper() : ChoicesTagHelper("checkboxes");

/// <summary>One radio; its content is revealed when it is chosen.</summary>
[HtmlTargetElement("t-radio")]
public sealed class RadioTagHelper : TagHelper
{
    public string Value { get; set; } = "";
    public string? Label { get; set; }
    public string? Id { get; set; }
    public string? Hint { get; set; }
    public string? Picture { get; set; }
    public bool Checked { get; set; }
    public bool Disabled { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var choices = (Choices)context.Items[typeof(Choices)];
        var id = choices.NextId(Id);
        var reveal = await output.GetChildContentAsync();
        choices.Add(new Choice(id, Value, Label ?? Value)
        {
            Hint = Hint,
            Picture = Picture,
            Checked = Checked || choices.Has(Value),
            Disabled = Disabled,
            Reveal = reveal.IsBlank() ? null : reveal,
        });
        output.SuppressOutput();
    }
}

/// <summary>A word between choices, such as "or".</summary>
[HtmlTargetElement("t-divider")]
public sealed class DividerTagHelper : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ((Choices)context.Items[typeof(Choices)]).Divide(await output.GetChildContentAsync());
        output.SuppressOutput();
    }
}

/// <summary>One checkbox: a choice within <c>t-checkboxes</c>, or a bool by itself.</summary>
[HtmlTargetElement("t-checkbox")]
public sealed class CheckboxTagHelper : FieldTagHelper
{
    public string? Value { get; set; }
    public string? Picture { get; set; }
    public bool Checked { get; set; }
    public bool Disabled { get; set; }
    public bool Exclusive { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var within = context.Items.TryGetValue(typeof(Choices), out var parent) ? (Choices)parent : null;
        var alone = within is null;
        var choices = within ?? new Choices("checkboxes", FieldName, FieldId, new HashSet<string>()) { DescribedBy = HasError ? $"{FieldId}-error" : null };
        var own = For is not null || Name is not null;
        if (own) Register(FieldId);
        var reveal = await output.GetChildContentAsync();
        var value = Value ?? "true";
        choices.Add(new Choice(choices.NextId(own ? FieldId : Id), value, Label ?? For?.Metadata.DisplayName ?? value)
        {
            Name = own ? FieldName : null,
            Hint = Hint,
            Picture = Picture,
            Checked = Checked || choices.Has(value) || (own && string.Equals(Attempted(null), value, StringComparison.OrdinalIgnoreCase)),
            Disabled = Disabled,
            Exclusive = Exclusive,
            Reveal = reveal.IsBlank() ? null : reveal,
        });
        if (!alone) output.SuppressOutput();
        else output.Become(Group(ErrorPart(), Tag("div", "govuk-checkboxes").With("data-module", "govuk-checkboxes").Take(output).Add(choices.Items)));
    }
}
