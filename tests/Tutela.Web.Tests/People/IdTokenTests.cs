using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tutela.Web.Modules.People.SingleSignOn;

namespace Tutela.Web.Tests.People;

/// <summary>An ID token is believed only when everything about it is right.</summary>
public sealed class IdTokenTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly IdTokenExpectation Expected = new("https://provider.example", "tutela", "the-nonce");
    private static readonly JsonSerializerOptions WithoutNulls = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };
    private static readonly RSA Rsa = RSA.Create(2048);
    private static readonly ECDsa Ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    [Theory]
    [InlineData("RS256")]
    [InlineData("ES256")]
    public void Right_token_gives_its_claims(string algorithm)
    {
        var (claims, fault) = IdToken.Verify(Token(algorithm), Keys(), Expected, Now);
        Assert.Null(fault);
        Assert.Equal(new IdClaims("ida", "ida@school.example", true, null, null), claims);
    }

    [Fact]
    public void Anything_wrong_is_refused_and_named()
    {
        var right = Token("RS256");
        var parts = right.Split('.');
        var wrong = new Dictionary<string, string>
        {
            ["algorithm"] = Token("none"),
            ["signature"] = $"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])).Replace("ida", "eve", StringComparison.Ordinal)))}.{parts[2]}",
            ["issuer"] = Token("RS256", iss: "https://provider.example.evil"),
            ["audience"] = Token("RS256", aud: "someone-else"),
            ["expired"] = Token("RS256", exp: Now.AddMinutes(-3)),
            ["issued in the future"] = Token("RS256", iat: Now.AddMinutes(3)),
            ["nonce"] = Token("RS256", nonce: "another"),
            ["not a signed token"] = "x.y",
            ["unreadable"] = "%%.%%.%%",
        };
        Assert.All(wrong, pair => Assert.Equal((null, pair.Key), IdToken.Verify(pair.Value, Keys(), Expected, Now)));
        // A public key is no shared secret: HS256 over the same bytes is refused by its name.
        Assert.Equal("algorithm", IdToken.Verify(Token("HS256"), Keys(), Expected, Now).Fault);
        // A key of another use or a short one signs nothing.
        Assert.Equal("signature", IdToken.Verify(right, Keys(use: "enc"), Expected, Now).Fault);
        using var small = RSA.Create(1024);
        Assert.Equal("signature", IdToken.Verify(Token("RS256", rsa: small), Keys(rsa: small), Expected, Now).Fault);
        Assert.Equal("signature", IdToken.Verify(right, Keys(kid: "other"), Expected, Now).Fault);
        Assert.Equal("not a signed token", IdToken.Verify(new string('x', 20_000), Keys(), Expected, Now).Fault);
    }

    [Fact]
    public void Token_for_several_parties_has_to_name_this_one_as_its_own()
    {
        Assert.Equal("audience", IdToken.Verify(Token("RS256", several: true), Keys(), Expected, Now).Fault);
        Assert.Null(IdToken.Verify(Token("RS256", several: true, azp: "tutela"), Keys(), Expected, Now).Fault);
    }

    private static string Token(string algorithm, string iss = "https://provider.example", string aud = "tutela", DateTimeOffset? exp = null, DateTimeOffset? iat = null, string nonce = "the-nonce", bool several = false, string? azp = null, RSA? rsa = null)
    {
        var head = Encode(new { alg = algorithm, kid = algorithm == "ES256" ? "ec" : "rsa" });
        var body = Encode(new { iss, aud = several ? (object)new[] { aud, "other" } : aud, azp, sub = "ida", email = "ida@school.example", email_verified = true, exp = (exp ?? Now.AddMinutes(5)).ToUnixTimeSeconds(), iat = (iat ?? Now).ToUnixTimeSeconds(), nonce });
        var data = Encoding.ASCII.GetBytes($"{head}.{body}");
        var signature = algorithm switch
        {
            "RS256" => (rsa ?? Rsa).SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            "ES256" => Ec.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
            "HS256" => HMACSHA256.HashData(Rsa.ExportSubjectPublicKeyInfo(), data),
            _ => [],
        };
        return $"{head}.{body}.{Base64Url.EncodeToString(signature)}";
    }

    private static JsonElement Keys(string use = "sig", string kid = "rsa", RSA? rsa = null)
    {
        var (one, two) = ((rsa ?? Rsa).ExportParameters(false), Ec.ExportParameters(false));
        return JsonSerializer.SerializeToElement(new
        {
            keys = new object[]
            {
                new { kty = "RSA", kid, use, n = Base64Url.EncodeToString(one.Modulus), e = Base64Url.EncodeToString(one.Exponent) },
                new { kty = "EC", kid = "ec", use, crv = "P-256", x = Base64Url.EncodeToString(two.Q.X), y = Base64Url.EncodeToString(two.Q.Y) },
            },
        });
    }

    private static string Encode(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value, WithoutNulls));
}
