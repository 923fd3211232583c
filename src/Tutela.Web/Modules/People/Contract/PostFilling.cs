using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Posts;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;

namespace Tutela.Web.Modules.People.Contract;

/// <summary>Gives posts of the pack to people and firms, whether a post is a role of the software or not. Scoped.</summary>
public sealed class PostFilling(TutelaDb db, RoleDesk roles, Invitations invitations, Notifier notifier, CurrentUser user, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Whose answer a field is, in the form that asks.</summary>
    public sealed record Fields(string Person, string Provider = "Input.Provider", string GivenName = "Input.GivenName", string FamilyName = "Input.FamilyName", string Email = "Input.Email");

    public async Task<IReadOnlyList<(Guid Id, string Name)>> AdultsAsync() =>
        [.. (await db.Set<Person>().Where(p => p.EndedOn == null && (p.Kind == PersonKind.Staff || p.Kind == PersonKind.Governor))
            .OrderBy(p => p.FamilyName).ThenBy(p => p.GivenName).Select(p => new { p.Id, Name = p.GivenName + " " + p.FamilyName }).ToListAsync()).Select(p => (p.Id, p.Name))];

    /// <summary>Gives the post to somebody who is here.</summary>
    public async Task FillAsync(Post post, Guid? chosen, Fields fields)
    {
        audit.Begin(post.Role is null ? PostsModel.Filled : RoleDesk.Given);
        var person = await db.Set<Person>().Include(p => p.Roles).SingleOrDefaultAsync(p => p.Id == chosen && p.EndedOn == null && (p.Kind == PersonKind.Staff || p.Kind == PersonKind.Governor))
            ?? throw new Refused("Choose who holds the post", fields.Person);
        if (post.Holders.Any(h => h.PersonId == person.Id)) throw new Refused("They hold this post already", fields.Person);
        if (post.Role is { } role) await GiveAsync(person, role, fields.Person);
        else await HoldAsync(post, person, null);
    }

    /// <summary>Adds somebody, gives them the post and sends them the link to join.</summary>
    public async Task<Person> AddAsync(Post post, string? givenName, string? familyName, string? email, Fields fields)
    {
        var (given, family, address) = (NameRule.Clean(givenName), NameRule.Clean(familyName), (email ?? "").Trim());
        if (given.Length is 0 or > Person.NameMaxLength) throw new Refused("Enter a first name of at most 100 characters", fields.GivenName);
        if (family.Length is 0 or > Person.NameMaxLength) throw new Refused("Enter a last name of at most 100 characters", fields.FamilyName);
        if (!EmailRule.Accepts(address)) throw new Refused(EmailRule.Advice, fields.Email);
        if (await db.Set<Person>().AnyAsync(p => p.Email == address && p.EndedOn == null && p.Kind != PersonKind.Pupil))
            throw new Refused("Somebody with this e-mail address is here already. Choose them from the list.", fields.Email);
        var governs = post.Setting.Id.Contains("govern", StringComparison.Ordinal);
        var person = roles.Add(governs ? PersonKind.Governor : PersonKind.Staff, given, family, address, null, governs ? Role.Governor : Role.SupportStaff);
        if (post.Role is { } role && person.Roles.All(r => r.Role != role)) await GiveAsync(person, role, fields.Person);
        else if (post.Role is null) await HoldAsync(post, person, null);
        await invitations.SendAsync(person);
        return person;
    }

    /// <summary>Gives a post that is no role of the software to a firm.</summary>
    public async Task FillAsync(Post post, string? provider, Fields fields)
    {
        audit.Begin(PostsModel.Filled);
        var firm = NameRule.Clean(provider);
        if (firm.Length is 0 or > PostHolding.ProviderMaxLength) throw new Refused("Enter the firm's name", fields.Provider);
        if (post.Holders.Any(h => h.Name == firm)) throw new Refused("They hold this post already", fields.Provider);
        await HoldAsync(post, null, firm);
    }

    /// <summary>Gives a role of the software, as far as the giver may, and tells both.</summary>
    public async Task GiveAsync(Person person, Role role, string field)
    {
        audit.Begin(RoleDesk.Given);
        var others = await db.Set<RoleHolding>().AnyAsync(r => r.Until == null && r.PersonId != user.PersonId && (r.Role == Role.Administrator || r.Role == Role.Headteacher)
            && db.Set<Person>().Any(p => p.Id == r.PersonId && p.EndedOn == null));
        RoleGiving.CheckGive(role, person.Kind, person.Id == user.PersonId, isSettingUp: !others, field);
        if (person.Roles.Any(r => r.Role == role && r.Until is null)) throw new Refused($"{person.Name} has this role already.", field);
        roles.Give(person, role);
        await notifier.TellAsync([person.Id, user.PersonId], $"{person.Name} now has the role {role.Name()}. It was given by {user.Name}.", "notices", mail: false);
    }

    /// <summary>Ends whoever of these holds the post; all who do when nobody is named.</summary>
    internal async Task EndAsync(string post, Guid? person)
    {
        var now = clock.GetUtcNow();
        foreach (var holding in await db.Set<PostHolding>().Where(h => h.Post == post && h.Until == null && (person == null || h.PersonId == person)).ToListAsync())
        {
            holding.Until = now;
            audit.Record(PostsModel.Vacated, nameof(PostHolding), holding.Id, before: new { post, person = holding.PersonId, holding.Provider }, aboutPersonId: holding.PersonId);
        }
    }

    private async Task HoldAsync(Post post, Person? person, string? firm)
    {
        var now = clock.GetUtcNow();
        // A post for one person passes on; a group grows.
        if (post.Setting.Kind != RoleKind.Group) await EndAsync(post.Setting.Id, null);
        var holding = new PostHolding { Id = Guid.CreateVersion7(now), Post = post.Setting.Id, PersonId = person?.Id, Provider = firm, From = now };
        db.Add(holding);
        audit.Record(PostsModel.Filled, nameof(PostHolding), holding.Id, before: new { post.Setting.Id, holders = post.Holders.Select(h => h.PersonId) }, after: new { post.Setting.Id, person = holding.PersonId, holding.Provider }, aboutPersonId: holding.PersonId);
        if (person is not null) await notifier.TellAsync([person.Id, user.PersonId], $"{person.Name} is now {post.Setting.Title}. It was recorded by {user.Name}.", "people/roles", mail: false);
    }
}
