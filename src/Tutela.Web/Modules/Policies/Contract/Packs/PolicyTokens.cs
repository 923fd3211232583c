using System.Text;
using System.Text.RegularExpressions;

namespace Tutela.Web.Modules.Policies.Contract.Packs;

/// <summary>
/// Places in the text that a school's own data fill: <c>{{school.name}}</c>, <c>{{school.motto}}</c>, <c>{{school.vision}}</c>, <c>{{policy.school-year}}</c>,
/// <c>{{role:dsl}}</c>, <c>{{setting:review.next}}</c>.
/// </summary>
public static partial class PolicyTokens
{
    public static IReadOnlySet<string> SchoolTokens { get; } =
        new HashSet<string> { "school.name", "school.motto", "school.vision", "policy.school-year" };

    public static IEnumerable<string> In(string markdown) => Token().Matches(markdown).Select(match => match.Groups[1].Value);

    /// <summary>Fills each token with the value given for it, which is taken as plain words, never as Markdown.</summary>
    public static string Fill(string markdown, Func<string, string> valueOf) =>
        Token().Replace(markdown, match => Plain(valueOf(match.Groups[1].Value)));

    private static string Plain(string words)
    {
        var text = new StringBuilder(words.Length);
        foreach (var c in words.ReplaceLineEndings(" "))
        {
            if (char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c)))
            {
                text.Append('\\');
            }

            text.Append(c);
        }

        return text.ToString();
    }

    [GeneratedRegex(@"\{\{\s*([^{}\s]+)\s*\}\}")]
    private static partial Regex Token();
}
