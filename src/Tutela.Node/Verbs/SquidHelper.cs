using System.Net;
using System.Text;
using Tutela.Engine.Deciding;
using Tutela.Engine.Names;
using Tutela.Engine.Policy;
using Tutela.Node.Serving;

namespace Tutela.Node.Verbs;

/// <summary>
/// <c>squid-helper</c>: Squid's external ACL protocol. In: <c>[ID ]URI CLIENT-IP USER-or-- METHOD</c>, percent-encoded; out:
/// <c>[ID ]OK</c>, <c>[ID ]ERR message=...</c> or <c>[ID ]BH message=...</c>. New files are taken up between lines.
/// </summary>
internal static class SquidHelper
{
    private const int MostTokens = 8;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    public static int Run(Arguments arguments, TimeProvider clock)
    {
        var source = new SnapshotSource(arguments.Required("--index"), arguments.Required("--rules"), keepIn: null, new Log(Console.Error));
        var snapshot = source.First();
        var looked = clock.GetTimestamp();
        using var reader = new Engine.Lists.LineReader(Console.OpenStandardInput());
        using var output = new LineOutput(Console.OpenStandardOutput());
        while (reader.TryRead(out var line))
        {
            if (clock.GetElapsedTime(looked) > LookEvery)
            {
                looked = clock.GetTimestamp();
                snapshot = source.Next(snapshot) ?? snapshot;
            }
            Answer(line, snapshot, clock.GetUtcNow(), output);
            output.Write((byte)'\n');
            if (!reader.HasBuffered) output.Flush();
        }
        return 0;
    }

    private static void Answer(ReadOnlySpan<byte> line, Snapshot snapshot, DateTimeOffset time, LineOutput output)
    {
        Span<Range> tokens = stackalloc Range[MostTokens];
        var count = 0;
        for (var at = 0; at < line.Length && count < MostTokens;)
        {
            if (line[at] == ' ')
            {
                at++;
                continue;
            }
            var end = line[at..].IndexOf((byte)' ');
            end = end < 0 ? line.Length : at + end;
            tokens[count++] = at..end;
            at = end;
        }
        var first = 0;
        if (count > 0 && line[tokens[0]].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)
        {
            output.Write(line[tokens[0]]);
            output.Write((byte)' ');
            first = 1;
        }
        if (count - first < 4)
        {
            output.Write("BH message=a%20line%20is%20URI%20CLIENT-IP%20USER%20METHOD"u8);
            return;
        }
        Span<char> addressText = stackalloc char[64];
        var address = line[tokens[first + 1]];
        if (address.Length > 64 || !IPAddress.TryParse(addressText[..Encoding.Latin1.GetChars(address, addressText)], out var ip))
        {
            output.Write("BH message=unreadable%20client%20address"u8);
            return;
        }
        Span<byte> name = stackalloc byte[DomainName.MaxLength];
        if (!TrySplit(line[tokens[first]], name, out var length, out var path))
        {
            output.Write("BH message=unreadable%20URI"u8);
            return;
        }
        var user = line[tokens[first + 2]];
        var client = new Client(ClientAddress.From(ip), User: user.SequenceEqual("-"u8) ? null : Uri.UnescapeDataString(Encoding.UTF8.GetString(user)));
        var decision = snapshot.Decide(new Query { Name = name[..length], Path = path, Client = client, Time = time });
        if (decision.Allowed)
        {
            output.Write("OK"u8);
            return;
        }
        output.Write("ERR message="u8);
        output.Write(Uri.EscapeDataString($"category {decision.Category}, list {decision.List}, rule {decision.Rule(name[..length])}, group {decision.Group.Name}"));
    }

    /// <summary>Takes a URI apart: <c>scheme://[user@]host[:port]/path</c>, or <c>host:port</c> as CONNECT has it.</summary>
    private static bool TrySplit(ReadOnlySpan<byte> token, Span<byte> name, out int length, out ReadOnlySpan<byte> path)
    {
        path = default;
        length = 0;
        var uri = token.Contains((byte)'%') ? Unescape(token) : token;
        var scheme = uri.IndexOf("://"u8);
        if (scheme >= 0) uri = uri[(scheme + 3)..];
        var end = uri.IndexOfAny((byte)'/', (byte)'?', (byte)'#');
        var host = end < 0 ? uri : uri[..end];
        if (end >= 0 && uri[end] == '/') path = uri[(end + 1)..];
        host = host[(host.LastIndexOf((byte)'@') + 1)..];
        if (host.StartsWith("["u8))
        {
            var close = host.IndexOf((byte)']');
            if (close < 0) return false;
            host = host[1..close];
        }
        else if (host.LastIndexOf((byte)':') is >= 0 and var colon)
        {
            if (colon + 1 < host.Length && host[(colon + 1)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0) return false;
            host = host[..colon];
        }
        return DomainName.TryCanonical(host, name, out length) && length > 0;
    }

    private static byte[] Unescape(ReadOnlySpan<byte> text)
    {
        var plain = new byte[text.Length];
        var n = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && byte.TryParse(text.Slice(i + 1, 2), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var b))
            {
                plain[n++] = b;
                i += 2;
            }
            else
            {
                plain[n++] = text[i];
            }
        }
        return plain[..n];
    }
}
