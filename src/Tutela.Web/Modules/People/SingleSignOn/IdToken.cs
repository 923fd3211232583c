using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tutela.Web.Modules.People.SingleSignOn;

/// <summary>Who a provider says that somebody is, from a token that has been verified.</summary>
public sealed record IdClaims(string Subject, string? Email, bool EmailVerified, string? PreferredUserName, string? HostedDomain);

/// <summary>What a token must say of itself.</summary>
public sealed record IdTokenExpectation(string Issuer, string ClientId, string Nonce);

/// <summary>Verifies an OpenID Connect ID token (OpenID Connect Core 3.1.3.7) signed with RS256 or ES256 by a key of the provider's set (RFC 7517).
/// Everything else, "none" and shared secrets included, is refused. Pure.</summary>
public static class IdToken
{
    public const int LongestToken = 16_384;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    /// <summary>The claims, or null with the reason for the log: the person at the screen is told only that it did not work.</summary>
    public static (IdClaims? Claims, string? Fault) Verify(string token, JsonElement keys, IdTokenExpectation expected, DateTimeOffset now)
    {
        if (token.Length > LongestToken || token.Split('.') is not [var head, var body, var signature]) return (null, "not a signed token");
        try
        {
            using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(head));
            var algorithm = Text(header.RootElement, "alg");
            if (algorithm is not ("RS256" or "ES256")) return (null, "algorithm");
            if (header.RootElement.TryGetProperty("crit", out _)) return (null, "critical header");
            if (!IsSigned(algorithm, Text(header.RootElement, "kid"), keys, Encoding.ASCII.GetBytes($"{head}.{body}"), Base64Url.DecodeFromChars(signature))) return (null, "signature");
            using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(body));
            var claims = payload.RootElement;
            if (Text(claims, "iss") != expected.Issuer) return (null, "issuer");
            if (!IsFor(claims, expected.ClientId)) return (null, "audience");
            if (!claims.TryGetProperty("exp", out var exp) || !exp.TryGetInt64(out var expires) || DateTimeOffset.FromUnixTimeSeconds(expires) + Skew <= now) return (null, "expired");
            if (!claims.TryGetProperty("iat", out var iat) || !iat.TryGetInt64(out var issued) || DateTimeOffset.FromUnixTimeSeconds(issued) - Skew > now) return (null, "issued in the future");
            if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Text(claims, "nonce") ?? ""), Encoding.UTF8.GetBytes(expected.Nonce))) return (null, "nonce");
            if (Text(claims, "sub") is not { Length: > 0 and <= 255 } subject) return (null, "subject");
            var verified = claims.TryGetProperty("email_verified", out var flag) && (flag.ValueKind == JsonValueKind.True || (flag.ValueKind == JsonValueKind.String && flag.GetString() == "true"));
            return (new(subject, Text(claims, "email"), verified, Text(claims, "preferred_username"), Text(claims, "hd")), null);
        }
        catch (Exception fault) when (fault is JsonException or FormatException or CryptographicException or InvalidOperationException or ArgumentException)
        {
            return (null, "unreadable");
        }
    }

    private static bool IsFor(JsonElement claims, string client)
    {
        if (!claims.TryGetProperty("aud", out var audience)) return false;
        if (audience.ValueKind == JsonValueKind.String) return audience.GetString() == client;
        // A token for several parties has to say that it was given to this one.
        return audience.ValueKind == JsonValueKind.Array && audience.EnumerateArray().Any(a => a.GetString() == client)
            && (audience.GetArrayLength() == 1 || Text(claims, "azp") == client);
    }

    private static bool IsSigned(string algorithm, string? id, JsonElement keys, byte[] data, byte[] signature)
    {
        foreach (var key in keys.GetProperty("keys").EnumerateArray())
        {
            if (id is not null && Text(key, "kid") != id) continue;
            if (Text(key, "use") is { } use && use != "sig") continue;
            if (Text(key, "alg") is { } named && named != algorithm) continue;
            if (algorithm == "RS256" && Text(key, "kty") == "RSA" && VerifiesRsa(key, data, signature)) return true;
            if (algorithm == "ES256" && Text(key, "kty") == "EC" && Text(key, "crv") == "P-256" && VerifiesEc(key, data, signature)) return true;
        }
        return false;
    }

    private static bool VerifiesRsa(JsonElement key, byte[] data, byte[] signature)
    {
        using var rsa = RSA.Create(new RSAParameters { Modulus = Bytes(key, "n"), Exponent = Bytes(key, "e") });
        return rsa.KeySize >= 2048 && rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static bool VerifiesEc(JsonElement key, byte[] data, byte[] signature)
    {
        using var ec = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Bytes(key, "x"), Y = Bytes(key, "y") } });
        return ec.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static byte[] Bytes(JsonElement element, string name) => Base64Url.DecodeFromChars(element.GetProperty(name).GetString());

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
