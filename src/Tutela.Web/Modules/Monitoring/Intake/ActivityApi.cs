using System.IO.Compression;
using Microsoft.AspNetCore.Http.Features;
using Tutela.Web.Platform.Identity.Nodes;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Monitoring.Intake;

/// <summary>Where nodes deliver activity. 204: it is here (now or before); 400 and 413: this segment never will be.</summary>
public static class ActivityApi
{
    public const int MostPackedBytes = 32 * 1024 * 1024;

    public static void MapActivityApi(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/node/activity", TakeAsync).AddEndpointFilter<ActivityFilter>().AddEndpointFilter<SchoolEndpointFilter>().WithTags("Filter node")
            .WithSummary("Delivers one segment of activity, named by header X-Segment-Id; a segment that came before counts once").Produces(StatusCodes.Status204NoContent)
            .Produces(StatusCodes.Status400BadRequest).Produces(StatusCodes.Status401Unauthorized).Produces(StatusCodes.Status413PayloadTooLarge);

    [ForNodes]
    private static async Task<IResult> TakeAsync(HttpContext http, ActivityIntake intake)
    {
        if (!Guid.TryParse(http.Request.Headers["X-Segment-Id"], out var segment)) return Wrong(StatusCodes.Status400BadRequest, "X-Segment-Id: a GUID.");
        var encoding = http.Request.Headers.ContentEncoding.ToString();
        if (encoding is not ("gzip" or "" or "identity")) return Wrong(StatusCodes.Status415UnsupportedMediaType, "Content-Encoding: gzip.");
        await using var unpacked = encoding == "gzip" ? new GZipStream(http.Request.Body, CompressionMode.Decompress) : http.Request.Body;
        await intake.TakeAsync(segment, http.User.NodeId(), unpacked, http.RequestAborted);
        return Results.NoContent();
    }

    internal static IResult Wrong(int status, string words) => Results.Text(words + "\n", statusCode: status);

    /// <summary>Sets the limit before the body is read, and turns what the reader throws into an answer after the transaction is rolled back.</summary>
    internal sealed class ActivityFilter : IEndpointFilter
    {
        public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
        {
            if (context.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MostPackedBytes;
            try
            {
                return await next(context);
            }
            catch (InvalidDataException)
            {
                return Wrong(StatusCodes.Status400BadRequest, "This is not gzip.");
            }
            catch (SegmentTooLargeException)
            {
                return Wrong(StatusCodes.Status413PayloadTooLarge, "The segment is too large.");
            }
            catch (BadHttpRequestException e)
            {
                return Wrong(e.StatusCode, "The segment could not be read.");
            }
        }
    }
}
