using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.People.Posts;

/// <summary>One post: who holds it and since when, who held it, who acts, how they are reached, and a provider's contracts.</summary>
[For(Role.Administrator, Role.Headteacher, Role.SeniorLeader, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Governor, Role.ChairOfGovernors)]
public sealed class PostModel(TutelaDb db, PostRegister register, PeopleAccess access, SchoolScope scope) : PostStep(register, scope)
{
    public sealed record Held(string Name, DateTimeOffset From, DateTimeOffset Until);

    public bool MayManage => access.MayManage;
    public bool IsProvider => Post.Setting.Kind == RoleKind.Provider;
    public PostContact? Contact { get; private set; }
    public IReadOnlyList<Held> Past { get; private set; } = [];
    public IReadOnlyList<ProviderContract> Contracts { get; private set; } = [];

    public async Task OnGetAsync(string post)
    {
        await LoadPostAsync(post);
        Contact = await db.Set<PostContact>().AsNoTracking().SingleOrDefaultAsync(c => c.Post == post);
        if (IsProvider) Contracts = await db.Set<ProviderContract>().AsNoTracking().Where(c => c.Post == post).OrderByDescending(c => c.RecordedAt).ToListAsync();
        Past = Post.Role is { } role
            ? await (from h in db.Set<RoleHolding>()
                     join p in db.Set<Person>() on h.PersonId equals p.Id
                     where h.Role == role && h.Until != null
                     orderby h.Until descending
                     select new Held(p.GivenName + " " + p.FamilyName, h.From, h.Until!.Value)).Take(20).ToListAsync()
            : await (from h in db.Set<PostHolding>()
                     join p in db.Set<Person>() on h.PersonId equals p.Id into people
                     from p in people.DefaultIfEmpty()
                     where h.Post == post && h.Until != null
                     orderby h.Until descending
                     select new Held(h.Provider ?? p.GivenName + " " + p.FamilyName, h.From, h.Until!.Value)).Take(20).ToListAsync();
    }
}
