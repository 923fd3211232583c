using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Access.Networks;

/// <summary>Who else has a user name on the network: in the register, or with a device that is on it. One query.</summary>
internal static class NetworkNames
{
    public static async Task<string?> HolderAsync(TutelaDb db, string? name, Guid except)
    {
        var wanted = name?.Trim().ToLowerInvariant();
        if (string.IsNullOrEmpty(wanted)) return null;
        // Two who enter the same name at once are asked one after the other.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended('network-name:' || current_setting('tutela.school_id') || {wanted}, 0))");
#pragma warning disable CA1862, CA1304, CA1311 // becomes lower() in SQL
        return await db.Set<Person>().Where(p => p.Id != except && (db.Set<AccessEntry>().Any(e => e.PersonId == p.Id && e.NetworkId!.ToLower() == wanted)
            || db.Set<NetworkGrant>().Any(g => g.PersonId == p.Id && g.UserName == wanted && g.EndedAt == null))).Select(p => p.GivenName + " " + p.FamilyName).FirstOrDefaultAsync();
#pragma warning restore CA1862, CA1304, CA1311
    }
}
