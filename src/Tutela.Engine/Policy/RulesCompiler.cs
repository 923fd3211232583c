using System.Globalization;
using System.Net;
using Tutela.Engine.Index;
using Tutela.Engine.Names;

namespace Tutela.Engine.Policy;

/// <summary>Checks a document and makes groups of it, gathering every fault with its path. Used once.</summary>
internal sealed class RulesCompiler
{
    private static readonly string[] DayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    private readonly List<RulesFault> _faults = [];
    private readonly Dictionary<Network, string> _networks = [];
    private readonly Dictionary<string, Group> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Group> _devices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Group> _profiles = new(StringComparer.Ordinal);

    public IReadOnlyList<RulesFault> Faults => _faults;

    /// <summary>The rules, or null when there is a fault.</summary>
    public RuleSet? Compile(RulesDocument document, string version)
    {
        if (version.Length is 0 or > 100 || version.Any(char.IsControl)) Fault("$.version", "1 to 100 characters, none of them a control character");
        if (document.Groups.Count == 0) Fault("$.groups", "at least one group is needed");
        var groups = new List<Group>();
        for (var i = 0; i < document.Groups.Count; i++)
        {
            var path = $"$.groups[{i}]";
            if (document.Groups[i] is not { } source)
            {
                Fault(path, "null is no group");
                continue;
            }
            var group = Compile(source, path, groups.Count);
            if (groups.Any(g => g.Name == group.Name)) Fault(path + ".name", $"there is another group '{group.Name}'");
            groups.Add(group);
            Assign(source.Users, path + ".users", group, _users, u => u.ToLowerInvariant());
            Assign(source.Devices, path + ".devices", group, _devices, DeviceId.Canonical);
            Assign(source.Profiles, path + ".profiles", group, _profiles, p => p.ToLowerInvariant());
        }
        if (groups.Count > 0 && groups.All(g => g.IsNoAccess)) Fault("$.groups", "a group other than 'no-access' is needed");
        var help = HelpOf(document.Help, "$.help");
        return _faults.Count == 0 ? new RuleSet(version, groups, _users, _devices, _profiles, help) : null;
    }

