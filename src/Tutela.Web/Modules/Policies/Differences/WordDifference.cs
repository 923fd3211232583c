using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Modules.Policies.Versions;

namespace Tutela.Web.Modules.Policies.Differences;

public enum Said { Same, Added, Removed }

/// <summary>A run of words that is in both texts, or in one of them.</summary>
public sealed record Run(Said Said, string Words);

/// <summary>A part of a document that reads otherwise, paragraph by paragraph.</summary>
public sealed record ChangedPart(string Document, string Heading, IReadOnlyList<IReadOnlyList<Run>> Paragraphs);

/// <summary>What two texts say differently: whole paragraphs first, then the words of those that changed. Pure.</summary>
public static class WordDifference
{
    // Beyond this the table of the longest common run would be large: such paragraphs are shown whole.
    private const int MostWords = 1500;

    public static IReadOnlyList<ChangedPart> Of(PackTexts before, PackTexts after)
    {
        var found = new List<ChangedPart>();
        var documents = before.Agreements.Keys.Union(after.Agreements.Keys).Order(StringComparer.Ordinal).Select(Path.GetFileNameWithoutExtension).Prepend(PackTexts.PolicyDocument);
        foreach (var document in documents)
        {
            var (old, now) = (TextParts.Of(before, document!) ?? [], TextParts.Of(after, document!) ?? []);
            foreach (var (a, b) in Pairs(old, now))
                if (a?.Source.Trim() != b?.Source.Trim())
                    found.Add(new(document!, (b ?? a)!.Heading, Paragraphs(a?.Source ?? "", b?.Source ?? "")));
        }
        return found;
    }

    public static IReadOnlyList<IReadOnlyList<Run>> Paragraphs(string before, string after)
    {
        var shown = new List<IReadOnlyList<Run>>();
        var (gone, come) = (new Queue<string>(), new Queue<string>());
        void Flush()
        {
            while (gone.Count > 0 && come.Count > 0) shown.Add(Words(gone.Dequeue(), come.Dequeue()));
            while (gone.Count > 0) shown.Add([new(Said.Removed, gone.Dequeue())]);
            while (come.Count > 0) shown.Add([new(Said.Added, come.Dequeue())]);
        }
        foreach (var (said, text) in Common(Blocks(before), Blocks(after)))
        {
            if (said == Said.Removed) gone.Enqueue(text);
            else if (said == Said.Added) come.Enqueue(text);
            else Flush();
        }
        Flush();
        return shown;
    }

    public static IReadOnlyList<Run> Words(string before, string after)
    {
        var (a, b) = (before.Split(' '), after.Split(' '));
        if (a.Length > MostWords || b.Length > MostWords) return [new(Said.Removed, before), new(Said.Added, after)];
        var runs = new List<Run>();
        foreach (var (said, word) in Common(a, b))
            if (runs.Count > 0 && runs[^1].Said == said) runs[^1] = new(said, runs[^1].Words + " " + word);
            else runs.Add(new(said, word));
        return runs;
    }

    private static string[] Blocks(string text) => [.. text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .SelectMany(block => block.Split('\n').Aggregate(new List<string>(), (lines, line) =>
        {
            // A list item is a block of its own; other lines run on.
            if (lines.Count == 0 || line.TrimStart() is ['-' or '*' or '#' or (>= '0' and <= '9'), ..]) lines.Add(line.Trim());
            else lines[^1] += " " + line.Trim();
            return lines;
        }))];

    private static IEnumerable<(TextParts.Part?, TextParts.Part?)> Pairs(IReadOnlyList<TextParts.Part> before, IReadOnlyList<TextParts.Part> after)
    {
        var old = before.GroupBy(p => p.Heading).ToDictionary(g => g.Key, g => new Queue<TextParts.Part>(g));
        var met = new HashSet<TextParts.Part>();
        foreach (var part in after)
        {
            var twin = old.TryGetValue(part.Heading, out var queue) && queue.Count > 0 ? queue.Dequeue() : null;
            if (twin is not null) met.Add(twin);
            yield return (twin, part);
        }
        foreach (var gone in before.Where(p => !met.Contains(p))) yield return (gone, null);
    }

    private static List<(Said, string)> Common(string[] a, string[] b)
    {
        var length = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
            for (var j = b.Length - 1; j >= 0; j--)
                length[i, j] = a[i] == b[j] ? length[i + 1, j + 1] + 1 : Math.Max(length[i + 1, j], length[i, j + 1]);
        var found = new List<(Said, string)>();
        var (x, y) = (0, 0);
        while (x < a.Length || y < b.Length)
        {
            if (x < a.Length && y < b.Length && a[x] == b[y]) (found, x, y) = (With(found, (Said.Same, a[x])), x + 1, y + 1);
            else if (x < a.Length && (y == b.Length || length[x + 1, y] >= length[x, y + 1])) found.Add((Said.Removed, a[x++]));
            else found.Add((Said.Added, b[y++]));
        }
        return found;
    }

    private static List<(Said, string)> With(List<(Said, string)> list, (Said, string) one)
    {
        list.Add(one);
        return list;
    }
}
