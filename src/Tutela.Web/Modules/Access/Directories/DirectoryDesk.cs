using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Access.Directories;

/// <summary>The accounts that a directory should have: everybody in the register with a user name of their own. Active while access is granted.
/// One query. Scoped.</summary>
public sealed class DirectoryDesk(TutelaDb db)
{
    public async Task<List<DirectoryAccount>> AccountsAsync(string domain, CancellationToken ct = default)
    {
        var rows = await (from entry in db.Set<AccessEntry>()
                          join person in db.Set<Person>() on entry.PersonId equals person.Id
                          where entry.NetworkId != null
                          orderby person.FamilyName, person.GivenName, person.Id
                          select new { person.Id, person.GivenName, person.FamilyName, person.Kind, person.YearGroup, person.Email, person.EndedOn, entry.NetworkId, entry.Mailbox, entry.State }).AsNoTracking().ToListAsync(ct);
        return rows.ConvertAll(r => new DirectoryAccount(r.Id, r.GivenName, r.FamilyName, r.Kind, r.YearGroup, r.NetworkId!, r.Mailbox ?? $"{r.NetworkId!.Split('@')[0]}@{domain}".ToLowerInvariant(), r.EndedOn is null && r.State == AccessState.Granted));
    }
}
