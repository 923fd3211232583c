using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Tutela.Node.Serving;
using Tutela.Node.Verbs;

namespace Tutela.Node.Telemetry;

/// <summary>What changes beside the counters.</summary>
internal readonly record struct Gauges(long SpoolSegments, long Lost, string IndexVersion, string RulesVersion);

/// <summary>
/// Sends the node's metrics to an OpenTelemetry collector (OTLP over HTTP, in JSON) every five seconds. The encoding is a few fields, so it is
/// written here and the node stays without packages. A collector that is away costs nothing but its own figures: sums are since the start.
/// </summary>
internal sealed class OtlpPush(Uri collector, NodeMetrics metrics, TimeProvider clock, Log log) : IDisposable
{
    private const int Cumulative = 2;
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(5) };
    private readonly Uri _address = new(collector.AbsoluteUri.TrimEnd('/') + "/v1/metrics");
    private readonly DateTimeOffset _began = clock.GetUtcNow();
    private bool _failed;

    public void Dispose() => _http.Dispose();

    public async Task RunAsync(Func<Gauges> gauges, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var failed = await PushAsync(gauges(), stop);
            if (failed is not null != _failed) log.Say(failed is null ? "metrics: the collector takes them again" : $"metrics: {failed}");
            _failed = failed is not null;
            await Task.Delay(Pace, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<string?> PushAsync(Gauges gauges, CancellationToken stop)
    {
        try
        {
            using var body = new MemoryStream();
            using (var json = new Utf8JsonWriter(body)) Write(json, gauges);
            using var content = new ByteArrayContent(body.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            using var response = await _http.PostAsync(_address, content, stop);
            return response.IsSuccessStatusCode ? null : $"the collector answered {(int)response.StatusCode}";
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return stop.IsCancellationRequested ? null : e.Message;
        }
    }

    private void Write(Utf8JsonWriter json, Gauges gauges)
    {
        var now = Nanoseconds(clock.GetUtcNow());
        json.WriteStartObject();
        json.WriteStartArray("resourceMetrics");
        json.WriteStartObject();
        json.WriteStartObject("resource");
        WriteAttributes(json, ("service.name", "tutela-node"), ("service.version", Commands.Version), ("tutela.index.version", gauges.IndexVersion), ("tutela.rules.version", gauges.RulesVersion));
        json.WriteEndObject();
        json.WriteStartArray("scopeMetrics");
        json.WriteStartObject();
        json.WriteStartObject("scope");
        json.WriteString("name", "Tutela.Node");
        json.WriteEndObject();
        json.WriteStartArray("metrics");

        Begin(json, "tutela.node.queries", "{query}", "Questions by how they were answered", "sum");
        foreach (var outcome in Enum.GetValues<Outcome>()) WritePoint(json, now, metrics.Of(outcome), ("outcome", outcome.ToString().ToLowerInvariant()));
        End(json, isSum: true);
        Begin(json, "tutela.node.activity.lost", "{record}", "Records that could not be kept", "sum");
        WritePoint(json, now, gauges.Lost);
        End(json, isSum: true);
        Begin(json, "tutela.node.spool.segments", "{segment}", "Closed segments that wait for the centre", "gauge");
        WritePoint(json, now, gauges.SpoolSegments);
        End(json, isSum: false);
        WriteLatency(json, now);

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteLatency(Utf8JsonWriter json, string now)
    {
        var (buckets, sum) = metrics.Latency();
        Begin(json, "tutela.node.answer.duration", "s", "From a question's arrival to its answer", "histogram");
        json.WriteStartObject();
        WriteTimes(json, now);
        json.WriteString("count", Number(buckets.Sum()));
        json.WriteNumber("sum", sum / 1e6);
        json.WriteStartArray("bucketCounts");
        foreach (var bucket in buckets) json.WriteStringValue(Number(bucket));
        json.WriteEndArray();
        json.WriteStartArray("explicitBounds");
        foreach (var bound in NodeMetrics.Bounds) json.WriteNumberValue(bound / 1e6);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteNumber("aggregationTemporality", Cumulative);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Begin(Utf8JsonWriter json, string name, string unit, string description, string kind)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("unit", unit);
        json.WriteString("description", description);
        json.WriteStartObject(kind);
        json.WriteStartArray("dataPoints");
    }

    private static void End(Utf8JsonWriter json, bool isSum)
    {
        json.WriteEndArray();
        if (isSum)
        {
            json.WriteNumber("aggregationTemporality", Cumulative);
            json.WriteBoolean("isMonotonic", true);
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WritePoint(Utf8JsonWriter json, string now, long value, params ReadOnlySpan<(string Key, string Value)> attributes)
    {
        json.WriteStartObject();
        WriteAttributes(json, attributes);
        WriteTimes(json, now);
        json.WriteString("asInt", Number(value));
        json.WriteEndObject();
    }

    private void WriteTimes(Utf8JsonWriter json, string now)
    {
        json.WriteString("startTimeUnixNano", Nanoseconds(_began));
        json.WriteString("timeUnixNano", now);
    }

    private static void WriteAttributes(Utf8JsonWriter json, params ReadOnlySpan<(string Key, string Value)> attributes)
    {
        json.WriteStartArray("attributes");
        foreach (var (key, value) in attributes)
        {
            json.WriteStartObject();
            json.WriteString("key", key);
            json.WriteStartObject("value");
            json.WriteString("stringValue", value);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    // 64-bit numbers are texts in OTLP's JSON.
    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Nanoseconds(DateTimeOffset time) => Number((time - DateTimeOffset.UnixEpoch).Ticks * 100);
}
