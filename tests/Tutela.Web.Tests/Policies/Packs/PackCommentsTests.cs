using System.Text.RegularExpressions;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Xunit;

namespace Tutela.Web.Tests.Policies.Packs;

/// <summary>A reader of <c>pack.yaml</c> sees of every setting where it comes from.</summary>
public sealed partial class PackCommentsTests
{
    public static TheoryData<string> Names => [.. Shipped.Catalogue.Packs.Select(pack => pack.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Every_setting_names_its_clause_or_is_a_default(string name)
    {
        var source = Shipped.Catalogue.Get(name).Source + "-";
        var open = new Stack<(int Indent, bool Covered)>();
        var (number, inSettings, pending) = (0, false, false);
        var bare = new List<string>();
        foreach (var line in Lines(name))
        {
            number++;
            inSettings |= line == "settings:";
            var text = line.Trim();
            if (!inSettings || text.Length == 0 || line == "settings:")
            {
                pending = false;
                continue;
            }

            var carries = text.Contains(source, StringComparison.Ordinal) || Default().IsMatch(text);
            if (text[0] == '#')
            {
                pending |= carries;
                continue;
            }

            var indent = line.Length - line.TrimStart().Length;
            while (open.TryPeek(out var top) && top.Indent >= indent)
            {
                open.Pop();
            }

            var covered = pending || carries || open.Any(parent => parent.Covered);
            pending = false;
            open.Push((indent, covered));
            if (!covered && !GroupKey().IsMatch(text))
            {
                bare.Add($"{number}: {text}");
            }
        }

        Assert.Empty(bare);
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_clause_that_a_comment_names_is_in_the_register(string name)
    {
        var source = Shipped.Catalogue.Get(name).Source;
        var named = ClauseNamed().Matches(string.Join('\n', Lines(name))).Select(match => match.Value).Distinct().ToArray();

        Assert.True(named.Length > 20, $"{named.Length} clauses are named");
        Assert.All(named, id => Assert.StartsWith(source, id, StringComparison.Ordinal));
        Assert.DoesNotContain(named, id => !ClauseId.TryParse(id, out var clause) || Shipped.Register.Find(clause) is null);
    }

    private static string[] Lines(string name) => File.ReadAllLines(Path.Combine(PackCatalogue.DefaultFolder, name, PackFile.FileName));

    [GeneratedRegex(@"#.*\bdefault\b")]
    private static partial Regex Default();

    [GeneratedRegex(@"^[a-z0-9-]+:$")]
    private static partial Regex GroupKey();

    [GeneratedRegex(@"\b(?:WEN|WID|CRO|WED|HAM)-(?:[A-Z]\.?)?[0-9][0-9.]*(?:-[0-9]+)?[a-z]?\b")]
    private static partial Regex ClauseNamed();
}
