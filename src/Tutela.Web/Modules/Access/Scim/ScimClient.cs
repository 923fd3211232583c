using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tutela.Web.Modules.Access.Scim;

/// <summary>The directory did not take something. The message is for the page of the settings and names nobody.</summary>
public sealed class ScimFaultException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Speaks SCIM 2.0 to one directory (RFC 7644 3). Follows no redirect; waits fifteen seconds at most. Thread-safe.</summary>
public sealed class ScimClient : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = TimeSpan.FromSeconds(15), MaxResponseContentBufferSize = 1_048_576 };

    /// <summary>Makes the resource say this, and returns the directory's id for it. What is there under the same name is taken over, so that a push
    /// that was cut off does not make a second one.</summary>
    public async Task<string> PutAsync(Uri service, string token, string kind, string nameField, string? theirs, JsonObject resource, CancellationToken ct)
    {
        if (theirs is not null)
        {
            var (status, _) = await SendAsync(HttpMethod.Put, new Uri(service, $"{kind}/{Uri.EscapeDataString(theirs)}"), token, resource, ct);
            if (IsGood(status)) return theirs;
            if (status != HttpStatusCode.NotFound) throw new ScimFaultException($"The directory answered {(int)status} to a change in {kind}.");
        }
        var name = (string)resource[nameField]!;
        if (await FindAsync(service, token, kind, nameField, name, ct) is { } there) return await PutAsync(service, token, kind, nameField, there, resource, ct);
        var (created, body) = await SendAsync(HttpMethod.Post, new Uri(service, kind), token, resource, ct);
        return IsGood(created) && body?["id"]?.GetValue<string>() is { } id ? id : throw new ScimFaultException($"The directory answered {(int)created} to something new in {kind}.");
    }

    private async Task<string?> FindAsync(Uri service, string token, string kind, string nameField, string name, CancellationToken ct)
    {
        var filter = $"{nameField} eq \"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
        var (status, body) = await SendAsync(HttpMethod.Get, new Uri(service, $"{kind}?filter={Uri.EscapeDataString(filter)}"), token, null, ct);
        if (!IsGood(status)) throw new ScimFaultException($"The directory answered {(int)status} to a question about {kind}.");
        return body?["Resources"]?.AsArray() is [{ } first, ..] ? first["id"]?.GetValue<string>() : null;
    }

    private async Task<(HttpStatusCode, JsonNode?)> SendAsync(HttpMethod method, Uri address, string token, JsonObject? resource, CancellationToken ct)
    {
        try
        {
            using var request = new HttpRequestMessage(method, address);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Headers.Accept.ParseAdd("application/scim+json");
            if (resource is not null) request.Content = new StringContent(resource.ToJsonString(), Encoding.UTF8, "application/scim+json");
            using var response = await _http.SendAsync(request, ct);
            var text = await response.Content.ReadAsStringAsync(ct);
            return (response.StatusCode, response.IsSuccessStatusCode && text.Length > 0 ? JsonNode.Parse(text) : null);
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException or InvalidOperationException || (fault is TaskCanceledException && !ct.IsCancellationRequested))
        {
            throw new ScimFaultException("The directory did not answer as it has to.", fault);
        }
    }

    private static bool IsGood(HttpStatusCode status) => (int)status is >= 200 and < 300;

    public void Dispose() => _http.Dispose();
}
