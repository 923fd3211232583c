using System.Net;

namespace Tutela.Engine.Policy;

/// <summary>A group with its rules, checked and immutable. Safe from any thread.</summary>
public sealed class Group
{
    /// <summary>Clients of no group are in the group of this name, when there is one.</summary>
    public const string DefaultName = "default";

    /// <summary>The group of this name blocks everything that its allow list does not name, and comes before every other group.</summary>
    public const string NoAccessName = "no-access";

    internal Group() { }

    /// <summary>Place in <see cref="RuleSet.Groups"/>.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Unique in its rules.</summary>
    public required string Name
    {
        get;
        init
        {
            field = value;
            IsNoAccess = value == NoAccessName;
        }
    }

    /// <summary>Who answers for it, or null.</summary>
    public string? Owner { get; init; }

    /// <summary>Networks of its clients.</summary>
    public required IReadOnlyList<Network> Networks { get; init; }

    /// <summary>Blocked categories, without <c>*</c>.</summary>
    public required IReadOnlyList<string> Block { get; init; }

    /// <summary>True when everything is blocked that <see cref="Allow"/> does not name.</summary>
    public required bool BlocksEverything { get; init; }

    /// <summary>Names let through.</summary>
    public required IReadOnlyList<NameException> Allow { get; init; }

    /// <summary>Names refused.</summary>
    public required IReadOnlyList<NameException> Deny { get; init; }

    /// <summary>Times of the week with other blocked categories.</summary>
    public required IReadOnlyList<Hours> Hours { get; init; }

    /// <summary>Search engines held to safe search.</summary>
    public required SafeSearch SafeSearch { get; init; }

    /// <summary>IPv4 address of the block page, or null.</summary>
    public IPAddress? BlockPageV4 { get; init; }

    /// <summary>IPv6 address of the block page, or null.</summary>
    public IPAddress? BlockPageV6 { get; init; }

    /// <summary>True when only refusals are recorded.</summary>
    public required bool RecordsRefusalsOnly { get; init; }

    /// <summary>True for the group <see cref="NoAccessName"/>.</summary>
    public bool IsNoAccess { get; private init; }
}

/// <summary>A name treated apart, with all below it.</summary>
/// <param name="Name">canonical text</param>
/// <param name="Until">when it ends, or null</param>
/// <param name="Reason">why, or null</param>
public sealed record NameException(string Name, DateTimeOffset? Until, string? Reason)
{
    /// <summary>The name as canonical bytes.</summary>
    internal byte[] Bytes { get; } = System.Text.Encoding.ASCII.GetBytes(Name);

    /// <summary>True while it holds.</summary>
    public bool HoldsAt(DateTimeOffset time) => Until is not { } until || time < until;
}

/// <summary>A time of the week in Europe/London.</summary>
/// <param name="Days">bit 0 is Sunday</param>
/// <param name="From">minute of the day</param>
/// <param name="To">minute of the day, up to 1440; less than <paramref name="From"/> runs past midnight</param>
/// <param name="Block">categories blocked as well</param>
/// <param name="BlocksEverything">true when everything is blocked then</param>
/// <param name="Allow">categories of the group's own that are not blocked then</param>
public sealed record Hours(int Days, int From, int To, IReadOnlyList<string> Block, bool BlocksEverything, IReadOnlyList<string> Allow)
{
    /// <summary>True when the time is in it.</summary>
    public bool Contains(DayOfWeek day, int minute)
    {
        var today = (Days >> (int)day & 1) != 0;
        if (From < To) return today && minute >= From && minute < To;
        var yesterday = (Days >> ((int)day + 6) % 7 & 1) != 0;
        return today && minute >= From || yesterday && minute < To;
    }
}

/// <summary>Search engines held to safe search.</summary>
[Flags]
public enum SafeSearch
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Google.</summary>
    Google = 1,

    /// <summary>Bing.</summary>
    Bing = 2,

    /// <summary>DuckDuckGo.</summary>
    DuckDuckGo = 4,

    /// <summary>YouTube, strict.</summary>
    YouTubeStrict = 8,

    /// <summary>YouTube, moderate.</summary>
    YouTubeModerate = 16,

    /// <summary>Pixabay.</summary>
    Pixabay = 32,

    /// <summary>Ecosia.</summary>
    Ecosia = 64,

    /// <summary>Brave.</summary>
    Brave = 128,
}
