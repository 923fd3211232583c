using Microsoft.AspNetCore.Razor.TagHelpers;
using static Tutela.Web.Platform.Ui.Markup;

namespace Tutela.Web.Platform.Ui.Messages;

/// <summary>A state in a word: one of the five states of a clause, or any word with a colour.</summary>
[HtmlTargetElement("t-tag")]
public sealed class TagTagHelper : TagHelper
{
    /// <summary>met, at risk, not met, not applicable, no evidence yet; or the name of an enum value of those names.</summary>
    public string? State { get; set; }

    /// <summary>green, yellow, red, grey, blue, purple, none.</summary>
    public string? Colour { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        var (text, colour) = State is null ? (null, Colour) : Meaning(State);
        output.Become(Tag("strong", "govuk-tag").Css(colour is null ? null : $"govuk-tag--{colour}").Take(output)
            .Text(text).Add(text is null || !content.IsBlank() ? content : null));
    }

    internal static (string Text, string Colour) Meaning(string state) => state.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant() switch
    {
        "MET" => ("Met", "green"),
        "ATRISK" => ("At risk", "yellow"),
        "NOTMET" => ("Not met", "red"),
        "NOTAPPLICABLE" => ("Not applicable", "grey"),
        "NOEVIDENCEYET" or "NOEVIDENCE" => ("No evidence yet", "none"),
        _ => throw new InvalidOperationException($"There is no state '{state}'."),
    };
}

/// <summary>A small mark beside a name.</summary>
[HtmlTargetElement("t-badge")]
public sealed class BadgeTagHelper : TagHelper
{
    public string? Colour { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        output.Become(Tag("span", "moj-badge").Css(Colour is null ? null : $"moj-badge--{Colour}").Take(output).Add(content));
    }
}

/// <summary>A number to notice; nothing for none.</summary>
[HtmlTargetElement("t-count")]
public sealed class CountTagHelper : TagHelper
{
    public int Value { get; set; }

    /// <summary>What is counted, for those who hear the page.</summary>
    public string Label { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Value <= 0)
        {
            output.SuppressOutput();
            return;
        }
        output.Become(Tag("span", "t-count").Take(output).Add(Tag("span").With("aria-hidden", "true").Text(Value > 99 ? "99+" : $"{Value}")).Add(Hidden($"{Value} {Label}")));
    }
}
