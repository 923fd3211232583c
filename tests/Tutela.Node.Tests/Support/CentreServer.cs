using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tutela.Node.Tests.Support;

/// <summary>A real HTTP server that keeps what nodes send, counting each segment once.</summary>
public sealed class CentreServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private CentreServer(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        _app = builder.Build();
        _app.MapPost("/base/api/v1/node/activity", (Delegate)ActivityAsync);
        _app.MapPost("/base/api/v1/node/heartbeat", (Delegate)HeartbeatAsync);
        _app.MapGet("/base/api/v1/node/rules", (HttpContext http) =>
        {
            if (Rules is not { } rules) return Results.StatusCode(404);
            var tag = $"\"{rules.Length}-{rules.GetHashCode(StringComparison.Ordinal)}\"";
            if (http.Request.Headers.IfNoneMatch == tag)
            {
                Interlocked.Increment(ref NotModified);
                return Results.StatusCode(304);
            }
            http.Response.Headers.ETag = tag;
            return Results.Text(rules, "application/json");
        });
    }

    public Uri Address => new(_app.Urls.Single() + "/base/");

    public volatile string? Rules;
    public int NotModified;
    public volatile int FailAfterStoring;
    public volatile int AnswerWith = 204;

    /// <summary>How long it takes over a segment; one whose sender has gone meanwhile is not taken.</summary>
    public TimeSpan Slowness;

    public ConcurrentDictionary<string, List<JsonElement>> Segments { get; } = new();
    public ConcurrentQueue<string> Deliveries { get; } = new();
    public ConcurrentQueue<JsonElement> Heartbeats { get; } = new();
    public ConcurrentBag<string> Wrong { get; } = [];

    public IEnumerable<JsonElement> Records => Segments.Values.SelectMany(s => s);

    public long Count(string name) => Records.Where(r => r.GetProperty("name").GetString() == name).Sum(r => r.GetProperty("count").GetInt64());

    public static async Task<CentreServer> StartAsync(int port = 0)
    {
        var server = new CentreServer(port);
        await server._app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task<IResult> ActivityAsync(HttpContext http)
    {
        if (http.Request.Headers.Authorization != "Bearer node-token") Wrong.Add("token");
        if (http.Request.ContentType != "application/x-ndjson") Wrong.Add("type " + http.Request.ContentType);
        if (http.Request.Headers.ContentEncoding != "gzip") Wrong.Add("encoding");
        var id = http.Request.Headers["X-Segment-Id"].ToString();
        if (!Guid.TryParse(id, out var guid) || guid.Version != 7) Wrong.Add("id " + id);
        if (AnswerWith != 204) return Results.StatusCode(AnswerWith);
        using var reader = new StreamReader(new GZipStream(http.Request.Body, CompressionMode.Decompress), Encoding.UTF8);
        var lines = (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await Task.Delay(Slowness, http.RequestAborted);
        Deliveries.Enqueue(id);
        var isNew = Segments.TryAdd(id, [.. lines.Select(l => JsonDocument.Parse(l).RootElement)]);
        if (FailAfterStoring > 0)
        {
            FailAfterStoring--;
            http.Abort();
            return Results.Empty;
        }
        return Results.StatusCode(isNew ? 204 : 200);
    }

    private async Task<IResult> HeartbeatAsync(HttpContext http)
    {
        Heartbeats.Enqueue((await JsonDocument.ParseAsync(http.Request.Body)).RootElement);
        return Results.NoContent();
    }
}
