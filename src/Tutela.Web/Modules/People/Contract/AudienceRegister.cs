using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.People.Contract;

/// <summary>Who belongs to which audience today: the one place that decides whom a document concerns. How somebody signs in goes by their
/// kind and is no matter of this. Scoped.</summary>
public sealed class AudienceRegister(TutelaDb db, TimeProvider clock)
{
    public IQueryable<AudienceMembership> Today
    {
        get
        {
            var today = clock.Today();
            return db.Set<AudienceMembership>().Where(m => m.From <= today && (m.Until == null || m.Until >= today));
        }
    }

    /// <summary>People at the school who belong to any of these audiences. Somebody from outside who is something else here, such as a volunteer, is
    /// not asked as a visitor too, and an officer of the trust is no visitor.</summary>
    public IQueryable<Person> In(IEnumerable<Audience> audiences, bool withLeavers = false)
    {
        var wanted = audiences.Distinct().ToArray();
        var kinds = Enum.GetValues<PersonKind>().Where(k => k != PersonKind.Visitor && wanted.Contains(Audiences.Of(k))).ToArray();
        var people = db.Set<Person>().Where(p => withLeavers || p.EndedOn == null);
        if (!wanted.Any(w => w == Audience.Governors || Audiences.Given.Contains(w))) return people.Where(p => kinds.Contains(p.Kind));
        var (today, visitors, governors) = (Today, wanted.Contains(Audience.Visitors), wanted.Contains(Audience.Governors));
        return people.Where(p => kinds.Contains(p.Kind)
            || today.Any(m => m.PersonId == p.Id && wanted.Contains(m.Audience))
            || (governors && p.Roles.Any(r => r.Until == null && (r.Role == Role.Governor || r.Role == Role.ChairOfGovernors)))
            || (visitors && p.Kind == PersonKind.Visitor && !today.Any(m => m.PersonId == p.Id) && !p.Roles.Any(r => r.Until == null && r.Role == Role.TrustOfficer)));
    }

    /// <summary>Every audience that each of these people belongs to today; leavers to none. Two queries.</summary>
    public Task<IReadOnlyDictionary<Guid, IReadOnlySet<Audience>>> OfAsync(IQueryable<Person> people) => OfEachAsync(people.Where(p => p.EndedOn == null));

    private async Task<IReadOnlyDictionary<Guid, IReadOnlySet<Audience>>> OfEachAsync(IQueryable<Person> people)
    {
        var found = await people.Select(p => new
        {
            p.Id,
            p.Kind,
            Governs = p.Roles.Any(r => r.Until == null && (r.Role == Role.Governor || r.Role == Role.ChairOfGovernors)),
            IsOfficer = p.Roles.Any(r => r.Until == null && r.Role == Role.TrustOfficer),
        }).ToListAsync();
        var given = (await Today.Where(m => people.Any(p => p.Id == m.PersonId)).Select(m => new { m.PersonId, m.Audience }).ToListAsync()).ToLookup(m => m.PersonId, m => m.Audience);
        return found.ToDictionary(p => p.Id, p => Of(p.Kind, p.Governs, p.IsOfficer, given[p.Id]));
    }

    /// <summary>The audiences of one person; of somebody who has left, those of their kind: some documents are for leavers.</summary>
    public async Task<IReadOnlySet<Audience>> OfAsync(Guid person) =>
        (await OfEachAsync(db.Set<Person>().Where(p => p.Id == person))).GetValueOrDefault(person, new HashSet<Audience>());

    /// <summary>The same rule as <see cref="In"/>, for one person. Pure.</summary>
    public static IReadOnlySet<Audience> Of(PersonKind kind, bool governs, bool isOfficer, IEnumerable<Audience> given)
    {
        var all = given.ToHashSet();
        if (kind != PersonKind.Visitor || (all.Count == 0 && !isOfficer)) all.Add(Audiences.Of(kind));
        if (governs) all.Add(Audience.Governors);
        return all;
    }
}
