using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Modules.People.SingleSignOn;

public enum ProviderKind { Entra, Google, Other }

/// <summary>A service that the school's staff already sign in with. It says who somebody is and nothing more: it opens no account and gives no role.</summary>
public sealed class SignInProvider : SchoolRow
{
    public const int TextMaxLength = 300;

    public ProviderKind Kind { get; init; }
    public required string Title { get; init; }
    public required string Issuer { get; init; }
    public required string ClientId { get; init; }
    /// <summary>Protected by the keys of data protection; never shown again.</summary>
    public required string ProtectedSecret { get; init; }
    public DateTimeOffset AddedAt { get; init; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Says why an issuer can't be used, or null. Plain http is for a provider on this machine, and only where the host allows it.</summary>
    public static string? IssuerFault(string? text, bool allowLoopback) =>
        !Uri.TryCreate(text, UriKind.Absolute, out var uri) || text!.Length > TextMaxLength || uri.Query.Length > 0 || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0
            || !(uri.Scheme == Uri.UriSchemeHttps || (allowLoopback && uri is { Scheme: "http", IsLoopback: true }))
            ? "Enter the issuer's address as the provider gives it, beginning with https://"
        : uri.Host == "login.microsoftonline.com" && uri.Segments is [_, "common/" or "organizations/" or "consumers/", ..] ? "Enter your own tenant's issuer. The common one lets in people of every organisation"
        : null;

    public void End(DateTimeOffset now)
    {
        if (EndedAt is not null) throw new Refused("This provider has been taken off already.");
        EndedAt = now;
    }
}
