using System.Text.RegularExpressions;
using Tutela.Web.Modules.Policies.Contract.Packs;

namespace Tutela.Web.Modules.Policies.SubjectWords;

/// <summary>The words by which a policy calls its own subject: which it uses and how often, and one in place of the others. Pure.</summary>
public static class SubjectTerms
{
    /// <summary>Words that schools use for the same thing.</summary>
    public static readonly IReadOnlyList<string> Known = ["online safety", "e-safety", "internet safety", "digital safety", "cyber safety"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public sealed record Used(string Term, int InPolicy, int InAgreements);

    /// <summary>Every known word and every one of the settings that the body uses, and the chosen one whether it is used or not.</summary>
    public static IReadOnlyList<Used> In(PolicyPack pack)
    {
        var words = pack.Settings.Vocabulary;
        string Filled(string markdown) => markdown.Replace("{{setting:vocabulary.subject}}", words.Subject, StringComparison.Ordinal);
        var (policy, agreements) = (pack.Sections.SelectMany(s => s.Blocks).Select(b => Filled(b.Markdown)).ToList(), pack.Agreements.SelectMany(a => a.Sections).SelectMany(s => s.Blocks).Select(b => Filled(b.Markdown)).ToList());
        return [.. Choices(words).Select(term => new Used(term, policy.Sum(t => Of(term).Count(t)), agreements.Sum(t => Of(term).Count(t))))
            .Where(u => u.InPolicy + u.InAgreements > 0 || u.Term == words.Subject)];
    }

    public static IReadOnlyList<string> Choices(VocabularySettings words) =>
        [.. new[] { words.Subject }.Concat(words.AlsoCalled).Concat(Known).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The texts with one word throughout the body, and how often another was replaced. The title stands in the settings and stays, and so
    /// does the heading that repeats it.</summary>
    public static (PackTexts Texts, int Replaced) With(PackTexts texts, string term, IEnumerable<string> others)
    {
        var (count, wrong) = (0, others.Where(o => !string.Equals(o, term, StringComparison.OrdinalIgnoreCase)).Select(Of).ToList());
        string One(string text) => string.Join('\n', text.Split('\n').Select(line => line.StartsWith("# ", StringComparison.Ordinal) || line.StartsWith("title:", StringComparison.Ordinal) ? line
            : wrong.Aggregate(line, (l, word) => word.Replace(l, match =>
            {
                count++;
                return char.IsUpper(match.Value[0]) ? char.ToUpperInvariant(term[0]) + term[1..] : term;
            }))));
        return (texts with { Policy = One(texts.Policy), Agreements = texts.Agreements.ToDictionary(a => a.Key, a => One(a.Value)) }, count);
    }

    // An address such as /online-safety has a hyphen where the words have a space, and is left alone.
    private static Regex Of(string term) => new($@"(?<![\w/-]){Regex.Escape(term).Replace(@"\ ", @"[ \u00A0]", StringComparison.Ordinal)}(?![\w/-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Patience);
}
