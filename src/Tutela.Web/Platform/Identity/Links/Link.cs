using Tutela.Web.Platform.Database;

namespace Tutela.Web.Platform.Identity.Links;

/// <summary>A one-purpose link to a page that needs no sign-in (set up, join, sign). The secret is 128 random bits; only its
/// SHA-256 is stored. Opening a link uses nothing up, because mail scanners follow links; the post does.</summary>
public sealed class Link : SchoolRow
{
    public required byte[] SecretHash { get; init; }
    public required LinkPurpose Purpose { get; init; }
    public Guid PersonId { get; init; }
    /// <summary>What the link is about, where the purpose needs it (a signature that is due).</summary>
    public Guid? SubjectId { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; set; }

    public bool IsOpen(DateTimeOffset now) => UsedAt is null && now < ExpiresAt;
}

public enum LinkPurpose { SetUp, Join, Sign, ResetPassword }
