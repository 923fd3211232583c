using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Notices;

namespace Tutela.Web.Modules.Concerns.Routing;

/// <summary>Sends a concern down the pack's cascade of roles, so that it never lies with nobody. Scoped.</summary>
public sealed class ConcernRouting(TutelaDb db, ConcernPolicy policy, Notifier notifier, AuditTrail audit, TimeProvider clock)
{
    private static readonly Doer Tutela = new(null, "Tutela", default);
    private List<Holder>? _holders;

    public sealed record Holder(Role Role, Guid Id, string Name);

    /// <summary>Sends it to the first role that somebody holds; with none held, the administrators learn that the role is empty.</summary>
    public async Task SendAsync(Concern concern)
    {
        var doer = Tutela with { At = clock.GetUtcNow() };
        if (Next(await HoldersAsync(), policy.Cascade, -1, await AboutAsync(concern)) is not { } next)
        {
            concern.GoesToNobody(Due(doer.At), doer);
            audit.Record(ConcernProcesses.Sent, nameof(Concern), concern.Id, after: new { to = "nobody" });
            await notifier.TellAsync(await AdministratorsAsync(), "A concern is waiting and nobody holds the role of designated safeguarding lead, deputy or headteacher. Give the role now.", "people");
            return;
        }
        concern.SendTo(next.At, next.Role, next.People, Due(doer.At), doer);
        audit.Record(ConcernProcesses.Sent, nameof(Concern), concern.Id, after: new { to = next.People.Select(p => p.Id).ToArray(), next.Role });
        await TellAsync(concern, next.People, concern.Urgent ? $"Urgent: a new concern, number {concern.Number}" : $"A new concern, number {concern.Number}");
        if (next.Role != Role.DesignatedSafeguardingLead)
            await notifier.TellAsync(await AdministratorsAsync(), "Nobody holds the role of designated safeguarding lead. Concerns go to the next in line. Give the role now.", "people");
    }

    /// <summary>Unread for the pack's time: it goes to the next who has not had it, in the open; with nobody left, all are told again.</summary>
    public async Task PassOnAsync(Concern concern)
    {
        if (concern.CascadeLevel < 0)
        {
            if (Next(await HoldersAsync(), policy.Cascade, -1, await AboutAsync(concern)) is not null) await SendAsync(concern);
            else concern.GoesToNobody(Due(clock.GetUtcNow()), Tutela with { At = clock.GetUtcNow() });
            return;
        }
        var doer = Tutela with { At = clock.GetUtcNow() };
        var had = concern.Recipients.Where(r => r.EndedAt is null && r.Standing == Standing.Handles).Select(r => r.PersonId).ToHashSet();
        var next = Next(await HoldersAsync(), policy.Cascade, concern.CascadeLevel, (await AboutAsync(concern)).Concat(had).ToHashSet());
        if (next is not null) concern.SendTo(next.At, next.Role, next.People, Due(doer.At), doer);
        else concern.StillUnread(Due(doer.At), doer);
        audit.Record(ConcernProcesses.PassedOn, nameof(Concern), concern.Id, after: new { to = next?.People.Select(p => p.Id).ToArray() });
        var told = next?.People.Select(p => p.Id).Concat(had) ?? had;
        await notifier.TellAsync([.. told], $"Concern number {concern.Number} has not been read. Please read it now.", $"concerns/{concern.Id}");
    }

    /// <summary>A concern follows its role: unless it was handed on by name, it belongs to who holds the first filled role of the cascade today.</summary>
    public async Task InheritAsync(Concern concern)
    {
        if (concern.OwnerByName || Next(await HoldersAsync(), policy.Cascade, -1, await AboutAsync(concern)) is not { } next) return;
        if (next.People.Any(p => p.Id == concern.OwnerId)) return;
        var doer = Tutela with { At = clock.GetUtcNow() };
        concern.Inherit(next.People[0], next.Role, doer);
        audit.Record(ConcernProcesses.HandedOn, nameof(Concern), concern.Id, after: new { to = next.People[0].Id });
        await TellAsync(concern, [next.People[0]], $"Concern number {concern.Number} is now yours");
    }

    /// <summary>The first level below <paramref name="after"/> with somebody to go to. Pure.</summary>
    public static Level? Next(IReadOnlyList<Holder> holders, IReadOnlyList<Role> cascade, int after, IReadOnlySet<Guid> not)
    {
        for (var level = after + 1; level < cascade.Count; level++)
        {
            var people = holders.Where(h => h.Role == cascade[level] && !not.Contains(h.Id)).Select(h => (h.Id, h.Name)).ToList();
            if (people.Count > 0) return new Level(level, cascade[level], people);
        }
        return null;
    }

    public sealed record Level(int At, Role Role, IReadOnlyList<(Guid Id, string Name)> People);

    /// <summary>Everybody who holds a role of the cascade today, in its order; oldest holding first. One query a request.</summary>
    public async Task<IReadOnlyList<Holder>> HoldersAsync()
    {
        if (_holders is not null) return _holders;
        var cascade = policy.Cascade.ToList();
        var rows = await (from holding in db.Set<RoleHolding>()
                          join person in db.Set<Person>() on holding.PersonId equals person.Id
                          where holding.Until == null && person.EndedOn == null && cascade.Contains(holding.Role)
                          orderby holding.From
                          select new { holding.Role, person.Id, person.GivenName, person.FamilyName }).ToListAsync();
        return _holders = [.. rows.Select(r => new Holder(r.Role, r.Id, $"{r.GivenName} {r.FamilyName}")).OrderBy(h => cascade.IndexOf(h.Role))];
    }

    private Task TellAsync(Concern concern, IReadOnlyList<(Guid Id, string Name)> people, string text) =>
        notifier.TellAsync([.. people.Select(p => p.Id)], text, $"concerns/{concern.Id}");

    private async Task<List<Guid>> AdministratorsAsync() => await (
        from holding in db.Set<RoleHolding>()
        join person in db.Set<Person>() on holding.PersonId equals person.Id
        where holding.Role == Role.Administrator && holding.Until == null && person.EndedOn == null
        select person.Id).ToListAsync();

    private DateTimeOffset Due(DateTimeOffset from) => policy.Calendar.AddSchoolTime(from, policy.ReadWithin);

    // Those whom it is about, and the parents of the children among them: it goes to none of them.
    private async Task<HashSet<Guid>> AboutAsync(Concern concern)
    {
        var people = concern.People.Where(p => p.EndedAt is null).Select(p => p.PersonId).ToHashSet();
        var parents = await db.Set<Guardianship>().Where(g => people.Contains(g.PupilId) && g.EndedOn == null).Select(g => g.ParentId).ToListAsync();
        return [.. people, .. parents];
    }
}
