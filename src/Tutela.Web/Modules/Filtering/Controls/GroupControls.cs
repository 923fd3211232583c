using Tutela.Web.Modules.Filtering.Contract;
using Tutela.Web.Modules.Filtering.Rules;
using Tutela.Web.Platform.Controls;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Filtering.Controls;

/// <summary>A question to the rules of the groups. Rules that no node has fetched are no evidence.</summary>
internal abstract class GroupControl(RulesDesk rules, NodeWatch nodes) : Control
{
    public override IReadOnlyList<string> Clauses => [];
    public override Role Owner => Role.ComputingLead;

    public override async Task<ControlResult> EvaluateAsync(TutelaDb db, DateTimeOffset now)
    {
        const string evidence = "filtering";
        if (!(await nodes.NodesAsync()).Any(n => n.HeardAt is not null)) return new(ControlState.NoEvidenceYet, "No filter node obeys the school's rules yet.", 0, 0, evidence);
        var (groups, _) = await rules.GroupsAsync();
        var (lacking, all, sentence) = Judge(groups);
        return new(lacking == 0 && all > 0 ? ControlState.Met : ControlState.NotMet, sentence, all - lacking, Math.Max(1, all), evidence);
    }

    protected abstract (int Lacking, int All, string Sentence) Judge(IReadOnlyList<FilterGroup> groups);

    protected static (int, int, string) Each(IReadOnlyList<FilterGroup> groups, Func<FilterGroup, bool> does, string what)
    {
        var pupils = groups.Where(g => g.Audience == GroupAudience.Pupils).ToList();
        var lacking = pupils.Where(g => !does(g)).Select(g => g.Title).ToList();
        return (lacking.Count, pupils.Count, lacking.Count > 0 ? $"Not so for {string.Join(", ", lacking)}: {what}." : pupils.Count == 0 ? "There is no group for pupils." : $"So for every group of pupils: {what}.");
    }
}

internal sealed class ProfilesDiffer(RulesDesk rules, NodeWatch nodes) : GroupControl(rules, nodes)
{
    public override string Id => "filtering.profiles";
    public override string Title => "Pupils and staff are filtered differently";

    protected override (int, int, string) Judge(IReadOnlyList<FilterGroup> groups)
    {
        var staff = groups.Where(g => g.Audience == GroupAudience.Staff).ToList();
        var pupils = groups.Where(g => g.Audience == GroupAudience.Pupils).ToList();
        var differ = staff.Count > 0 && pupils.Count > 0 && pupils.All(p => staff.All(s => !p.Block.Order().SequenceEqual(s.Block.Order())));
        return differ ? (0, 1, $"{pupils.Count} groups of pupils and {staff.Count} of staff, with different rules.") : (1, 1, "Pupils and staff have the same rules, or one of them has none.");
    }
}

internal sealed class SafeSearchOn(RulesDesk rules, NodeWatch nodes) : GroupControl(rules, nodes)
{
    public override string Id => "filtering.safe-search";
    public override string Title => "Pupils search safely";

    protected override (int, int, string) Judge(IReadOnlyList<FilterGroup> groups) => Each(groups, g => g.SafeSearch, "safe search is on");
}

internal sealed class CircumventionRefused(RulesDesk rules, NodeWatch nodes) : GroupControl(rules, nodes)
{
    private static readonly string[] Ways = ["doh", "proxy", "vpn"];

    public override string Id => "filtering.circumvention";
    public override string Title => "Ways round the filter are refused to pupils";

    protected override (int, int, string) Judge(IReadOnlyList<FilterGroup> groups) => Each(groups, g => Ways.All(g.Block.Contains), "virtual private networks, proxies and encrypted name services are refused");
}

/// <summary>One kind of inappropriate content: refused to every group of pupils. How much the lists hold of it is not judged here.</summary>
internal sealed class CategoryRefused(RulesDesk rules, NodeWatch nodes, string id, string title, params string[] categories) : GroupControl(rules, nodes)
{
    /// <summary>Every category of a kind has to be refused.</summary>
    public static readonly IReadOnlyList<(string Id, string Title, string[] Categories)> Kinds =
    [
        ("gambling", "Gambling", ["gambling"]), ("hate", "Hate", ["hate"]), ("harmful", "Dangerous and cruel content", ["agressif", "dangerous_material"]), ("malware", "Malware and phishing", ["malware", "phishing"]),
        ("adult", "Pornography", ["adult"]), ("self-harm", "Self-harm and suicide", ["self-harm", "suicide"]), ("violence", "Violence", ["violence"]), ("extremism", "Extremism", ["extremism"]), ("drugs", "Drugs", ["drugs"]),
    ];

    public override string Id => $"filtering.category-{id}";
    public override string Title => $"{title}: refused to pupils";

    protected override (int, int, string) Judge(IReadOnlyList<FilterGroup> groups) => Each(groups, g => categories.All(g.Block.Contains), $"{string.Join(" and ", categories.Select(FilterCategories.Title))} refused");
}
