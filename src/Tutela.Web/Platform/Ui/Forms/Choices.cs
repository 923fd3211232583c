using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using static Tutela.Web.Platform.Ui.Markup;

namespace Tutela.Web.Platform.Ui.Forms;

/// <summary>What the radios or checkboxes of one field share while they are built.</summary>
internal sealed class Choices(string kind, string name, string id, IReadOnlySet<string> chosen)
{
    private int _count;

    public HtmlContentBuilder Items { get; } = new();
    public string Name => name;
    public bool Reveals { get; private set; }
    public int Count => _count;
    public bool Has(string value) => chosen.Contains(value);
    public string? DescribedBy { get; init; }

    /// <summary>The first is the field's own id, so that the error summary finds it; the next are numbered, dividers counting.</summary>
    public string NextId(string? given)
    {
        _count++;
        return given ?? (_count == 1 ? id : $"{id}-{_count}");
    }

    public void Divide(IHtmlContent text)
    {
        _count++;
        Items.AppendHtml(Tag("div", $"govuk-{kind}__divider").Add(text));
    }

    public void Add(Choice choice)
    {
        var input = Tag("input", $"govuk-{kind}__input").With("id", choice.Id).With("name", choice.Name ?? name).With("type", kind == "radios" ? "radio" : "checkbox")
            .With("value", choice.Value).Flag("checked", choice.Checked).Flag("disabled", choice.Disabled);
        var conditional = choice.Reveal is null ? null : $"conditional-{choice.Id}";
        input.With("data-aria-controls", conditional).With("data-behaviour", choice.Exclusive ? "exclusive" : null);
        var described = string.Join(' ', new[] { DescribedBy, choice.Hint is null ? null : $"{choice.Id}-item-hint" }.Where(id => id is not null));
        input.With("aria-describedby", described.Length == 0 ? null : described);
        var label = Tag("label", $"govuk-label govuk-{kind}__label").With("for", choice.Id);
        if (choice.Picture is not null) label.Add(PictureTagHelper.Draw(choice.Picture, "", null));
        var item = Tag("div", $"govuk-{kind}__item").Add(input).Add(label.Text(choice.Label));
        if (choice.Hint is not null) item.Add(Tag("div", $"govuk-hint govuk-{kind}__hint").With("id", $"{choice.Id}-item-hint").Text(choice.Hint));
        Items.AppendHtml(item);
        if (conditional is null) return;
        Reveals = true;
        Items.AppendHtml(Tag("div", $"govuk-{kind}__conditional").Css(choice.Checked ? null : $"govuk-{kind}__conditional--hidden").With("id", conditional).Add(choice.Reveal));
    }

    public void Add(IEnumerable<SelectListItem> items)
    {
        foreach (var item in items)
            Add(new Choice(NextId(null), item.Value ?? item.Text, item.Text) { Checked = item.Selected || Has(item.Value ?? item.Text), Disabled = item.Disabled });
    }
}

/// <summary>One radio or checkbox.</summary>
internal sealed record Choice(string Id, string Value, string Label)
{
    public string? Name { get; init; }
    public string? Hint { get; init; }
    public string? Picture { get; init; }
    public bool Checked { get; init; }
    public bool Disabled { get; init; }
    public bool Exclusive { get; init; }
    public IHtmlContent? Reveal { get; init; }
}
