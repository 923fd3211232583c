using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Tutela.Engine.Policy;
using Tutela.Node.Activity;

namespace Tutela.Node.Centre;

/// <summary>What a heartbeat says.</summary>
internal readonly record struct Heartbeat(string Version, string IndexVersion, string RulesVersion, bool SealedInstalled, long SpoolDepth, long Lost, DateTimeOffset UpSince);

/// <summary>
/// Talks to the centre: activity up, rules down, a sign of life. Nothing here stands between a query and its answer; whatever fails is
/// tried again for ever. The token is read from its file for each request, so it can be changed under a running node.
/// </summary>
internal sealed class CentreClient : IDisposable
{
    private static readonly TimeSpan RulesPace = TimeSpan.FromSeconds(2), HeartbeatPace = TimeSpan.FromSeconds(10), LongestRest = TimeSpan.FromSeconds(15);

    // A segment of a long outage holds tens of thousands of records, which a busy centre takes its time for; given up too early it would come
    // again and again, and never be taken.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15), UploadPatience = TimeSpan.FromMinutes(2);

    private readonly HttpClient _http = Client(Patience), _uploads = Client(UploadPatience);
    private readonly string _base;
    private readonly string _tokenFile;
    private readonly TimeProvider _clock;
    private readonly Log _log;
    private readonly Dictionary<string, string> _said = [];
    private string? _etag;

    public CentreClient(Uri centre, string tokenFile, TimeProvider clock, Log log)
    {
        _base = centre.AbsoluteUri.TrimEnd('/') + "/api/v1/node/";
        (_tokenFile, _clock, _log) = (tokenFile, clock, log);
    }

    public void Dispose()
    {
        _http.Dispose();
        _uploads.Dispose();
    }

