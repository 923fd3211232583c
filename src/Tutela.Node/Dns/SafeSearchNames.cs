using System.Text;
using Tutela.Engine.Policy;

namespace Tutela.Node.Dns;

/// <summary>Which names a group's safe search leads elsewhere, as the search engines publish it.</summary>
internal static class SafeSearchNames
{
    private static readonly HashSet<string> YouTube = new(StringComparer.Ordinal)
    {
        "youtube.com", "www.youtube.com", "m.youtube.com", "youtubei.googleapis.com", "youtube.googleapis.com", "www.youtube-nocookie.com",
    };

    /// <summary>The name that stands in for the one asked, or null. Allocates only for names that could be a search engine's.</summary>
    public static string? Target(ReadOnlySpan<byte> name, SafeSearch engines)
    {
        if (engines == SafeSearch.None || name.Length is < 8 or > 32) return null;
        if (engines.HasFlag(SafeSearch.Google) && IsGoogle(name)) return "forcesafesearch.google.com";
        if (engines.HasFlag(SafeSearch.Bing) && Is(name, "bing.com"u8, "www.bing.com"u8, "edgeservices.bing.com"u8)) return "strict.bing.com";
        if (engines.HasFlag(SafeSearch.DuckDuckGo) && (Is(name, "duckduckgo.com"u8, "www.duckduckgo.com"u8, "start.duckduckgo.com"u8) || name.SequenceEqual("duck.com"u8)))
            return "safe.duckduckgo.com";
        if ((engines & (SafeSearch.YouTubeStrict | SafeSearch.YouTubeModerate)) != 0 && name.IndexOf("youtube"u8) >= 0 && YouTube.Contains(Encoding.ASCII.GetString(name)))
            return engines.HasFlag(SafeSearch.YouTubeStrict) ? "restrict.youtube.com" : "restrictmoderate.youtube.com";
        return null;
    }

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
