using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static Tutela.Web.Platform.Ui.Markup;

namespace Tutela.Web.Platform.Ui.Forms;

/// <summary>A button, or with <see cref="Href"/> a link that looks like one.</summary>
[HtmlTargetElement("t-button")]
public sealed class ButtonTagHelper : TagHelper
{
    private static readonly HtmlString StartArrow = new(
        """<svg class="govuk-button__start-icon" xmlns="http://www.w3.org/2000/svg" width="17.5" height="19" viewBox="0 0 33 40" aria-hidden="true" focusable="false"><path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z"></path></svg>""");

    /// <summary><c>secondary</c>, <c>warning</c>, <c>inverse</c>, or nothing for the page's main action.</summary>
    public string? Kind { get; set; }
    public string? Href { get; set; }
    public bool Start { get; set; }
    public bool Disabled { get; set; }
    public string Type { get; set; } = "submit";

    /// <summary>Lets a second click within a second through.</summary>
    public bool DoubleClick { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        var button = Href is null ? Tag("button").With("type", Type) : Tag("a").With("href", Href).With("role", "button").With("draggable", "false");
        button.Css("govuk-button").Css(Kind is null ? null : $"govuk-button--{Kind}").Css(Start ? "govuk-button--start" : null).With("data-module", "govuk-button");
        if (Href is null)
        {
            button.Flag("disabled", Disabled).With("aria-disabled", Disabled ? "true" : null);
            if (!DoubleClick && Type == "submit") button.With("data-prevent-double-click", "true");
        }
        // Beside the arrow, words with markup in them are one item of the button's row.
        var spanned = Start && content.GetContent().Contains('<', StringComparison.Ordinal);
        output.Become(button.Take(output).Add(spanned ? Tag("span").Add(content) : content).Add(Start ? StartArrow : null));
    }
}

/// <summary>Buttons and links side by side.</summary>
[HtmlTargetElement("t-buttons")]
public sealed class ButtonsTagHelper : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        output.Become(Tag("div", "govuk-button-group").Take(output).Add(content));
    }
}