    private Group Compile(GroupDocument source, string path, int ordinal)
    {
        if (source.Name.Length is 0 or > 64 || !source.Name.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-' or '_' or '.'))
            Fault(path + ".name", "1 to 64 characters of a-z, 0-9, '-', '_' and '.'");
        var noAccess = source.Name == Group.NoAccessName;
        if (noAccess && source.Hours is { Count: > 0 }) Fault(path + ".hours", "the group 'no-access' has no hours");
        var (block, everything) = Categories(source.Block, path + ".block", star: true);
        var (v4, v6) = BlockPage(source.BlockPage, path + ".blockPage");
        if (source.Monitoring is not (null or "all" or "refusals")) Fault(path + ".monitoring", "'all' or 'refusals'");
        return new Group
        {
            Ordinal = ordinal,
            Name = source.Name,
            Owner = source.Owner,
            Networks = Networks(source.Networks, path + ".networks", source.Name),
            Block = block,
            BlocksEverything = everything || noAccess,
            Allow = Exceptions(source.Allow, path + ".allow"),
            Deny = Exceptions(source.Deny, path + ".deny"),
            Hours = HoursOf(source.Hours, path + ".hours"),
            SafeSearch = SafeSearchOf(source.SafeSearch, path + ".safeSearch"),
            BlockPageV4 = v4,
            BlockPageV6 = v6,
            RecordsRefusalsOnly = source.Monitoring == "refusals",
        };
    }

    private List<Network> Networks(List<string>? source, string path, string group)
    {
        var networks = new List<Network>();
        for (var i = 0; i < (source?.Count ?? 0); i++)
        {
            if (source![i] is not { } text || !Network.TryParse(text, out var network))
                Fault($"{path}[{i}]", "a network such as 10.1.0.0/16 or fd00::/8 with no bits set behind the prefix, or an address");
            else if (!_networks.TryAdd(network, group))
                Fault($"{path}[{i}]", $"this network is already in group '{_networks[network]}'");
            else
                networks.Add(network);
        }
        return networks;
    }

    private void Assign(List<string>? source, string path, Group group, Dictionary<string, Group> assigned, Func<string, string> canonical)
    {
        for (var i = 0; i < (source?.Count ?? 0); i++)
        {
            if (source![i] is not { Length: > 0 and <= 256 } text || text.Any(char.IsControl))
            {
                Fault($"{path}[{i}]", "1 to 256 characters, none of them a control character");
                continue;
            }
            var key = canonical(text);
            if (assigned.TryAdd(key, group)) continue;
            // no-access comes before every other group, so being in both is no contradiction.
            if (group.IsNoAccess) assigned[key] = group;
            else if (!assigned[key].IsNoAccess) Fault($"{path}[{i}]", assigned[key].Name == group.Name ? "stands here twice" : $"is already in group '{assigned[key].Name}'");
        }
    }

    private (List<string> Categories, bool Everything) Categories(List<string>? source, string path, bool star)
    {
        var categories = new List<string>();
        var everything = false;
        for (var i = 0; i < (source?.Count ?? 0); i++)
        {
            if (source![i] == "*" && star) everything = true;
            else if (source[i] is not { } text || !IndexBuilder.IsCategoryName(text)) Fault($"{path}[{i}]", "a category's name: a-z, 0-9, '-' and '_'" + (star ? ", or '*'" : ""));
            else if (!categories.Contains(text)) categories.Add(text);
        }
        return (categories, everything);
    }

    private List<NameException> Exceptions(List<ExceptionDocument>? source, string path)
    {
        var exceptions = new List<NameException>();
        for (var i = 0; i < (source?.Count ?? 0); i++)
        {
            if (source![i] is not { } exception)
            {
                Fault($"{path}[{i}]", "null is no name");
                continue;
            }
            var text = exception.Name.StartsWith("*.", StringComparison.Ordinal) ? exception.Name[2..] : exception.Name;
            if (DomainName.Canonical(text) is not { Length: > 0 } name || !DomainName.IsHostName(System.Text.Encoding.ASCII.GetBytes(name)))
                Fault($"{path}[{i}]", "a domain name such as bbc.co.uk");
            else if (exceptions.Any(e => e.Name == name))
                Fault($"{path}[{i}]", $"'{name}' stands here twice");
            else
                exceptions.Add(new NameException(name, exception.Until, exception.Reason));
        }
        return exceptions;
    }

    private List<Hours> HoursOf(List<HoursDocument>? source, string path)
    {
        var hours = new List<Hours>();
        for (var i = 0; i < (source?.Count ?? 0); i++)
        {
            var at = $"{path}[{i}]";
            if (source![i] is not { } window)
            {
                Fault(at, "null is no time");
                continue;
            }
            var days = window.Days is null ? 0x7F : 0;
            for (var d = 0; d < (window.Days?.Count ?? 0); d++)
            {
                var day = Array.IndexOf(DayNames, window.Days![d]);
                if (day < 0) Fault($"{at}.days[{d}]", "'mon', 'tue', 'wed', 'thu', 'fri', 'sat' or 'sun'");
                else days |= 1 << day;
            }
            var from = Minute(window.From, at + ".from", 1439);
            var to = Minute(window.To, at + ".to", 1440);
            if (from == to) Fault(at + ".to", "must differ from 'from'");
            var (block, everything) = Categories(window.Block, at + ".block", star: true);
            var (allow, _) = Categories(window.Allow, at + ".allow", star: false);
            hours.Add(new Hours(days, from, to, block, everything, allow));
        }
        return hours;
    }

    private int Minute(string text, string path, int most)
    {
        if (text is [>= '0' and <= '9', >= '0' and <= '9', ':', >= '0' and <= '5', >= '0' and <= '9'])
        {
            var minute = int.Parse(text.AsSpan(0, 2), CultureInfo.InvariantCulture) * 60 + int.Parse(text.AsSpan(3), CultureInfo.InvariantCulture);
            if (minute <= most) return minute;
        }
        Fault(path, "a time such as 08:30");
        return -1;
    }

    private SafeSearch SafeSearchOf(SafeSearchDocument? source, string path)
    {
        if (source is null) return SafeSearch.None;
        var engines = (source.Google ? SafeSearch.Google : 0) | (source.Bing ? SafeSearch.Bing : 0) | (source.DuckDuckGo ? SafeSearch.DuckDuckGo : 0)
            | (source.Pixabay ? SafeSearch.Pixabay : 0) | (source.Ecosia ? SafeSearch.Ecosia : 0) | (source.Brave ? SafeSearch.Brave : 0);
        switch (source.YouTube)
        {
            case null or "off":
                return engines;
            case "strict":
                return engines | SafeSearch.YouTubeStrict;
            case "moderate":
                return engines | SafeSearch.YouTubeModerate;
            default:
                Fault(path + ".youTube", "'strict', 'moderate' or 'off'");
                return engines;
        }
    }

    private (IPAddress? V4, IPAddress? V6) BlockPage(List<string>? source, string path)
    {
        IPAddress? v4 = null, v6 = null;
        for (var i = 0; i < (source?.Count ?? 0); i++)
        {
            if (source![i] is not { } text || !Network.TryParse(text, out _) || !IPAddress.TryParse(text, out var address)) Fault($"{path}[{i}]", "an IP address");
            else if (Network.IsV4(address) ? v4 is not null : v6 is not null) Fault($"{path}[{i}]", "one address of each kind at most");
            else if (Network.IsV4(address)) v4 = address;
            else v6 = address;
        }
        return (v4, v6);
    }

    private Help HelpOf(HelpDocument? source, string path)
    {
        if (source is null) return Help.None;
        if (source.School is { } school && (school.Length is 0 or > 200 || school.Any(char.IsControl))) Fault(path + ".school", "1 to 200 characters, none of them a control character");
        return new Help(source.School, Link(source.Ask, path + ".ask"), Link(source.Tell, path + ".tell"));
    }

    private Uri? Link(string? text, string path)
    {
        if (text is null) return null;
        if (text.Length <= 1000 && Uri.TryCreate(text, UriKind.Absolute, out var link) && link.Scheme is ("http" or "https")) return link;
        Fault(path, "an http or https address");
        return null;
    }

    private void Fault(string path, string reason) => _faults.Add(new RulesFault(path, reason));
}
