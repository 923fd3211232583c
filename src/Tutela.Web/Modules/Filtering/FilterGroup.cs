using System.Net;
using Tutela.Engine.Index;
using Tutela.Engine.Policy;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Filtering;

public enum GroupAudience { Pupils, Staff, Guests }

/// <summary>People who are filtered alike: who they are by network, what is refused to them, who answers for it.</summary>
public sealed class FilterGroup : SchoolRow
{
    public const int TitleMaxLength = 100;
    public const int NetworksMost = 100;

    /// <summary>The name in rules and decisions; it stays.</summary>
    public required string Name { get; init; }
    public required string Title { get; set; }
    public GroupAudience Audience { get; init; }
    /// <summary>Year groups that this group is for; empty: all of its audience.</summary>
    public List<int> Years { get; set; } = [];
    public List<string> Networks { get; set; } = [];
    /// <summary>Refused categories, sorted.</summary>
    public List<string> Block { get; set; } = [];
    public bool SafeSearch { get; set; }
    /// <summary>Where a node shows a page in place of a refused site, one address of each kind at most; empty: the name is not found.</summary>
    public List<string> BlockPage { get; set; } = [];
    /// <summary>The role that answers for this group's rules.</summary>
    public Role Owner { get; set; }
    /// <summary>Where it stands in the list.</summary>
    public int Place { get; init; }

    /// <summary>What a person wants the group to be.</summary>
    public sealed record Wish(string Title, IReadOnlyList<int> Years, IReadOnlyList<string> Networks, IReadOnlyList<string> Block, bool SafeSearch, IReadOnlyList<string> BlockPage, Role Owner);

    /// <summary>One line of the difference that is shown before it is saved.</summary>
    public sealed record Difference(string What, string Before, string After);

    public Wish State => new(Title, Years, Networks, Block, SafeSearch, BlockPage, Owner);

    /// <summary>Checks the wish against the other groups and puts it in one form: trimmed, sorted, each once.</summary>
    public Wish Check(Wish wish, IEnumerable<FilterGroup> others)
    {
        var title = wish.Title.Trim();
        if (title.Length is 0 or > TitleMaxLength) throw new Refused($"Enter a title of at most {TitleMaxLength} characters", "Input.Title");
        var networks = wish.Networks.Select(n => n.Trim()).Where(n => n.Length > 0).Distinct().ToList();
        if (networks.Count > NetworksMost) throw new Refused($"Enter at most {NetworksMost} networks", "Input.Networks");
        foreach (var text in networks)
        {
            if (!Network.TryParse(text, out var network)) throw new Refused($"“{Short(text)}” is not a network. Enter one a line, such as 10.1.0.0/16, with no bits set behind the prefix", "Input.Networks");
            if (others.FirstOrDefault(g => g.Networks.Any(n => Network.TryParse(n, out var other) && other == network)) is { } owner)
                throw new Refused($"The network {text} is in the group {owner.Title} already", "Input.Networks");
        }
        var block = wish.Block.Select(c => c.Trim()).Where(c => c.Length > 0).Distinct().Order(StringComparer.Ordinal).ToList();
        if (block.FirstOrDefault(c => !IndexBuilder.IsCategoryName(c)) is { } wrong)
            throw new Refused($"“{Short(wrong)}” is not a category's name: lower case letters, digits, hyphens", "Input.OtherCategories");
        return wish with { Title = title, Years = [.. wish.Years.Distinct().Order()], Networks = networks, Block = block, BlockPage = Pages(wish.BlockPage) };
    }

    private static List<string> Pages(IReadOnlyList<string> typed)
    {
        var pages = new List<IPAddress>();
        foreach (var text in typed)
        {
            if (!Network.TryParse(text, out _) || !IPAddress.TryParse(text, out var page)) throw new Refused($"“{Short(text)}” is not an address. Enter the node's own, such as 10.1.0.2", "Input.BlockPage");
            if (pages.Any(p => p.AddressFamily == page.AddressFamily)) throw new Refused("Enter one IPv4 and one IPv6 address at most", "Input.BlockPage");
            pages.Add(page);
        }
        return [.. pages.Select(p => p.ToString())];
    }

    /// <summary>What saving a checked wish would change; empty when nothing.</summary>
    public IReadOnlyList<Difference> Differences(Wish wish)
    {
        var lines = new List<Difference>();
        void Add(string what, string before, string after)
        {
            if (before != after) lines.Add(new(what, before, after));
        }
        Add("Title", Title, wish.Title);
        Add("Year groups", YearsText(Years), YearsText(wish.Years));
        Add("Networks", Text(Networks), Text(wish.Networks));
        foreach (var category in wish.Block.Except(Block)) lines.Add(new(Contract.FilterCategories.Title(category), "let through", "refused"));
        foreach (var category in Block.Except(wish.Block)) lines.Add(new(Contract.FilterCategories.Title(category), "refused", "let through"));
        Add("Page in place of a refused site", Text(BlockPage), Text(wish.BlockPage));
        Add("Safe search", SafeSearch ? "on" : "off", wish.SafeSearch ? "on" : "off");
        Add("Who answers for it", Owner.Name(), wish.Owner.Name());
        return lines;
    }

    /// <summary>Takes a checked wish.</summary>
    public void Change(Wish wish)
    {
        if (Differences(wish).Count == 0) throw new Refused("Nothing has been changed.");
        (Title, SafeSearch, Owner) = (wish.Title, wish.SafeSearch, wish.Owner);
        (Years, Networks, Block, BlockPage) = ([.. wish.Years], [.. wish.Networks], [.. wish.Block], [.. wish.BlockPage]);
    }

    public static string YearsText(IReadOnlyList<int> years) => years.Count == 0 ? "all" : string.Join(", ", years.Select(y => Person.YearGroupName(y)));

    private static string Text(IReadOnlyList<string> lines) => lines.Count == 0 ? "none" : string.Join(", ", lines);

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
