using System.Net;

namespace Tutela.Node.Upstream;

/// <summary>A resolver to ask: <c>IP:PORT</c> over UDP and TCP, or <c>tls://IP:PORT#NAME</c> over TLS, where NAME is what its certificate says.</summary>
/// <param name="EndPoint">where it is</param>
/// <param name="Tls">true when it is asked over TLS only</param>
/// <param name="Name">the name in its certificate; the address without one</param>
internal sealed record UpstreamAddress(IPEndPoint EndPoint, bool Tls, string Name)
{
    private const string Scheme = "tls://";

    /// <summary>Null when the text is no such address.</summary>
    public static UpstreamAddress? Parse(string text)
    {
        var tls = text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);
        if (tls) text = text[Scheme.Length..];
        var hash = text.IndexOf('#', StringComparison.Ordinal);
        var name = hash < 0 ? null : text[(hash + 1)..];
        if (hash >= 0) text = text[..hash];
        if (name is not null && (!tls || name.Length == 0) || !IPEndPoint.TryParse(text, out var point)) return null;
        if (point.Port == 0 && !text.EndsWith(":0", StringComparison.Ordinal)) point.Port = tls ? 853 : 53;
        return new UpstreamAddress(point, tls, name ?? point.Address.ToString());
    }

    public override string ToString() => Tls ? $"{Scheme}{EndPoint}#{Name}" : EndPoint.ToString();
}
