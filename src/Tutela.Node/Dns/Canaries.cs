namespace Tutela.Node.Dns;

/// <summary>
/// Names by which programs ask whether the network wants them to use its DNS: a browser's own DoH, a private relay, a resolver's encrypted
/// door (RFC 9462). They do not exist here, for every group.
/// </summary>
internal static class Canaries
{
    public static bool Contains(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("use-application-dns.net"u8) || name.SequenceEqual("mask.icloud.com"u8) || name.SequenceEqual("mask-h2.icloud.com"u8)
        || name.SequenceEqual("resolver.arpa"u8) || name.EndsWith(".resolver.arpa"u8);
}
