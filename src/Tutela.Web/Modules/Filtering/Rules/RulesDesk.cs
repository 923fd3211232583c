using Microsoft.EntityFrameworkCore;
using Tutela.Engine.Policy;
using Tutela.Web.Modules.Equipment.Contract;
using Tutela.Web.Modules.Filtering.Contract;
using Tutela.Web.Modules.Filtering.Groups;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Hosting;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Filtering.Rules;

/// <summary>Loads a school's groups and makes the rules of its nodes. Scoped.</summary>
public sealed class RulesDesk(TutelaDb db, SchoolScope scope, PackInForce pack, DeviceRegister devices, UserNames users, IEnumerable<AccessRefusals> refusals, PublicAddress address, TimeProvider clock)
{
    /// <summary>How far a missing grant reaches: people without access, and those of them whose device or user the network knows.</summary>
    public sealed record Reach(int People, int Known);

    /// <summary>The school's groups, or those of its pack while it has edited none. Tracked rows; defaults are not in the database.</summary>
    public async Task<(IReadOnlyList<FilterGroup> Groups, bool AreDefaults)> GroupsAsync(CancellationToken ct = default)
    {
        var rows = await db.Set<FilterGroup>().OrderBy(g => g.Place).ToListAsync(ct);
        return rows.Count > 0 ? (rows, false) : (GroupDefaults.Of(pack.Settings.Filtering, scope.School.IsDemonstration), true);
    }

    /// <summary>The groups as rows that can be changed: the defaults become the school's own. Locks, so that two first edits are one after the other.</summary>
    public async Task<IReadOnlyList<FilterGroup>> GroupsForChangeAsync(CancellationToken ct = default)
    {
        var key = $"filter-groups:{scope.SchoolId}";
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({key}, 0))", ct);
        var (groups, areDefaults) = await GroupsAsync(ct);
        if (!areDefaults) return groups;
        var now = clock.GetUtcNow();
        var rows = groups.Select(g => new FilterGroup
        {
            Id = Guid.CreateVersion7(now),
            Name = g.Name,
            Title = g.Title,
            Audience = g.Audience,
            Years = g.Years,
            Networks = g.Networks,
            Block = g.Block,
            SafeSearch = g.SafeSearch,
            BlockPage = g.BlockPage,
            Owner = g.Owner,
            Place = g.Place,
        }).ToList();
        db.AddRange(rows);
        return rows;
    }

    public async Task<(RulesDocument Rules, Reach Reach)> BuildAsync(CancellationToken ct = default)
    {
        var (groups, _) = await GroupsAsync(ct);
        var now = clock.GetUtcNow();
        var exceptions = await db.Set<FilterException>().AsNoTracking().Where(e => e.EndedAt == null && (e.Until == null || e.Until > now)).ToListAsync(ct);
        var (assignments, reach) = await AssignAsync(groups, ct);
        return (RulesBuilder.Build(groups, exceptions, assignments, pack.Settings.Monitoring.Websites, now, Help()), reach);
    }

    // A pupil at a closed page tells somebody without signing in; to ask for the site, the school has to know who asks.
    private HelpDocument Help() => new() { School = scope.School.Name, Tell = address.Of(scope.Href("tell")), Ask = address.Of(scope.Href("filtering/requests/ask")) };

    private async Task<(List<Assignment>, Reach)> AssignAsync(IReadOnlyList<FilterGroup> groups, CancellationToken ct)
    {
        var without = new HashSet<Guid>();
        foreach (var source in refusals) without.UnionWith(await source.PeopleAsync(ct));
        var (assignments, known) = (new List<Assignment>(), new HashSet<Guid>());
        foreach (var device in await devices.LentToAsync(without, ct))
        {
            if (device.Mac is null && device.Address is null) continue;
            assignments.Add(new(Group.NoAccessName, device.Mac, device.Address));
            known.Add(device.Loans[0].PersonId!.Value);
        }
        foreach (var (_, user) in await users.OfAsync(without, ct)) assignments.Add(new(Group.NoAccessName, User: user));
        var lent = await devices.LentOutAsync(ct);
        var holders = lent.Select(d => d.Loans[0].PersonId!.Value).Where(p => !without.Contains(p)).Distinct().ToArray();
        var people = await db.Set<Person>().AsNoTracking().Where(p => holders.Contains(p.Id)).Select(p => new { p.Id, p.Kind, p.YearGroup }).ToDictionaryAsync(p => p.Id, ct);
        foreach (var device in lent)
            if (people.TryGetValue(device.Loans[0].PersonId!.Value, out var holder) && GroupOf(groups, holder.Kind, holder.YearGroup) is { } group)
                assignments.Add(new(group.Name, device.Mac, device.Address));
        var here = await db.Set<Person>().CountAsync(p => p.Kind != PersonKind.Parent && p.EndedOn == null && without.Contains(p.Id), ct);
        return (assignments, new Reach(here, known.Count));
    }

    /// <summary>The group of a person's own device: staff's for staff, their year's for pupils.</summary>
    internal static FilterGroup? GroupOf(IReadOnlyList<FilterGroup> groups, PersonKind kind, int? year)
    {
        var audience = kind switch { PersonKind.Pupil => GroupAudience.Pupils, PersonKind.Staff => GroupAudience.Staff, _ => GroupAudience.Guests };
        var mine = groups.Where(g => g.Audience == audience).OrderBy(g => g.Place).ToList();
        return mine.FirstOrDefault(g => year is { } y && g.Years.Contains(y)) ?? mine.FirstOrDefault(g => g.Years.Count == 0);
    }
}
