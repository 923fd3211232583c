using Tutela.Engine.Policy;

namespace Tutela.Node.Dns;

/// <summary>Which names a group's safe search leads elsewhere, as the search engines publish it.</summary>
internal static class SafeSearchNames
{
    /// <summary>The name that stands in for the one asked, or null. Allocates nothing.</summary>
    public static string? Target(ReadOnlySpan<byte> name, SafeSearch engines)
    {
        if (engines == SafeSearch.None || name.Length is < 8 or > 32) return null;
        if (Has(SafeSearch.Google) && IsGoogle(name)) return "forcesafesearch.google.com";
        if (Has(SafeSearch.Bing) && Is(name, "bing.com"u8, "www.bing.com"u8, "edgeservices.bing.com"u8)) return "strict.bing.com";
        if (Has(SafeSearch.DuckDuckGo) && (Is(name, "duckduckgo.com"u8, "www.duckduckgo.com"u8, "start.duckduckgo.com"u8) || name.SequenceEqual("duck.com"u8)))
            return "safe.duckduckgo.com";
        if (Has(SafeSearch.YouTubeStrict | SafeSearch.YouTubeModerate) && IsYouTube(name))
            return Has(SafeSearch.YouTubeStrict) ? "restrict.youtube.com" : "restrictmoderate.youtube.com";
        if (Has(SafeSearch.Pixabay) && (name.SequenceEqual("pixabay.com"u8) || name.SequenceEqual("www.pixabay.com"u8))) return "safesearch.pixabay.com";
        if (Has(SafeSearch.Ecosia) && (name.SequenceEqual("ecosia.org"u8) || name.SequenceEqual("www.ecosia.org"u8))) return "strict-safe-search.ecosia.org";
        if (Has(SafeSearch.Brave) && name.SequenceEqual("search.brave.com"u8)) return "forcesafe.search.brave.com";
        return null;

        bool Has(SafeSearch any) => (engines & any) != 0;
    }

    private static bool IsYouTube(ReadOnlySpan<byte> name) =>
        Is(name, "youtube.com"u8, "www.youtube.com"u8, "m.youtube.com"u8) || Is(name, "youtubei.googleapis.com"u8, "youtube.googleapis.com"u8, "www.youtube-nocookie.com"u8);

    // google.com, google.de, google.co.uk, google.com.au, each with or without www.
    private static bool IsGoogle(ReadOnlySpan<byte> name)
    {
        if (name.StartsWith("www."u8)) name = name[4..];
        if (!name.StartsWith("google."u8)) return false;
        name = name[7..];
        if (name.StartsWith("com."u8)) name = name[4..];
        else if (name.StartsWith("co."u8)) name = name[3..];
        else if (name.SequenceEqual("com"u8) || name.SequenceEqual("cat"u8)) return true;
        return name.Length == 2 && name.IndexOf((byte)'.') < 0;
    }

    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c) =>
        name.SequenceEqual(a) || name.SequenceEqual(b) || name.SequenceEqual(c);
}
