using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Tutela.Engine.Policy;
using Tutela.Web.Modules.Filtering.Rules;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity.Nodes;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Filtering.Nodes;

/// <summary>What a node asks of the centre besides delivering activity: its rules, and to be heard.</summary>
public static class NodeApi
{
    private const int HeartbeatMostBytes = 16 * 1024;
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static void MapNodeApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/node/rules", RulesAsync).AddEndpointFilter<SchoolEndpointFilter>().WithTags("Filter node")
            .WithSummary("The rules that a node obeys, with their version as ETag").Produces<RulesDocument>().Produces(StatusCodes.Status304NotModified).Produces(StatusCodes.Status401Unauthorized);
        routes.MapPost("/api/v1/node/heartbeat", HearAsync).AddEndpointFilter<SchoolEndpointFilter>().WithTags("Filter node")
            .WithSummary("What a node says of itself").Accepts<FilterNode.Heartbeat>("application/json").Produces(StatusCodes.Status204NoContent).Produces(StatusCodes.Status400BadRequest).Produces(StatusCodes.Status401Unauthorized);
    }

    [ForNodes]
    private static async Task<IResult> RulesAsync(HttpContext http, RulesDesk desk)
    {
        var (rules, _) = await desk.BuildAsync(http.RequestAborted);
        var tag = $"\"{rules.Version}\"";
        http.Response.Headers.ETag = tag;
        if (http.Request.Headers.IfNoneMatch.Any(t => t == tag)) return Results.StatusCode(StatusCodes.Status304NotModified);
        var document = rules.ToJson();
        // A document that nodes would refuse must not leave here: they would go on with the last one, and nobody would know.
        if (!RuleSet.TryRead(document, out _, out var faults)) throw new InvalidOperationException($"The rules of {http.Request.Path} are wrong: {string.Join("; ", faults)}");
        return Results.Bytes(document, "application/json");
    }

    [ForNodes]
    private static async Task<IResult> HearAsync(HttpContext http, TutelaDb db, TimeProvider clock)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = HeartbeatMostBytes;
        FilterNode.Heartbeat? beat;
        try
        {
            beat = await JsonSerializer.DeserializeAsync<FilterNode.Heartbeat>(http.Request.Body, Web, http.RequestAborted);
        }
        catch (JsonException)
        {
            beat = null;
        }
        catch (BadHttpRequestException e)
        {
            return Results.StatusCode(e.StatusCode);
        }
        if (beat is null) return Results.Text("A heartbeat is one JSON object.\n", statusCode: StatusCodes.Status400BadRequest);
        var id = http.User.NodeId();
        var node = await db.Set<FilterNode>().SingleOrDefaultAsync(n => n.Id == id && n.EndedAt == null, http.RequestAborted);
        if (node is null) return Results.StatusCode(StatusCodes.Status403Forbidden);
        node.Hear(beat, clock.GetUtcNow());
        return Results.NoContent();
    }
}
