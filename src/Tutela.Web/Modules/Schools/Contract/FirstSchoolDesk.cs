using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Schools.First;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Schools.Contract;

/// <summary>The one-use link by which the first school of all is made in the browser. Scoped.</summary>
public sealed class FirstSchoolDesk(TutelaDb db, SchoolDesk schools, TimeProvider clock)
{
    private IQueryable<FirstSchoolLink> Open => db.Set<FirstSchoolLink>().Where(l => l.VoidedAt == null && l.UsedAt == null);

    /// <summary>A new link, and the end of any older one; null when there is a school already. The secret is returned once and stored nowhere.</summary>
    public async Task<string?> IssueAsync(CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        await Open.ExecuteUpdateAsync(l => l.SetProperty(x => x.VoidedAt, now), ct);
        if (await db.Set<School>().AnyAsync(ct)) return null;
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        db.Add(new FirstSchoolLink { Id = Guid.CreateVersion7(now), SecretHash = Hash(secret), IssuedAt = now });
        await db.SaveChangesAsync(ct);
        return $"/first-school/{secret}";
    }

    /// <summary>The open link with this secret, or null: unknown, void, used, and one that came too late look alike.</summary>
    internal async Task<FirstSchoolLink?> FindAsync(string secret)
    {
        if (secret.Length != 32) return null;
        var hash = Hash(secret);
        return await Open.SingleOrDefaultAsync(l => l.SecretHash == hash && !db.Set<School>().Any());
    }

    internal async Task<bool> IsTakenAsync(string slug) => await db.Set<School>().AnyAsync(s => s.Slug == slug);

    internal Task SaveAsync() => db.SaveChangesAsync();

    /// <summary>Makes the school and returns the path of its administrator's set-up link. The link is used up only when the school is there.</summary>
    internal async Task<string> MakeAsync(FirstSchoolLink link, string pack)
    {
        if (!link.IsFilled) throw new Refused("Say first what the school is called and who you are.");
        var now = clock.GetUtcNow();
        // Two browsers with the same link make one school.
        if (await Open.Where(l => l.Id == link.Id && !db.Set<School>().Any()).ExecuteUpdateAsync(l => l.SetProperty(x => x.UsedAt, now)) == 0) throw new NotFound();
        try
        {
            var (_, path) = await schools.CreateAsync(new(link.Name!, link.Slug!, pack, link.Email!, SetsUp: true, Administrator: (link.GivenName!, link.FamilyName!)));
            await db.Set<FirstSchoolLink>().Where(l => l.Id == link.Id).ExecuteUpdateAsync(l => l.SetProperty(x => x.GivenName, (string?)null).SetProperty(x => x.FamilyName, (string?)null).SetProperty(x => x.Email, (string?)null));
            return path;
        }
        catch
        {
            await db.Set<FirstSchoolLink>().Where(l => l.Id == link.Id).ExecuteUpdateAsync(l => l.SetProperty(x => x.UsedAt, (DateTimeOffset?)null));
            throw;
        }
    }

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));
}
