using System.Globalization;

namespace Tutela.Endurance;

/// <summary>The one right outcome of a question.</summary>
internal enum Right
{
    Refused,
    Address,
    NoSuchName,
}

/// <summary>
/// The names that are asked, and what is right for each. Right and wrong follow from the name and the group alone, at any time: the lists of all
/// indexes agree on these names, and the upstreams' addresses depend on the name.
/// </summary>
internal sealed class Names
{
    public const uint MissingTtl = 5;
    public const string Swapped = "swap.alternates.example";

    /// <summary>Let through for pupils by an exception of the school, though it is listed.</summary>
    public const string Excepted = "open.casino.example";
    public const int Pool = 2000;
    private const int Warm = 400;

    private readonly Random _random = new(4711);
    private readonly Dictionary<string, NameTally> _shared = [];
    private long _next;

    /// <summary>Every name that was asked, with what came of it. Filled by the one who paces, read at the end.</summary>
    public List<NameTally> All { get; } = [];

    public (NameTally Tally, ushort Type, Right Right) Next(bool pupil)
    {
        var type = _random.Next(5) == 0 ? Dns.Aaaa : Dns.A;
        var listed = pupil ? Right.Refused : Right.Address;
        var (name, right, once) = _random.Next(100) switch
        {
            < 26 => ($"w{_random.Next(Warm)}.warm.example", Right.Address, false),
            < 44 => ($"q{_next++}.wild.example", Right.Address, true),
            < 58 => ($"l{_random.Next(Pool)}.pool.example", Right.Refused, false),
            < 66 => ($"q{_next++}.bets.example", listed, true),
            < 72 => ($"q{_next++}.adult.example", Right.Refused, true),
            < 73 => ($"q{_next++}.proxy.example", Right.Refused, true),
            < 81 => ($"q{_next++}.{Excepted}", Right.Address, true),
            // The list of games takes this one out again.
            < 85 => ($"q{_next++}.lesson.games.example", Right.Address, true),
            < 90 => ($"q{_next++}.missing.example", Right.NoSuchName, true),
            < 95 => ($"q{_next++}.alias.example", Right.Refused, true),
            _ => ($"q{_next++}.alias-by-group.example", listed, true),
        };
        return (once ? Add(name) : Shared(name), type, right);
    }

    public NameTally Shared(string name) => _shared.TryGetValue(name, out var tally) ? tally : _shared[name] = Add(name);

    /// <summary>What the upstreams answer: rcode, the name that it leads to, TTL.</summary>
    public static (int Rcode, string? LeadsTo, uint Ttl) Upstream(string name)
    {
        if (Below("missing.example")) return (Dns.NxDomain, null, MissingTtl);
        if (Below("alias.example")) return (Dns.NoError, First(name) + ".adult.example", 60);
        if (Below("alias-by-group.example")) return (Dns.NoError, First(name) + ".bets.example", 60);
        return (Dns.NoError, null, Below("warm.example") ? 20u : name == Swapped ? 1u : 60u);

        bool Below(string parent) => name.EndsWith("." + parent, StringComparison.Ordinal);
    }

    /// <summary>The address of a name, in the documentation's networks or in private ones.</summary>
    public static byte[] AddressOf(string name, ushort type)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in name) hash = (hash ^ c) * 1099511628211UL;
        return type == Dns.A
            ? [10, (byte)(hash >> 40), (byte)(hash >> 32), (byte)(hash >> 24)]
            : [0x20, 0x01, 0x0D, 0xB8, 0, 0, 0, 0, .. BitConverter.GetBytes(hash)];
    }

    /// <summary>The list entries that all indexes share, by category.</summary>
    public static IEnumerable<(string Category, IEnumerable<string> Lines)> Lists() =>
    [
        ("adult", Enumerable.Range(0, Pool).Select(i => string.Create(CultureInfo.InvariantCulture, $"l{i}.pool.example"))),
        ("games", ["||games.example^", "@@||lesson.games.example^"]),
    ];

    private NameTally Add(string name)
    {
        var tally = new NameTally(name);
        All.Add(tally);
        return tally;
    }

    private static string First(string name) => name[..name.IndexOf('.', StringComparison.Ordinal)];
}

/// <summary>What came of one name: how often it was sent, how often answered, and how many of the answers fell into the second before a kill.</summary>
internal sealed class NameTally(string name)
{
    public int Sent, Received, Excused;

    public string Name { get; } = name;
}
