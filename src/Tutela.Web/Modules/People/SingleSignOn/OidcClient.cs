using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Tutela.Web.Modules.People.SingleSignOn;

/// <summary>Where a provider does what, from its discovery document.</summary>
public sealed record ProviderPlaces(Uri Authorization, Uri Token, Uri Keys);

/// <summary>The provider did not answer, or not as it has to. The message is for the log.</summary>
public sealed class ProviderFaultException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Talks to a provider: discovery document, keys, and the code for the token (RFC 6749 4.1.3, RFC 7636). Follows no redirect, waits ten
/// seconds at most and reads no more than it needs. Thread-safe.</summary>
public sealed class OidcClient : IDisposable
{
    private const int MostBytes = 262_144;

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = MostBytes };

    /// <summary>Reads the discovery document. Its issuer has to be the one that was asked, and each place as safe as the issuer.</summary>
    public async Task<ProviderPlaces> DiscoverAsync(string issuer, CancellationToken ct = default)
    {
        using var document = await GetAsync(new Uri(issuer.TrimEnd('/') + "/.well-known/openid-configuration"), ct);
        var root = document.RootElement;
        if (Text(root, "issuer") != issuer) throw new ProviderFaultException("The discovery document is another issuer's.");
        return new(Place(root, "authorization_endpoint", issuer), Place(root, "token_endpoint", issuer), Place(root, "jwks_uri", issuer));
    }

    public async Task<JsonElement> KeysAsync(ProviderPlaces places, CancellationToken ct = default)
    {
        using var document = await GetAsync(places.Keys, ct);
        return document.RootElement.TryGetProperty("keys", out var keys) && keys.ValueKind == JsonValueKind.Array ? document.RootElement.Clone() : throw new ProviderFaultException("The provider gave no keys.");
    }

    /// <summary>The ID token for a code.</summary>
    public async Task<string> RedeemAsync(ProviderPlaces places, string clientId, string secret, string code, string verifier, string back, CancellationToken ct = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, places.Token)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = back, ["code_verifier"] = verifier }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(clientId)}:{Uri.EscapeDataString(secret)}")));
        using var document = await SendAsync(request, ct);
        return Text(document.RootElement, "id_token") ?? throw new ProviderFaultException("The provider gave no ID token.");
    }

    private async Task<JsonDocument> GetAsync(Uri address, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        return await SendAsync(request, ct);
    }

    private async Task<JsonDocument> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        try
        {
            using var response = await _http.SendAsync(request, ct);
            if (!response.IsSuccessStatusCode) throw new ProviderFaultException($"The provider answered {(int)response.StatusCode}.");
            return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(ct));
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException || (fault is TaskCanceledException && !ct.IsCancellationRequested))
        {
            throw new ProviderFaultException("The provider did not answer as it has to.", fault);
        }
    }

    private static Uri Place(JsonElement root, string name, string issuer) =>
        Uri.TryCreate(Text(root, name), UriKind.Absolute, out var place) && (place.Scheme == Uri.UriSchemeHttps || (place.IsLoopback && new Uri(issuer).IsLoopback))
            ? place : throw new ProviderFaultException($"The discovery document has no usable {name}.");

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public void Dispose() => _http.Dispose();
}
