using System.Text.RegularExpressions;
using Tutela.Web.Modules.Policies.Contract.Packs;

namespace Tutela.Web.Modules.Policies.Versions;

/// <summary>A document as the parts that people edit: the policy by its headings, an agreement whole.</summary>
public static partial class TextParts
{
    public sealed record Part(int Index, string Heading, string Source);

    /// <summary>The parts of a document; null when there is no such document.</summary>
    public static IReadOnlyList<Part>? Of(PackTexts texts, string document) =>
        document == PackTexts.PolicyDocument ? Split(texts.Policy)
        : texts.Agreements.TryGetValue(document + ".md", out var text) ? [new Part(0, document, text)] : null;

    /// <summary>The texts with one part written anew.</summary>
    public static PackTexts With(PackTexts texts, string document, int index, string source)
    {
        if (document != PackTexts.PolicyDocument) return texts with { Agreements = new Dictionary<string, string>(texts.Agreements) { [document + ".md"] = Ended(source) } };
        var parts = Split(texts.Policy);
        return texts with { Policy = string.Concat(parts.Select(p => p.Index == index ? Ended(source) : p.Source)) };
    }

    public static IReadOnlyList<string> ClausesIn(string text) => [.. Marker().Matches(text).Select(m => m.Groups[1].Value).Distinct()];

    private static List<Part> Split(string policy)
    {
        var parts = new List<Part>();
        var starts = Heading().Matches(policy).Select(m => m.Index).ToList();
        if (starts.Count == 0 || starts[0] > 0) starts.Insert(0, 0);
        for (var i = 0; i < starts.Count; i++)
        {
            var source = policy[starts[i]..(i + 1 < starts.Count ? starts[i + 1] : policy.Length)];
            parts.Add(new(i, source.StartsWith('#') ? source.Split('\n')[0].TrimStart('#', ' ').TrimEnd() : "Before the first heading", source));
        }
        return parts;
    }

    private static string Ended(string source) => source.ReplaceLineEndings("\n").TrimEnd() + "\n\n";

    [GeneratedRegex(@"^#{1,4}\s+\S", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\s*(?:(?:[-*]|[0-9]{1,3}\.)\s+)?\[([A-Z]{3}-[^\]\s,]+)\]", RegexOptions.Multiline)]
    private static partial Regex Marker();
}