    /// <summary>Sends closed segments, oldest first, until stopped.</summary>
    public async Task UploadAsync(Spool spool, ActivityWriter writer, ActivityQueue queue, CancellationToken stop)
    {
        writer.CentreAnswers = true;
        var rest = TimeSpan.FromSeconds(1);
        while (!stop.IsCancellationRequested)
        {
            var failed = await SendAllAsync(spool, queue, stop);
            if (stop.IsCancellationRequested) return;
            writer.CentreAnswers = failed is null;
            Say("activity", failed);
            try
            {
                if (failed is null)
                {
                    rest = TimeSpan.FromSeconds(1);
                    await writer.Closed.WaitAsync(TimeSpan.FromSeconds(5), stop);
                }
                else
                {
                    await Task.Delay(rest, _clock, stop);
                    rest = rest * 2 < LongestRest ? rest * 2 : LongestRest;
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Fetches rules that changed and puts them where the node watches, until stopped.</summary>
    public async Task PollRulesAsync(string rulesFile, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            Say("rules", await FetchRulesAsync(rulesFile, stop));
            await Task.Delay(RulesPace, _clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Fetches rules once; null when they are in place, else why not.</summary>
    public async Task<string?> FetchRulesAsync(string rulesFile, CancellationToken stop)
    {
        try
        {
            using var request = Request(HttpMethod.Get, "rules");
            if (_etag is not null) request.Headers.TryAddWithoutValidation("If-None-Match", _etag);
            using var response = await _http.SendAsync(request, stop);
            if (response.StatusCode == HttpStatusCode.NotModified) return null;
            if (response.StatusCode != HttpStatusCode.OK) return $"the centre answered {(int)response.StatusCode}";
            var document = await response.Content.ReadAsByteArrayAsync(stop);
            if (!RuleSet.TryRead(document, out _, out var faults)) return $"the centre's rules are refused: {string.Join("; ", faults)}";
            var there = File.Exists(rulesFile) ? await File.ReadAllBytesAsync(rulesFile, stop) : [];
            if (!document.AsSpan().SequenceEqual(there))
            {
                var temporary = rulesFile + ".new";
                await File.WriteAllBytesAsync(temporary, document, stop);
                File.Move(temporary, rulesFile, overwrite: true);
            }
            _etag = response.Headers.TryGetValues("ETag", out var tags) ? tags.FirstOrDefault() : null;
            return null;
        }
        catch (Exception e) when (IsExpected(e))
        {
            return e.Message;
        }
    }

    /// <summary>Says every ten seconds that the node lives, until stopped.</summary>
    public async Task BeatAsync(Func<Heartbeat> state, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            Say("heartbeat", await BeatOnceAsync(state(), stop));
            await Task.Delay(HeartbeatPace, _clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<string?> BeatOnceAsync(Heartbeat state, CancellationToken stop)
    {
        try
        {
            using var body = new MemoryStream();
            using (var json = new Utf8JsonWriter(body))
            {
                json.WriteStartObject();
                json.WriteString("version", state.Version);
                json.WriteString("indexVersion", state.IndexVersion);
                json.WriteString("rulesVersion", state.RulesVersion);
                json.WriteBoolean("sealedInstalled", state.SealedInstalled);
                json.WriteNumber("spoolDepth", state.SpoolDepth);
                json.WriteNumber("lost", state.Lost);
                json.WriteString("upSince", state.UpSince);
                json.WriteEndObject();
            }
            using var request = Request(HttpMethod.Post, "heartbeat");
            request.Content = new ByteArrayContent(body.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            using var response = await _http.SendAsync(request, stop);
            return response.IsSuccessStatusCode ? null : $"the centre answered {(int)response.StatusCode}";
        }
        catch (Exception e) when (IsExpected(e))
        {
            return e.Message;
        }
    }

    private async Task<string?> SendAllAsync(Spool spool, ActivityQueue queue, CancellationToken stop)
    {
        string? failed = null;
        foreach (var segment in spool.Closed())
        {
            try
            {
                var (length, payload) = SpoolFormat.ToJson(await File.ReadAllBytesAsync(segment, stop));
                var damaged = length < new FileInfo(segment).Length;
                if (payload.Length == 0)
                {
                    SetAside(segment, queue);
                    continue;
                }
                var status = await SendAsync(Path.GetFileNameWithoutExtension(segment), payload, stop);
                if (status is HttpStatusCode.OK or HttpStatusCode.NoContent)
                {
                    if (damaged) SetAside(segment, queue);
                    else spool.Delete(segment);
                    continue;
                }
                failed = $"the centre answered {(int)status} to segment {Path.GetFileNameWithoutExtension(segment)}";
                // This one segment is not wanted; those behind it may be. Anything else concerns them all.
                if (status is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity or HttpStatusCode.RequestEntityTooLarge) continue;
                return failed;
            }
            catch (Exception e) when (IsExpected(e))
            {
                return e.Message;
            }
        }
        return failed;
    }

    private async Task<HttpStatusCode> SendAsync(string id, byte[] payload, CancellationToken stop)
    {
        using var request = Request(HttpMethod.Post, "activity");
        request.Headers.Add("X-Segment-Id", id);
        request.Content = new ByteArrayContent(payload) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-ndjson"), ContentEncoding = { "gzip" } } };
        using var response = await _uploads.SendAsync(request, stop);
        return response.StatusCode;
    }

    // How many records were in the damaged part cannot be told: at least one is counted, and the file stays for whoever looks.
    private void SetAside(string segment, ActivityQueue queue)
    {
        queue.Lose(1);
        File.Move(segment, Path.ChangeExtension(segment, ".damaged"), overwrite: true);
        _log.Say($"{segment}: damaged, set aside");
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, _base + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText(_tokenFile).Trim());
        return request;
    }

    private static HttpClient Client(TimeSpan patience) =>
        new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2), AllowAutoRedirect = false }) { Timeout = patience };

    // Once when it begins, once when it changes, once when it ends: an outage of a night is three lines.
    private void Say(string what, string? failed)
    {
        lock (_said)
        {
            var before = _said.GetValueOrDefault(what);
            if (before == failed) return;
            if (failed is null) _said.Remove(what);
            else _said[what] = failed;
        }
        _log.Say(failed is null ? $"centre, {what}: works again" : $"centre, {what}: {failed}");
    }

    private static bool IsExpected(Exception e) => e is HttpRequestException or IOException or UnauthorizedAccessException or OperationCanceledException or FormatException or InvalidDataException;
}
