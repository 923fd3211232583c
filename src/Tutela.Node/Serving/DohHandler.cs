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

    private const string Door = "/dns-query", MessageType = "application/dns-message";

    public async Task HandleAsync(HttpContext http)
    {
        if (!TryReadPath(http.Request.Path.Value ?? "", out var profile))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var buffer = ArrayPool<byte>.Shared.Rent(MostBody + 512);
        var reply = ArrayPool<byte>.Shared.Rent(ushort.MaxValue + 512);
        try
        {
            var (status, length) = await ReadAsync(http.Request, buffer);
            if (status != StatusCodes.Status200OK)
            {
                if (status == StatusCodes.Status405MethodNotAllowed) http.Response.Headers.Allow = "GET, POST";
                http.Response.StatusCode = status;
                return;
            }
            var origin = new Origin(ClientAddress.From(http.Connection.RemoteIpAddress!), profile, Stream: true);
            var size = await AnswerAsync(buffer.AsMemory(0, length), origin, reply);
            if (size == 0)
            {
                http.Response.StatusCode = StatusCodes.Status400BadRequest;
                return;
            }
            http.Response.ContentType = MessageType;
            http.Response.ContentLength = size;
            // The answer depends on who asks, so a shared cache must not keep it.
            http.Response.Headers.CacheControl = "private, max-age=" + DnsReply.LeastTtl(reply.AsSpan(0, size)).ToString(CultureInfo.InvariantCulture);
            await http.Response.BodyWriter.WriteAsync(reply.AsMemory(0, size), http.RequestAborted);
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
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            ArrayPool<byte>.Shared.Return(reply);
        }
    }

    private async ValueTask<int> AnswerAsync(ReadOnlyMemory<byte> packet, Origin origin, byte[] reply)
    {
        var moment = Moment.Of(clock);
        var asked = new Asked();
        answerer.Read(packet.Span, asked);
        var size = answerer.Answer(asked, packet.Span, origin, moment, reply, out var pending);
        if (pending is not null) return await answerer.ResolveAsync(pending, reply);
        metrics.Took(clock.GetElapsedTime(moment.Timestamp));
        return size;
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

    private static async ValueTask<(int Status, int Length)> ReadAsync(HttpRequest request, byte[] buffer)
    {
        if (HttpMethods.IsPost(request.Method))
        {
            if (!MessageType.Equals(request.ContentType?.Split(';')[0].Trim(), StringComparison.OrdinalIgnoreCase)) return (StatusCodes.Status415UnsupportedMediaType, 0);
            var length = 0;
            while (await request.Body.ReadAsync(buffer.AsMemory(length), request.HttpContext.RequestAborted) is > 0 and var got)
            {
                length += got;
                if (length > MostBody) return (StatusCodes.Status413PayloadTooLarge, 0);
            }
            return (StatusCodes.Status200OK, length);
        }
        if (!HttpMethods.IsGet(request.Method)) return (StatusCodes.Status405MethodNotAllowed, 0);
        var text = request.Query["dns"];
        if (text.Count != 1 || text[0] is not { Length: > 0 and <= 8192 } dns) return (StatusCodes.Status400BadRequest, 0);
        return Base64Url.DecodeFromUtf8(Encoding.ASCII.GetBytes(dns), buffer, out _, out var written) == OperationStatus.Done
            ? (StatusCodes.Status200OK, written)
            : (StatusCodes.Status400BadRequest, 0);
    }
}
