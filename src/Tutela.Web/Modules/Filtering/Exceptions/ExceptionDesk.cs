using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Filtering.Rules;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Filtering.Exceptions;

/// <summary>Makes exceptions, whoever asked for them. Scoped.</summary>
public sealed class ExceptionDesk(TutelaDb db, RulesDesk rules, CurrentUser user, AuditTrail audit, TimeProvider clock)
{
    /// <summary>What an exception is to be; <paramref name="Until"/> is the last day on which it holds.</summary>
    public sealed record Wish(string? Name, bool Allows, string? Reason, DateOnly? From = null, DateOnly? Until = null, Guid? RequestId = null);

    /// <summary>The exception as it would be; nothing is kept.</summary>
    public async Task<FilterException> PlanAsync(FilterGroup group, Wish wish)
    {
        var open = await db.Set<FilterException>().AsNoTracking().Where(e => e.GroupId == group.Id && e.EndedAt == null).ToListAsync();
        if (wish.Until == DateOnly.MaxValue) throw new Refused("Enter an earlier day", "Input.Until");
        return FilterException.Make(group, wish.Name ?? "", wish.Allows, wish.Reason ?? "", wish.Until?.AddDays(1).Start(), open, user.PersonId, clock.GetUtcNow(), wish.From?.Start(), wish.RequestId);
    }

    /// <summary>Adds it to each of the groups by their names; the pack's groups become the school's own with it.</summary>
    public async Task<IReadOnlyList<FilterException>> AddAsync(IReadOnlyList<string> groupNames, Wish wish)
    {
        var (groups, now, all) = (await rules.GroupsForChangeAsync(), clock.GetUtcNow(), new List<FilterException>());
        foreach (var name in groupNames.Distinct())
        {
            var group = groups.SingleOrDefault(g => g.Name == name) ?? throw new NotFound();
            var made = await PlanAsync(group, wish);
            // One that has run out makes way: the table holds one open exception a name.
            await db.Set<FilterException>().Where(e => e.GroupId == group.Id && e.Name == made.Name && e.EndedAt == null && e.Until <= now)
                .ExecuteUpdateAsync(set => set.SetProperty(e => e.EndedAt, e => e.Until));
            db.Add(made);
            audit.Record(FilteringModule.ExceptionAdded, nameof(FilterException), made.Id, after: new { group = group.Name, made.Name, made.Allows, made.StartsAt, made.Until }, reason: made.Reason);
            all.Add(made);
        }
        return all;
    }
}
