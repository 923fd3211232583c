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
    private const int MostTokens = 8, LinesALook = 256;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    public static int Run(Arguments arguments, TimeProvider clock)
    {
        var source = new SnapshotSource(arguments.Required("--index"), arguments.Required("--rules"), keepIn: null, new Log(Console.Error));
        var snapshot = source.First();
        var looked = clock.GetTimestamp();
        using var reader = new Engine.Lists.LineReader(Console.OpenStandardInput());
        using var output = new LineOutput(Console.OpenStandardOutput());
        var refusals = new Reasons(snapshot);
        var now = clock.GetUtcNow();
        long lines = 0;
        var waited = false;
        while (reader.TryRead(out var line))
        {
            // Once a burst of lines: the clock and the files do not change faster than that matters.
            if (++lines % LinesALook == 0 || !waited)
            {
                now = clock.GetUtcNow();
                if (clock.GetElapsedTime(looked) > LookEvery)
                {
                    looked = clock.GetTimestamp();
                    if (source.Next(snapshot) is { } next) (snapshot, refusals) = (next, new Reasons(next));
                }
            }
            Answer(line, snapshot, refusals, now, output);
            output.Write((byte)'\n');
            waited = reader.HasBuffered;
            if (!waited) output.Flush();
        }
        return 0;
    }

    private static void Answer(ReadOnlySpan<byte> line, Snapshot snapshot, Reasons reasons, DateTimeOffset time, LineOutput output)
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
        if (!TryAddress(line[tokens[first + 1]], out var address))
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
        var client = new Client(address, User: user.SequenceEqual("-"u8) ? null : Uri.UnescapeDataString(Encoding.UTF8.GetString(user)));
        var decision = snapshot.Decide(new Query { Name = name[..length], Path = path, Client = client, Time = time });
        if (decision.Allowed)
        {
            output.Write("OK"u8);
            return;
        }
        reasons.Write(decision, name[..length], output);
    }

    /// <summary>Four numbers and dots are read here, as most clients have them; the rest by the base library.</summary>
    private static bool TryAddress(ReadOnlySpan<byte> text, out ClientAddress address)
    {
        Span<byte> quad = stackalloc byte[4];
        var rest = text;
        for (var i = 0; i < 4; i++)
        {
            if (!System.Buffers.Text.Utf8Parser.TryParse(rest, out byte part, out var used) || used is 0 or > 3 || used > 1 && rest[0] == '0') break;
            quad[i] = part;
            rest = rest[used..];
            if (i == 3 && rest.IsEmpty)
            {
                address = ClientAddress.From(quad);
                return true;
            }
            if (rest.IsEmpty || rest[0] != '.') break;
            rest = rest[1..];
        }
        address = default;
        Span<char> chars = stackalloc char[64];
        if (text.Length > 64 || !IPAddress.TryParse(chars[..Encoding.Latin1.GetChars(text, chars)], out var ip)) return false;
        address = ClientAddress.From(ip);
        return true;
    }

    /// <summary>What refusals say, made once for each group and cause of one snapshot.</summary>
    private sealed class Reasons(Snapshot snapshot)
    {
        private readonly (byte[] Before, byte[] After)[] _texts = new (byte[], byte[])[snapshot.Rules.Groups.Count * snapshot.Causes];

        public void Write(in Decision decision, ReadOnlySpan<byte> name, LineOutput output)
        {
            ref var text = ref _texts[decision.Group.Ordinal * snapshot.Causes + decision.Cause];
            if (text.Before is null)
                text = (Encoding.ASCII.GetBytes("ERR message=" + Uri.EscapeDataString($"category {decision.Category}, list {decision.List}, rule ")), Encoding.ASCII.GetBytes(Uri.EscapeDataString($", group {decision.Group.Name}")));
            output.Write(text.Before);
            // A listed name and an exception are made of characters that stand for themselves.
            if (decision.Reason is DecisionReason.Category or DecisionReason.DenyException) output.Write(name[decision.RuleOffset..]);
            else output.Write(Uri.EscapeDataString(decision.Rule(name)!));
            output.Write(text.After);
        }
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
