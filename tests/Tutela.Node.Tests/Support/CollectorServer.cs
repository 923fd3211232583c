using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tutela.Node.Tests.Support;

/// <summary>A real HTTP server that takes metrics as an OpenTelemetry collector does, and keeps the last.</summary>
public sealed class CollectorServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private CollectorServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapPost("/v1/metrics", async (HttpContext http) =>
        {
            Wrong |= http.Request.ContentType != "application/json";
            Last = await new StreamReader(http.Request.Body).ReadToEndAsync();
            return Results.Ok();
        });
    }

    public string Address => _app.Urls.Single();

    public volatile string Last = "{}";

    public volatile bool Wrong;

    public static async Task<CollectorServer> StartAsync()
    {
        var server = new CollectorServer();
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>A sum's value under an outcome; -1 when it is not there.</summary>
    public long Sum(string metric, string? outcome = null) => Find(metric) is not { } found ? -1
        : found.GetProperty("sum").GetProperty("dataPoints").EnumerateArray()
            .Where(p => outcome is null || p.GetProperty("attributes")[0].GetProperty("value").GetProperty("stringValue").GetString() == outcome)
            .Select(p => long.Parse(p.GetProperty("asInt").GetString()!, System.Globalization.CultureInfo.InvariantCulture)).Single();

    /// <summary>How many answers the latency histogram holds, by its count and by its buckets.</summary>
    public long LatencyCount()
    {
        if (Find("tutela.node.answer.duration") is not { } found) return -1;
        var point = found.GetProperty("histogram").GetProperty("dataPoints")[0];
        var buckets = point.GetProperty("bucketCounts").EnumerateArray().Sum(b => long.Parse(b.GetString()!, System.Globalization.CultureInfo.InvariantCulture));
        return point.GetProperty("count").GetString() == buckets.ToString(System.Globalization.CultureInfo.InvariantCulture) && point.GetProperty("explicitBounds").GetArrayLength() + 1 == point.GetProperty("bucketCounts").GetArrayLength() ? buckets : -2;
    }

    private JsonElement? Find(string metric)
    {
        var root = JsonDocument.Parse(Last).RootElement;
        if (!root.TryGetProperty("resourceMetrics", out var resources)) return null;
        return resources[0].GetProperty("scopeMetrics")[0].GetProperty("metrics").EnumerateArray().FirstOrDefault(m => m.GetProperty("name").GetString() == metric) is { ValueKind: JsonValueKind.Object } found ? found : null;
    }
}
