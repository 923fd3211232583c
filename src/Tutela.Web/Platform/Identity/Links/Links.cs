using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Platform.Identity.Links;

/// <summary>Makes and finds links. Scoped.</summary>
public sealed class LinkDesk(TutelaDb db, SchoolScope scope, TimeProvider clock)
{
    /// <summary>Adds a link and returns its path; the secret is nowhere else. Saved with the handler's transaction.</summary>
    public string Issue(LinkPurpose purpose, Guid personId, TimeSpan life, Guid? subjectId = null)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var now = clock.GetUtcNow();
        db.Add(new Link
        {
            Id = Guid.CreateVersion7(now),
            SecretHash = Hash(secret),
            Purpose = purpose,
            PersonId = personId,
            SubjectId = subjectId,
            CreatedAt = now,
            ExpiresAt = now + life,
        });
        return scope.Href($"{PathOf(purpose)}/{secret}");
    }

    /// <summary>The open link with this secret and purpose, or null: unknown, used and expired look alike.</summary>
    public async Task<Link?> FindAsync(string secret, LinkPurpose purpose, CancellationToken ct = default)
    {
        if (secret.Length != 32) return null;
        var hash = Hash(secret);
        var link = await db.Set<Link>().SingleOrDefaultAsync(l => l.SecretHash == hash && l.Purpose == purpose, ct);
        return link is not null && link.IsOpen(clock.GetUtcNow()) ? link : null;
    }

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));

    private static string PathOf(LinkPurpose purpose) => purpose switch
    {
        LinkPurpose.SetUp => "set-up",
        LinkPurpose.Join => "join",
        LinkPurpose.Sign => "sign",
        LinkPurpose.ResetPassword => "reset",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
    };
}
