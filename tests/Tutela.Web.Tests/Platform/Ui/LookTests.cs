using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Tutela.Web.Tests.Platform.Ui;

/// <summary>The palette reaches the contrast that the design promises, and what is built is ours.</summary>
public sealed partial class LookTests
{
    [GeneratedRegex(@"^\$(?<name>[a-z0-9-]+): #(?<hex>[0-9a-f]{6});", RegexOptions.Multiline)]
    private static partial Regex Colour();

    private static readonly Dictionary<string, string> Palette = Colour()
        .Matches(File.ReadAllText(Path.Combine(Repository.Root, "src", "Tutela.Web", "Assets", "styles", "_settings.scss")))
        .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["hex"].Value);

    [Theory]
    [InlineData("ink", "paper")]
    [InlineData("ink-soft", "paper")]
    [InlineData("teal-700", "paper")]
    [InlineData("violet", "paper")]
    [InlineData("red", "paper")]
    [InlineData("green", "paper")]
    [InlineData("ink", "teal-50")]
    [InlineData("ink-soft", "teal-50")]
    [InlineData("ink", "amber")]
    [InlineData("ink", "amber-100")]
    [InlineData("teal-900", "teal-100")]
    [InlineData("amber-900", "amber-100")]
    [InlineData("green", "green-100")]
    [InlineData("violet", "violet-100")]
    [InlineData("paper", "teal-900")]
    [InlineData("paper", "teal-700")]
    [InlineData("paper", "red")]
    public void Text_reaches_seven_to_one(string text, string behind) => Assert.InRange(Contrast(Palette[text], Palette[behind]), 7, 21);

    [Theory]
    [InlineData("control", "paper")]
    [InlineData("focus", "paper")]
    [InlineData("teal-500", "paper")]
    [InlineData("focus", "amber-100")]
    [InlineData("amber", "teal-900")]
    public void What_marks_a_control_reaches_three_to_one(string mark, string behind) => Assert.InRange(Contrast(Palette[mark], Palette[behind]), 3, 21);

    [Fact]
    public void Nothing_of_the_governments_own_look_is_built()
    {
        var css = File.ReadAllText(Repository.Made("wwwroot", "assets", "app.css"));
        foreach (var theirs in new[] { "gds transport", "#1d70b8", "#ffdd00", "#0b0c0c", "crown" }) Assert.DoesNotContain(theirs, css, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Atkinson Hyperlegible Next", css, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_file_that_the_styles_ask_for_is_built()
    {
        var css = File.ReadAllText(Repository.Made("wwwroot", "assets", "app.css"));
        var asked = Url().Matches(css).Select(match => match.Groups["path"].Value).Distinct().ToList();
        Assert.True(asked.Count >= 6, "The styles ask for no fonts.");
        Assert.All(asked, path => Repository.Made(["wwwroot", .. path.Split('/', StringSplitOptions.RemoveEmptyEntries)]));
    }

    [GeneratedRegex(@"url\(""?(?<path>/[^)""]+)""?\)")]
    private static partial Regex Url();

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex)
    {
        double Part(int at)
        {
            var share = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d;
            return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * Part(0) + 0.7152 * Part(2) + 0.0722 * Part(4);
    }
}
