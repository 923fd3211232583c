using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.People.Contract;

/// <summary>Who, or which firm, holds a post that the policy names and that is no role of the software. Ended rows stay.</summary>
public sealed class PostHolding : SchoolRow
{
    public const int ProviderMaxLength = 200;

    /// <summary>The post's id in the pack, such as "password-owner".</summary>
    public required string Post { get; init; }
    public Guid? PersonId { get; init; }
    public string? Provider { get; init; }
    public DateTimeOffset From { get; init; }
    public DateTimeOffset? Until { get; set; }
}

/// <summary>A post of the pack with who holds it today. <paramref name="PersonId"/> is null for a firm.</summary>
public sealed record PostHolder(Guid? PersonId, string Name, DateTimeOffset? Since = null);

/// <summary>Somebody who acts in a post between two days, both in.</summary>
public sealed record ActingHolder(Guid Id, Guid PersonId, string Name, DateOnly From, DateOnly Until)
{
    public bool Covers(DateOnly day) => From <= day && day <= Until;
}

/// <summary>A post with its holders and, beside them, who acts in it today or later.</summary>
public sealed record Post(RoleSetting Setting, Role? Role, IReadOnlyList<PostHolder> Holders, IReadOnlyList<ActingHolder> Acting, DateOnly Today)
{
    public ActingHolder? ActingToday => Acting.FirstOrDefault(a => a.Covers(Today));

    public bool IsGap => Setting.Required && Holders.Count == 0 && ActingToday is null;

    /// <summary>Who answers for the post today: its holders or, when it has none, who acts in it.</summary>
    public IReadOnlyList<PostHolder> Answering => Holders.Count > 0 || ActingToday is not { } acting ? Holders : [new(acting.PersonId, acting.Name)];
}

/// <summary>The register of posts: every role that the pack names, with who holds it today and who acts in it. A post that is a role of the software is held by
/// whoever has that role. Three queries a call. Scoped.</summary>
public sealed class PostRegister(TutelaDb db, PackInForce pack, TimeProvider clock)
{
    public async Task<IReadOnlyList<Post>> LoadAsync()
    {
        var today = clock.Today();
        var roles = await (from holding in db.Set<RoleHolding>()
                           join person in db.Set<Person>() on holding.PersonId equals person.Id
                           where holding.Until == null && person.EndedOn == null && Mapped.Contains(holding.Role)
                           orderby holding.From
                           select new { holding.Role, holding.From, person.Id, person.GivenName, person.FamilyName }).AsNoTracking().ToListAsync();
        var posts = await (from holding in db.Set<PostHolding>()
                           join person in db.Set<Person>() on holding.PersonId equals person.Id into people
                           from person in people.DefaultIfEmpty()
                           where holding.Until == null && (holding.PersonId == null || person.EndedOn == null)
                           orderby holding.From
                           select new { holding.Post, holding.From, holding.Provider, Id = (Guid?)person.Id, person.GivenName, person.FamilyName }).AsNoTracking().ToListAsync();
        var acting = await (from row in db.Set<PostActing>()
                            join person in db.Set<Person>() on row.PersonId equals person.Id
                            where row.EndedOn == null && row.Until >= today && person.EndedOn == null
                            orderby row.From
                            select new { row.Post, Holder = new ActingHolder(row.Id, person.Id, person.GivenName + " " + person.FamilyName, row.From, row.Until) }).AsNoTracking().ToListAsync();
        var byRole = roles.ToLookup(r => r.Role, r => new PostHolder(r.Id, $"{r.GivenName} {r.FamilyName}", r.From));
        var byPost = posts.ToLookup(p => p.Post, p => new PostHolder(p.Id, p.Provider ?? $"{p.GivenName} {p.FamilyName}", p.From));
        var actingIn = acting.ToLookup(a => a.Post, a => a.Holder);
        return [.. pack.Settings.Roles.Select(setting => RoleOf(setting.Id) is { } role
            ? new Post(setting, role, [.. byRole[role]], [.. actingIn[setting.Id]], today)
            : new Post(setting, null, [.. byPost[setting.Id]], [.. actingIn[setting.Id]], today))];
    }

    /// <summary>Who answers for one post; where nobody does, who holds the post that stands in for it.</summary>
    public async Task<IReadOnlyList<PostHolder>> HoldersAsync(string post)
    {
        var all = (await LoadAsync()).ToDictionary(p => p.Setting.Id);
        for (var (id, tries) = ((string?)post, 0); id is not null && tries < all.Count && all.TryGetValue(id, out var one); id = one.Setting.StandIn, tries++)
            if (one.Answering.Count > 0) return one.Answering;
        return [];
    }

    private static readonly Role[] Mapped = [Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.Headteacher,
        Role.SeniorLeader, Role.ComputingLead, Role.ChairOfGovernors, Role.Governor];

    /// <summary>The role of the software that the post is, or null.</summary>
    public static Role? RoleOf(string post) => post switch
    {
        "dsl" => Role.DesignatedSafeguardingLead,
        "deputy-dsl" => Role.DeputySafeguardingLead,
        "online-safety-coordinator" => Role.OnlineSafetyCoordinator,
        "headteacher" => Role.Headteacher,
        "senior-leaders" => Role.SeniorLeader,
        "computing-lead" => Role.ComputingLead,
        "chair-of-governors" => Role.ChairOfGovernors,
        "governing-board" => Role.Governor,
        _ => null,
    };
}
