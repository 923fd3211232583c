namespace Tutela.Web.Modules.Filtering.Requests;

/// <summary>The name in what people copy from the address bar or type from memory. Pure.</summary>
public static class SiteAddress
{
    /// <summary>The canonical name of "https://example.com/a?b", "example.com:8080" or "example.com"; null where there is none, as for an IP address.</summary>
    public static string? NameOf(string? typed)
    {
        var text = (typed ?? "").Trim();
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0) text = text[(scheme + 3)..];
        var end = text.IndexOfAny(['/', '?', '#']);
        if (end >= 0) text = text[..end];
        text = text[(text.LastIndexOf('@') + 1)..];
        var port = text.LastIndexOf(':');
        if (port >= 0 && text[(port + 1)..].All(char.IsAsciiDigit)) text = text[..port];
        return System.Net.IPAddress.TryParse(text, out _) ? null : FilterException.Read(text);
    }
}
