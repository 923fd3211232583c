using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Governance;

/// <summary>Need to know, for governance: who oversees reads all of it; everybody else only what they are to do. Scoped.</summary>
public sealed class GovernanceAccess(TutelaDb db, CurrentUser user)
{
    public static readonly Role[] Overseers = [Role.Governor, Role.ChairOfGovernors, Role.Headteacher, Role.SeniorLeader, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead];

    public bool Oversees => user.Is(Overseers);
    public bool MaySignOff => user.Is(Role.Headteacher, Role.DesignatedSafeguardingLead, Role.ChairOfGovernors);
    public bool MaySignReports => user.Is(Role.Headteacher, Role.DesignatedSafeguardingLead);
    public bool MayJudge => user.Is(Role.Headteacher, Role.SeniorLeader, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead);

    /// <summary>Actions that this person may see: all of them for overseers, else their own.</summary>
    public IQueryable<GovernanceAction> Actions => Oversees ? db.Set<GovernanceAction>() : db.Set<GovernanceAction>().Where(a => a.OwnerId == user.PersonId);

    /// <summary>Whom a governor may ask: posts that answer questions.</summary>
    public static readonly Role[] Asked = [Role.Headteacher, Role.DesignatedSafeguardingLead, Role.ComputingLead];

    /// <summary>Questions that wait for this person's answer.</summary>
    public IQueryable<GovernorQuestion> ToAnswer => db.Set<GovernorQuestion>().Where(q => q.AnsweredAt == null && user.Roles.Contains(q.AskedOf));

    /// <summary>Staff and governors, to choose from.</summary>
    public Task<List<SelectListItem>> AdultsAsync() => db.Set<Person>().Where(p => p.EndedOn == null && (p.Kind == PersonKind.Staff || p.Kind == PersonKind.Governor
            || p.Roles.Any(r => r.Until == null && r.Role == Role.IctSupport)))
        .OrderBy(p => p.FamilyName).ThenBy(p => p.GivenName).Select(p => new SelectListItem(p.GivenName + " " + p.FamilyName, p.Id.ToString())).ToListAsync();

    /// <summary>Who may be at a meeting as what, by the roles that they hold.</summary>
    public async Task<IReadOnlyDictionary<Capacity, List<SelectListItem>>> QualifiedAsync()
    {
        var rows = await (from holding in db.Set<RoleHolding>()
                          join person in db.Set<Person>() on holding.PersonId equals person.Id
                          where holding.Until == null && person.EndedOn == null && Qualifying.Contains(holding.Role)
                          orderby person.FamilyName, person.GivenName
                          select new { holding.Role, person.Id, Name = person.GivenName + " " + person.FamilyName }).ToListAsync();
        return Enum.GetValues<Capacity>().ToDictionary(c => c, c => rows.Where(r => RolesOf(c).Contains(r.Role)).DistinctBy(r => r.Id).Select(r => new SelectListItem(r.Name, r.Id.ToString())).ToList());
    }

    private static Role[] RolesOf(Capacity capacity) => capacity switch
    {
        Capacity.SeniorLeader => [Role.Headteacher, Role.SeniorLeader],
        Capacity.SafeguardingLead => Roles.Safeguarding,
        Capacity.Ict => [Role.ComputingLead, Role.IctSupport],
        _ => Roles.Governors,
    };

    private static readonly Role[] Qualifying = [.. Enum.GetValues<Capacity>().SelectMany(RolesOf)];

    /// <summary>A typed name signs when it is the signer's own, whatever the case and the spaces.</summary>
    public void CheckName(string typed, string field)
    {
        if (!string.Equals(Fold(typed), Fold(user.Name), StringComparison.OrdinalIgnoreCase)) throw new Platform.Refused($"Type your name as it stands here: {user.Name}", field);
    }

    private static string Fold(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
