using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Platform.Identity;

/// <summary>By which names the network's proxy may call the people of the school in scope: their user name here and their e-mail address.
/// One query each. Scoped.</summary>
public sealed class UserNames(TutelaDb db)
{
    /// <summary>The names of these people, in lower case.</summary>
    public async Task<IReadOnlyList<(Guid Person, string Name)>> OfAsync(IReadOnlyCollection<Guid> people, CancellationToken ct = default)
    {
        if (people.Count == 0) return [];
        var rows = await (from person in db.Set<Person>()
                          where people.Contains(person.Id)
                          join account in db.Users on person.AccountId equals account.Id into accounts
                          from account in accounts.DefaultIfEmpty()
                          select new { person.Id, person.Email, account.UserName }).ToListAsync(ct);
        return [.. rows.SelectMany(r => new[] { r.Email, r.UserName }.OfType<string>().Where(n => n.Length > 0).Select(n => (r.Id, n.ToLowerInvariant()))).Distinct()];
    }

    /// <summary>The one person who is called so, or null: for nobody and for more than one.</summary>
    public async Task<Person?> FindAsync(string name, CancellationToken ct = default)
    {
        var lower = name.ToLowerInvariant();
        var upper = name.ToUpperInvariant();
#pragma warning disable CA1862 // becomes lower() in SQL
        var found = await db.Set<Person>().AsNoTracking()
            .Where(p => p.Email!.ToLower() == lower || db.Users.Any(a => a.Id == p.AccountId && a.NormalizedUserName == upper))
            .OrderBy(p => p.Id).Take(2).ToListAsync(ct);
#pragma warning restore CA1862
        return found.Count == 1 ? found[0] : null;
    }
}
