namespace Tutela.Web.Modules.Filtering.Contract;

public enum CategoryKind
{
    /// <summary>Sealed in every index; nothing lifts it.</summary>
    Illegal,
    /// <summary>Content that harms.</summary>
    Harm,
    /// <summary>Ways round the filter.</summary>
    Circumvention,
    /// <summary>Harmless to most, out of place in lessons.</summary>
    Distraction,
    /// <summary>Programs and pages that attack the device.</summary>
    Security,
    /// <summary>Asked for by pages themselves; nobody chose it.</summary>
    Background,
}

/// <summary>A category of lists, in words. <see cref="Id"/> is the name in lists, rules and decisions.</summary>
public sealed record FilterCategory(string Id, string Title, CategoryKind Kind);

/// <summary>The categories that Tutela has words for. Lists may bring others; they are shown by the name that the list gives them.</summary>
public static class FilterCategories
{
    public static readonly IReadOnlyList<FilterCategory> All =
    [
        new("child-abuse", "Child sexual abuse", CategoryKind.Illegal),
        new("terrorism", "Terrorism", CategoryKind.Illegal),
        new("adult", "Adult and sexual content", CategoryKind.Harm),
        new("dating", "Dating", CategoryKind.Harm),
        new("drugs", "Drugs", CategoryKind.Harm),
        new("drogue", "Drugs (UT1)", CategoryKind.Harm),
        new("extremism", "Extremism", CategoryKind.Harm),
        new("gambling", "Gambling", CategoryKind.Harm),
        new("hate", "Hate", CategoryKind.Harm),
        new("self-harm", "Self-harm", CategoryKind.Harm),
        new("suicide", "Suicide", CategoryKind.Harm),
        new("violence", "Violence", CategoryKind.Harm),
        new("agressif", "Violence and aggression (UT1)", CategoryKind.Harm),
        new("weapons", "Weapons", CategoryKind.Harm),
        new("dangerous_material", "Dangerous instructions (UT1)", CategoryKind.Harm),
        new("doh", "Encrypted DNS services", CategoryKind.Circumvention),
        new("proxy", "Proxies", CategoryKind.Circumvention),
        new("redirector", "Proxies and redirectors (UT1)", CategoryKind.Circumvention),
        new("vpn", "VPN services", CategoryKind.Circumvention),
        new("chat", "Chat", CategoryKind.Distraction),
        new("games", "Games", CategoryKind.Distraction),
        new("messaging", "Messaging", CategoryKind.Distraction),
        new("social", "Social media", CategoryKind.Distraction),
        new("social_networks", "Social media (UT1)", CategoryKind.Distraction),
        new("webmail", "Private webmail", CategoryKind.Distraction),
        new("malware", "Malware", CategoryKind.Security),
        new("phishing", "Phishing", CategoryKind.Security),
        new("ads", "Advertising", CategoryKind.Background),
        new("publicite", "Advertising (UT1)", CategoryKind.Background),
        new("tracking", "Tracking", CategoryKind.Background),
    ];

    private static readonly Dictionary<string, FilterCategory> ById = All.ToDictionary(c => c.Id, StringComparer.Ordinal);

    public static FilterCategory? Find(string id) => ById.GetValueOrDefault(id);

    public static CategoryKind? KindOf(string id) => Find(id)?.Kind;

    /// <summary>The category, or what stood in its place in a decision, for screens.</summary>
    public static string Title(string id) => Find(id)?.Title ?? id switch
    {
        "exception" => "Refused by name",
        "no-access" => "No internet access",
        "everything" => "Everything is refused",
        "hours" => "Outside hours",
        "" => "Allowed",
        _ => id,
    };
}
