using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Tutela.Web.Modules.People.SingleSignOn;

/// <summary>One attempt to sign in through a provider, kept in a protected cookie of the browser that began it, for ten minutes.</summary>
public sealed record SignInAttempt(Guid School, Guid Provider, string State, string Nonce, string Verifier, string To)
{
    public const string Cookie = "tutela-sso";
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    public string Challenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public static SignInAttempt Begin(Guid school, Guid provider, string to) => new(school, provider, Secret(), Secret(), Secret(), to);

    public string Protect(IDataProtectionProvider protection) => Protector(protection).Protect(JsonSerializer.Serialize(this), Life);

    /// <summary>The attempt, or null: absent, over, or not ours.</summary>
    public static SignInAttempt? Read(string? cookie, IDataProtectionProvider protection)
    {
        if (string.IsNullOrEmpty(cookie)) return null;
        try
        {
            return JsonSerializer.Deserialize<SignInAttempt>(Protector(protection).Unprotect(cookie));
        }
        catch (Exception fault) when (fault is CryptographicException or JsonException)
        {
            return null;
        }
    }

    public bool IsState(string? state) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state ?? ""), Encoding.UTF8.GetBytes(State));

    private static ITimeLimitedDataProtector Protector(IDataProtectionProvider protection) => protection.CreateProtector("Tutela.SingleSignOn.Attempt").ToTimeLimitedDataProtector();

    private static string Secret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
