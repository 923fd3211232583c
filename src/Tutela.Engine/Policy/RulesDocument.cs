using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tutela.Engine.Policy;

/// <summary>
/// The rules as they are written down: one JSON document (<c>docs/rules.schema.json</c>). Whoever makes rules fills this in and calls
/// <see cref="ToJson"/>; whoever obeys them calls <see cref="RuleSet.TryRead"/>. Mutable, not thread-safe.
/// </summary>
public sealed class RulesDocument
{
    /// <summary>Where the schema is; for editors. Not read.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; set; }

    /// <summary>Says which edition this is, in decisions and logs; without it, the start of the document's SHA-256.</summary>
    public string? Version { get; set; }

    /// <summary>Groups; the order only breaks ties.</summary>
    public required List<GroupDocument> Groups { get; set; }

    /// <summary>What the block page offers.</summary>
    public HelpDocument? Help { get; set; }

    /// <summary>The document as UTF-8 JSON, one line.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, RulesJson.Default.RulesDocument);
}

/// <summary>What the block page offers besides its reason.</summary>
public sealed class HelpDocument
{
    /// <summary>The school's name, as pupils know it.</summary>
    public string? School { get; set; }

    /// <summary>Address where a site can be asked for; the name of the site is added as <c>name</c>.</summary>
    public string? Ask { get; set; }

    /// <summary>Address where somebody can be told.</summary>
    public string? Tell { get; set; }
}

/// <summary>One group: who is in it, and what holds for them.</summary>
public sealed class GroupDocument
{
    /// <summary>Unique, 1 to 64 characters of a-z, 0-9, '-', '_' and '.'. <c>default</c> and <c>no-access</c> have a meaning of their own.</summary>
    public required string Name { get; set; }

    /// <summary>Who answers for this group's rules, in words.</summary>
    public string? Owner { get; set; }

    /// <summary>Networks (<c>10.1.0.0/16</c>, <c>fd00::/8</c>) or addresses.</summary>
    public List<string>? Networks { get; set; }

    /// <summary>Devices: MAC addresses or client ids.</summary>
    public List<string>? Devices { get; set; }

    /// <summary>Signed-in users, as the proxy names them.</summary>
    public List<string>? Users { get; set; }

    /// <summary>DoH or DoT profiles.</summary>
    public List<string>? Profiles { get; set; }

    /// <summary>Blocked categories; <c>*</c> blocks everything that <see cref="Allow"/> does not name.</summary>
    public List<string>? Block { get; set; }

    /// <summary>Names that are let through, with all below them.</summary>
    public List<ExceptionDocument>? Allow { get; set; }

    /// <summary>Names that are refused, with all below them.</summary>
    public List<ExceptionDocument>? Deny { get; set; }

    /// <summary>Times of the week with other blocked categories, in Europe/London.</summary>
    public List<HoursDocument>? Hours { get; set; }

    /// <summary>Safe search: true, false, or per engine.</summary>
    [JsonConverter(typeof(SafeSearchConverter))]
    public SafeSearchDocument? SafeSearch { get; set; }

    /// <summary>Addresses of the block page: one IPv4, one IPv6, or both. Without it a blocked name does not exist (NXDOMAIN).</summary>
    [JsonConverter(typeof(OneOrMoreConverter))]
    public List<string>? BlockPage { get; set; }

    /// <summary><c>all</c> (as without it) or <c>refusals</c>: what a node records of this group.</summary>
    public string? Monitoring { get; set; }
}

/// <summary>A name that a group's rules treat apart. In JSON an object, or the bare name.</summary>
[JsonConverter(typeof(ExceptionConverter))]
public sealed class ExceptionDocument
{
    /// <summary>A domain name; covers itself and all below it.</summary>
    public required string Name { get; set; }

    /// <summary>When it ends; null for never.</summary>
    public DateTimeOffset? Until { get; set; }

    /// <summary>Why, in words.</summary>
    public string? Reason { get; set; }
}

/// <summary>A time of the week, local to Europe/London. <see cref="To"/> before <see cref="From"/> runs past midnight.</summary>
public sealed class HoursDocument
{
    /// <summary><c>mon</c> to <c>sun</c>: the days on which it starts; without it, every day.</summary>
    public List<string>? Days { get; set; }

    /// <summary><c>HH:MM</c>.</summary>
    public required string From { get; set; }

    /// <summary><c>HH:MM</c>, up to <c>24:00</c>; this minute is no longer in.</summary>
    public required string To { get; set; }

    /// <summary>Categories blocked as well in this time, or <c>*</c>.</summary>
    public List<string>? Block { get; set; }

    /// <summary>Categories of the group's own <c>block</c> that are not blocked in this time.</summary>
    public List<string>? Allow { get; set; }
}

/// <summary>Safe search per engine.</summary>
public sealed class SafeSearchDocument
{
    /// <summary>Google's searches.</summary>
    public bool Google { get; set; }

    /// <summary>Bing's searches.</summary>
    public bool Bing { get; set; }

    /// <summary>DuckDuckGo's searches.</summary>
    public bool DuckDuckGo { get; set; }

    /// <summary><c>strict</c>, <c>moderate</c> or <c>off</c>.</summary>
    public string? YouTube { get; set; }

    /// <summary>Pixabay's pictures.</summary>
    public bool Pixabay { get; set; }

    /// <summary>Ecosia's searches.</summary>
    public bool Ecosia { get; set; }

    /// <summary>Brave's searches.</summary>
    public bool Brave { get; set; }
}

/// <summary>Source-generated reading and writing of rules, so that they work without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(RulesDocument))]
[JsonSerializable(typeof(ExceptionFields))]
[JsonSerializable(typeof(SafeSearchDocument))]
internal sealed partial class RulesJson : JsonSerializerContext;
