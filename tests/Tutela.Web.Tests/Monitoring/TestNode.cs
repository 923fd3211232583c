using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tutela.Testing;
using Tutela.Web.Modules.Filtering.Contract;

namespace Tutela.Web.Tests.Monitoring;

/// <summary>What a filter node says to the centre, over HTTP with a token of its own.</summary>
internal sealed class TestNode : IDisposable
{
    private static int _count;
    private readonly HttpClient _http;

    private TestNode(Uri address, string token)
    {
        _http = new HttpClient { BaseAddress = address };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public string Name { get; private init; } = "";

    public static async Task<TestNode> OfAsync(TestSchool school)
    {
        var name = $"Node {Interlocked.Increment(ref _count)}";
        var token = await school.WithAsync(services => services.GetRequiredService<NodeDesk>().AddAsync(name, "For a test"));
        return new TestNode(school.Address, token) { Name = name };
    }

    public static TestNode WithToken(TestSchool school, string token) => new(school.Address, token);

    public static Guid NewSegment() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    /// <summary>A refusal as a node writes it.</summary>
    public static object Refused(string name, string client = "127.0.1.5", string category = "gambling", string group = "pupils", DateTimeOffset? at = null, string? device = null,
        string? user = null, string type = "A", int count = 1, string list = "games") => new
        {
            at = (at ?? TimeProvider.System.GetUtcNow()).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture),
            client,
            device,
            user,
            profile = (string?)null,
            group,
            name,
            type,
            action = "block",
            category,
            list,
            rule = name,
            count,
        };

    public static object Allowed(string name) => new { at = TimeProvider.System.GetUtcNow(), client = "127.0.1.5", group = "pupils", name, type = "A", action = "allow", count = 1 };

    public Task<HttpResponseMessage> SendAsync(params object[] lines) => SendAsync(NewSegment(), lines);

    public Task<HttpResponseMessage> SendAsync(Guid segment, params object[] lines) =>
        SendTextAsync(segment, string.Concat(lines.Select(l => (l as string ?? JsonSerializer.Serialize(l)) + "\n")));

    public Task<HttpResponseMessage> SendTextAsync(Guid segment, string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return SendBytesAsync(segment.ToString(), packed.ToArray());
    }

    public async Task<HttpResponseMessage> SendBytesAsync(string segment, byte[] packed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/node/activity");
        request.Headers.Add("X-Segment-Id", segment);
        request.Content = new ByteArrayContent(packed) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-ndjson"), ContentEncoding = { "gzip" } } };
        return await _http.SendAsync(request);
    }

    public Task<HttpResponseMessage> BeatAsync(object? beat = null) => _http.PostAsJsonAsync("/api/v1/node/heartbeat",
        beat ?? new { version = "0.1.0", indexVersion = "i-1", rulesVersion = "r-1", sealedInstalled = false, spoolDepth = 3, lost = 0, upSince = TimeProvider.System.GetUtcNow() });

    public async Task<HttpResponseMessage> RulesAsync(string? tag = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/node/rules");
        if (tag is not null) request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return await _http.SendAsync(request);
    }

    public void Dispose() => _http.Dispose();
}
