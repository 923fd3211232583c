namespace Tutela.Web.Platform.Identity;

/// <summary>Who is asking, at the school in scope. Filled by the school middleware from one query; empty for a visitor without a
/// sign-in and for jobs. Scoped.</summary>
public sealed class CurrentUser
{
    private Guid? _personId;

    public Guid? AccountId { get; private set; }
    public string Name { get; private set; } = "";
    public IReadOnlySet<Role> Roles { get; private set; } = new HashSet<Role>();
    /// <summary>Notices not yet read, for the badge in the header.</summary>
    public int Unread { get; private set; }
    public bool IsKnown => _personId is not null;

    /// <summary>The person at this school. Throws for somebody who is not known here.</summary>
    public Guid PersonId => _personId ?? throw new InvalidOperationException("Nobody is signed in at this school.");

    public Guid? PersonIdOrNull => _personId;

    public bool Is(params ReadOnlySpan<Role> roles)
    {
        foreach (var role in roles)
            if (Roles.Contains(role)) return true;
        return false;
    }

    public void Set(Guid accountId, Guid personId, string name, IReadOnlySet<Role> roles, int unread = 0)
    {
        AccountId = accountId;
        _personId = personId;
        Name = name;
        Roles = roles;
        Unread = unread;
    }

    /// <summary>A job or the command line acting for a named person, so that the audit trail has an actor.</summary>
    public void ActAs(Person person) => Set(person.AccountId ?? Guid.Empty, person.Id, person.Name,
        person.Roles.Where(r => r.Until is null).Select(r => r.Role).ToHashSet());
}
