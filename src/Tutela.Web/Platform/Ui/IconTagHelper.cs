using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using static Tutela.Web.Platform.Ui.Markup;

namespace Tutela.Web.Platform.Ui;

/// <summary>A Phosphor icon from the sprite. Decoration, unless it has a label.</summary>
[HtmlTargetElement("t-icon")]
public sealed class IconTagHelper : TagHelper
{
    private static readonly FrozenSet<string> Names = Drawn.Names<string[]>("icons.json").ToFrozenSet();

    public string Name { get; set; } = "";

    /// <summary>What it says when no words stand beside it.</summary>
    public string? Label { get; set; }

    /// <summary><c>large</c>, or nothing for the size of the text.</summary>
    public string? Size { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output) => output.Become(Draw(Name, Label, Size).Take(output));

    internal static TagBuilder Draw(string name, string? label = null, string? size = null)
    {
        if (!Names.Contains(name)) throw new InvalidOperationException($"There is no icon '{name}': add it to Assets/icons.json.");
        var svg = Tag("svg", "t-icon").Css(size is null ? null : $"t-icon--{size}").With("focusable", "false");
        if (label is null) svg.With("aria-hidden", "true");
        else svg.With("role", "img").With("aria-label", label);
        return svg.Add(Tag("use").With("href", $"/assets/icons.svg#{name}"));
    }
}

/// <summary>An OpenMoji picture, for children.</summary>
[HtmlTargetElement("t-picture")]
public sealed class PictureTagHelper : TagHelper
{
    private static readonly FrozenSet<string> Names = Drawn.Names<Dictionary<string, string>>("pictures.json").Keys.ToFrozenSet();

    public string Name { get; set; } = "";

    /// <summary>What it shows; empty beside its own word.</summary>
    public string Alt { get; set; } = "";

    /// <summary><c>small</c> or <c>large</c>.</summary>
    public string? Size { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output) => output.Become(Draw(Name, Alt, Size).Take(output));

    internal static TagBuilder Draw(string name, string alt, string? size)
    {
        if (!Names.Contains(name)) throw new InvalidOperationException($"There is no picture '{name}': add it to Assets/pictures.json.");
        var image = Tag("img", "t-picture").Css(size is null ? null : $"t-picture--{size}").With("src", $"/assets/pictures/{name}.svg").With("alt", alt)
            .With("width", "72").With("height", "72");
        image.TagRenderMode = TagRenderMode.SelfClosing;
        return image;
    }
}

internal static class Drawn
{
    public static T Names<T>(string file)
    {
        using var stream = typeof(Drawn).Assembly.GetManifestResourceStream($"Tutela.Web.Assets.{file}")
            ?? throw new InvalidOperationException($"Assets/{file} is not embedded.");
        return JsonSerializer.Deserialize<T>(stream)!;
    }
}
