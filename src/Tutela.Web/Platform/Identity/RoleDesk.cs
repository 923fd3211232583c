using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;

namespace Tutela.Web.Platform.Identity;

/// <summary>Adds people, gives and ends roles, and finds who holds them. Scoped.</summary>
public sealed class RoleDesk(TutelaDb db, AuditTrail audit, TimeProvider clock)
{
    public static readonly Process Added = new("person.added", "A person was added");
    public static readonly Process Given = new("role.given", "A role was given");
    public static readonly Process Taken = new("role.ended", "A role was ended");

    public Person Add(PersonKind kind, string givenName, string familyName, string? email = null, int? yearGroup = null, params ReadOnlySpan<Role> roles)
    {
        var now = clock.GetUtcNow();
        var person = new Person
        {
            Id = Guid.CreateVersion7(now),
            Kind = kind,
            GivenName = givenName,
            FamilyName = familyName,
            Email = email,
            YearGroup = yearGroup,
            JoinedOn = DateOnly.FromDateTime(now.UtcDateTime),
        };
        db.Add(person);
        audit.Record(Added, nameof(Person), person.Id, after: new { kind, roles = roles.ToArray() }, aboutPersonId: person.Id);
        foreach (var role in roles) Give(person, role);
        return person;
    }

    public void Give(Person person, Role role)
    {
        if (person.Roles.Any(r => r.Role == role && r.Until is null)) return;
        var now = clock.GetUtcNow();
        var holding = new RoleHolding { Id = Guid.CreateVersion7(now), PersonId = person.Id, Role = role, From = now };
        person.Roles.Add(holding);
        db.Add(holding);
        audit.Record(Given, nameof(Person), person.Id, after: new { role = role.ToString() }, aboutPersonId: person.Id);
    }

    public void End(Person person, Role role)
    {
        if (person.Roles.FirstOrDefault(r => r.Role == role && r.Until is null) is not { } holding) return;
        holding.Until = clock.GetUtcNow();
        audit.Record(Taken, nameof(Person), person.Id, before: new { role = role.ToString() }, aboutPersonId: person.Id);
    }

    /// <summary>People who hold the role now, oldest holding first.</summary>
    public async Task<List<Guid>> HoldersAsync(Role role) => await (
        from holding in db.Set<RoleHolding>()
        join person in db.Set<Person>() on holding.PersonId equals person.Id
        where holding.Role == role && holding.Until == null && person.EndedOn == null
        orderby holding.From
        select person.Id).ToListAsync();

    /// <summary>People who hold the first of these roles that anybody holds; <paramref name="except"/> counts as nobody. Empty when nobody holds any.</summary>
    public async Task<List<Guid>> FirstHoldersAsync(IReadOnlyList<Role> roles, Guid? except = null)
    {
        foreach (var role in roles)
        {
            var holders = await HoldersAsync(role);
            if (except is { } one) holders.Remove(one);
            if (holders.Count > 0) return holders;
        }
        return [];
    }
}
