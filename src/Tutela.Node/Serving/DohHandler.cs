using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Tutela.Engine.Policy;
using Tutela.Node.Dns;

namespace Tutela.Node.Serving;

/// <summary>DNS over HTTPS (RFC 8484): <c>GET</c> and <c>POST</c> to <c>/dns-query</c>, or to <c>/dns-query/PROFILE</c>.</summary>
internal sealed class DohHandler(Answerer answerer, NodeMetrics metrics, TimeProvider clock, Log log)
{
    public const int MostBody = ushort.MaxValue;

    private const int LongestReply = ushort.MaxValue + 512;
    private const string Door = "/dns-query", MessageType = "application/dns-message";

    // What an answer at once needs, which is never given up in its middle.
    [ThreadStatic] private static Asked? _asked;
    [ThreadStatic] private static byte[]? _reply;

    public async Task HandleAsync(HttpContext http)
    {
        if (!TryReadPath(http.Request.Path.Value ?? "", out var profile))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        try
        {
            var origin = new Origin(ClientAddress.From(http.Connection.RemoteIpAddress!), profile, Stream: true);
            var pending = HttpMethods.IsPost(http.Request.Method) ? await PostAsync(http, origin) : Get(http, origin);
            if (pending is not null) await ResolveAsync(http, pending);
        }
        catch (BadHttpRequestException e)
        {
            http.Response.StatusCode = e.StatusCode;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
        }
        catch (Exception e)
        {
            log.Say($"a packet could not be answered: {e}");
            if (!http.Response.HasStarted) http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    private async ValueTask<Pending?> PostAsync(HttpContext http, Origin origin)
    {
        if (!MessageType.Equals(http.Request.ContentType?.Split(';')[0].Trim(), StringComparison.OrdinalIgnoreCase)) return Fail(http, StatusCodes.Status415UnsupportedMediaType);
        var reader = http.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync();
            var body = read.Buffer;
            if (body.Length > MostBody) return Fail(http, StatusCodes.Status413PayloadTooLarge);
            if (!read.IsCompleted)
            {
                reader.AdvanceTo(body.Start, body.End);
                continue;
            }
            var pending = Answer(http, body.IsSingleSegment ? body.FirstSpan : body.ToArray(), origin);
            reader.AdvanceTo(body.End);
            return pending;
        }
    }

    private Pending? Get(HttpContext http, Origin origin)
    {
        if (!HttpMethods.IsGet(http.Request.Method))
        {
            http.Response.Headers.Allow = "GET, POST";
            return Fail(http, StatusCodes.Status405MethodNotAllowed);
        }
        var text = http.Request.Query["dns"];
        if (text.Count != 1 || text[0] is not { Length: > 0 and <= 8192 } dns) return Fail(http, StatusCodes.Status400BadRequest);
        Span<byte> packet = stackalloc byte[8192];
        return Base64Url.DecodeFromUtf8(Encoding.ASCII.GetBytes(dns), packet, out _, out var length) == OperationStatus.Done
            ? Answer(http, packet[..length], origin)
            : Fail(http, StatusCodes.Status400BadRequest);
    }

    private static Pending? Fail(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return null;
    }

    private Pending? Answer(HttpContext http, ReadOnlySpan<byte> packet, Origin origin)
    {
        var moment = Moment.Of(clock);
        var (asked, reply) = (_asked ??= new Asked(), _reply ??= new byte[LongestReply]);
        answerer.Read(packet, asked);
        var size = answerer.Answer(asked, packet, origin, moment, reply, out var pending);
        if (pending is not null) return pending;
        metrics.Took(clock.GetElapsedTime(moment.Timestamp));
        Write(http.Response, reply.AsSpan(0, size));
        return null;
    }

    private async ValueTask ResolveAsync(HttpContext http, Pending pending)
    {
        var reply = ArrayPool<byte>.Shared.Rent(LongestReply);
        try
        {
            var size = await answerer.ResolveAsync(pending, reply);
            Write(http.Response, reply.AsSpan(0, size));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(reply);
        }
    }

    private static void Write(HttpResponse response, ReadOnlySpan<byte> reply)
    {
        if (reply.IsEmpty)
        {
            response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        response.ContentType = MessageType;
        response.ContentLength = reply.Length;
        // The answer depends on who asks, so a shared cache must not keep it.
        response.Headers.CacheControl = "private, max-age=" + DnsReply.LeastTtl(reply).ToString(CultureInfo.InvariantCulture);
        // Sent with the response's end: head and body go out together.
        response.BodyWriter.Write(reply);
    }

    private static bool TryReadPath(string path, out string? profile)
    {
        profile = null;
        if (!path.StartsWith(Door, StringComparison.Ordinal)) return false;
        var rest = path.AsSpan(Door.Length);
        if (rest.IsEmpty || rest is "/") return true;
        if (rest[0] != '/' || rest.Length > 257 || rest[1..].Contains('/')) return false;
        profile = rest[1..].ToString();
        return true;
    }
}
