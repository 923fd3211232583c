using Tutela.Engine.Names;

namespace Tutela.Engine.Index;

/// <summary>
/// Hashes of URL entries: a host without a leading <c>www.</c>, then path segments. An entry covers its path and everything below it;
/// a query string is not part of it. Letters are folded to lower case, as lists are careless with them.
/// </summary>
internal static class UrlPath
{
    /// <summary>Path segments that are looked at; deeper entries are cut to these by both sides.</summary>
    public const int MaxSegments = 16;

    /// <summary>The hash of a whole entry; false when the path has no segment.</summary>
    public static bool TryHash(ReadOnlySpan<byte> host, ReadOnlySpan<byte> path, out ulong hash)
    {
        hash = HashHost(host);
        var segments = 0;
        while (segments < MaxSegments && Next(ref path, ref hash)) segments++;
        return segments > 0;
    }

    /// <summary>The hash that paths on a host start from.</summary>
    public static ulong HashHost(ReadOnlySpan<byte> host) => ~SuffixWalk.HashOf(host.StartsWith("www."u8) ? host[4..] : host);

    /// <summary>Adds the next segment to the hash and takes it off the path; false at the end.</summary>
    public static bool Next(ref ReadOnlySpan<byte> path, ref ulong hash)
    {
        while (!path.IsEmpty && path[0] == '/') path = path[1..];
        var end = path.IndexOfAny((byte)'/', (byte)'?', (byte)'#');
        var segment = end < 0 ? path : path[..end];
        path = end < 0 || path[end] != '/' ? default : path[end..];
        if (segment.IsEmpty) return false;
        Span<byte> lower = stackalloc byte[Math.Min(segment.Length, 256)];
        for (var i = 0; i < lower.Length; i++) lower[i] = segment[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(segment[i] | 0x20) : segment[i];
        hash = SuffixWalk.Extend(hash, lower);
        return true;
    }
}
