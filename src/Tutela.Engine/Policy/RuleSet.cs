using System.Security.Cryptography;
using System.Text.Json;

namespace Tutela.Engine.Policy;

/// <summary>One reason why rules were refused.</summary>
/// <param name="Path">where in the document, as a JSON path (<c>$.groups[0].networks[1]</c>)</param>
/// <param name="Reason">what is wrong, in words</param>
public readonly record struct RulesFault(string Path, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Reason}";
}

/// <summary>
/// A rules document, checked and compiled. A document with any fault is refused whole. Immutable; safe from any thread.
/// </summary>
public sealed class RuleSet
{
    private readonly Dictionary<string, Group> _byName;
    private readonly Dictionary<string, Group> _users;
    private readonly Dictionary<string, Group> _devices;
    private readonly Dictionary<string, Group> _profiles;
    private readonly (int Bits, UInt128 Mask, Dictionary<UInt128, Group> Groups)[] _networks;
    private readonly Group _otherwise;

    internal RuleSet(string version, IReadOnlyList<Group> groups, Dictionary<string, Group> users, Dictionary<string, Group> devices, Dictionary<string, Group> profiles, Help help)
    {
        Version = version;
        Groups = groups;
        Help = help;
        (_users, _devices, _profiles) = (users, devices, profiles);
        _byName = groups.ToDictionary(g => g.Name, StringComparer.Ordinal);
        _networks =
        [
            .. groups.SelectMany(g => g.Networks.Select(n => (Network: n, Group: g)))
                .GroupBy(e => e.Network.Bits).OrderByDescending(e => e.Key)
                .Select(e => (e.Key, Network.Mask(e.Key), e.ToDictionary(x => x.Network.Address, x => x.Group))),
        ];
        _otherwise = _byName.GetValueOrDefault(Group.DefaultName) ?? Strictest(groups);
    }

    /// <summary>Says which rules these are.</summary>
    public string Version { get; }

    /// <summary>Groups in the document's order; at least one.</summary>
    public IReadOnlyList<Group> Groups { get; }

    /// <summary>What the block page offers.</summary>
    public Help Help { get; }

    /// <summary>Reads and checks a document. Cost: some milliseconds for a school's rules.</summary>
    /// <param name="utf8">the document</param>
    /// <param name="rules">the rules, when there is no fault</param>
    /// <param name="faults">all faults that were found; only the first when the JSON itself cannot be read</param>
    /// <returns>false when the document is refused</returns>
    public static bool TryRead(ReadOnlySpan<byte> utf8, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out RuleSet? rules, out IReadOnlyList<RulesFault> faults)
    {
        rules = null;
        if (utf8.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        RulesDocument? document;
        try
        {
            document = JsonSerializer.Deserialize(utf8, RulesJson.Default.RulesDocument);
        }
        catch (JsonException e)
        {
            faults = [new RulesFault((e.Path ?? "$") + (e as InnerFaultException)?.InnerPath, Plain(e))];
            return false;
        }
        if (document is null)
        {
            faults = [new RulesFault("$", "the document is null")];
            return false;
        }
        var compiler = new RulesCompiler();
        rules = compiler.Compile(document, document.Version ?? "sha256-" + Convert.ToHexStringLower(SHA256.HashData(utf8)[..6]));
        faults = compiler.Faults;
        return rules is not null;
    }

    /// <summary>The group of that name, or null.</summary>
    public Group? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>
    /// The group of a client: <c>no-access</c> when user, device or profile is assigned to it; else by user, by device, by profile, by the
    /// most specific network; else <c>default</c>; else the strictest (most blocked categories; the first of equals). Allocates nothing
    /// when texts are in lower case.
    /// </summary>
    public Group GroupOf(in Client client)
    {
        var user = client.User is { } u ? _users.GetValueOrDefault(u.ToLowerInvariant()) : null;
        if (user is { IsNoAccess: true }) return user;
        var device = client.Device is { } d ? _devices.GetValueOrDefault(DeviceId.Canonical(d)) : null;
        if (device is { IsNoAccess: true }) return device;
        var profile = client.Profile is { } p ? _profiles.GetValueOrDefault(p.ToLowerInvariant()) : null;
        if (profile is { IsNoAccess: true }) return profile;
        if ((user ?? device ?? profile) is { } found) return found;
        foreach (var (bits, mask, groups) in _networks)
            if ((bits >= Network.V4Bits || !client.Address.IsV4) && groups.TryGetValue(client.Address.Value & mask, out var group)) return group;
        return _otherwise;
    }

    private static Group Strictest(IReadOnlyList<Group> groups)
    {
        Group? strictest = null;
        foreach (var group in groups)
            if (!group.IsNoAccess && (strictest is null || Strength(group) > Strength(strictest))) strictest = group;
        return strictest ?? groups[0];
    }

    private static int Strength(Group group) => group.BlocksEverything ? int.MaxValue : group.Block.Count;

    private static string Plain(JsonException e)
    {
        var text = e.Message;
        var path = text.IndexOf(" Path: ", StringComparison.Ordinal);
        return path > 0 ? text[..path] : text;
    }
}

/// <summary>What the block page offers; null is not offered.</summary>
/// <param name="School">the school's name</param>
/// <param name="Ask">where a site can be asked for</param>
/// <param name="Tell">where somebody can be told</param>
public sealed record Help(string? School, Uri? Ask, Uri? Tell)
{
    /// <summary>Nothing beyond what the page says by itself.</summary>
    public static readonly Help None = new(null, null, null);
}

/// <summary>How devices are named: a MAC address in any usual form becomes <c>aa:bb:cc:dd:ee:ff</c>; any other id is folded to lower case.</summary>
public static class DeviceId
{
    /// <summary>The canonical form. Returns the same string when it is canonical already.</summary>
    public static string Canonical(string text)
    {
        Span<char> digits = stackalloc char[12];
        var n = 0;
        foreach (var c in text)
        {
            if (c is ':' or '-' or '.') continue;
            if (n == 12 || !char.IsAsciiHexDigit(c)) return text.ToLowerInvariant();
            digits[n++] = char.ToLowerInvariant(c);
        }
        if (n != 12) return text.ToLowerInvariant();
        Span<char> mac = stackalloc char[17];
        for (var i = 0; i < 17; i++) mac[i] = i % 3 == 2 ? ':' : digits[i / 3 * 2 + i % 3];
        return text.AsSpan().SequenceEqual(mac) ? text : new string(mac);
    }
}
