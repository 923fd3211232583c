using System.Linq.Expressions;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Concerns;

/// <summary>Need to know. Who sees a concern is decided here and nowhere else: lists, cases, search, counts and what waits all begin with one of
/// these queries.</summary>
public sealed class ConcernsAccess(TutelaDb db, CurrentUser user)
{
    /// <summary>The case: the safeguarding lead and deputies; whoever it went to by a role that they still hold, or by name. Never somebody whom it is about, nor a parent of a child whom it is about.</summary>
    private static Expression<Func<Concern, bool>> Handles(Guid person, IReadOnlySet<Role> roles, IQueryable<Guardianship> own)
    {
        var safeguards = roles.Overlaps(Roles.Safeguarding);
        var held = roles.ToList();
        return c => !c.People.Any(p => p.EndedAt == null && (p.PersonId == person || own.Any(g => g.PupilId == p.PersonId)))
            && (safeguards || c.Recipients.Any(r => r.PersonId == person && r.EndedAt == null && r.Standing == Standing.Handles
                && (r.Role == null || held.Contains(r.Role.Value))));
    }

    /// <summary>One's own words, whether they were read, and the feedback: the reporter, and an adult whom a child chose to tell.</summary>
    public static Expression<Func<Concern, bool>> Follows(Guid person) =>
        c => c.ReporterId == person || (!c.People.Any(p => p.PersonId == person && p.EndedAt == null)
            && c.Recipients.Any(r => r.PersonId == person && r.EndedAt == null && r.Standing == Standing.Told));

    public IQueryable<Concern> Handled => db.Set<Concern>().Where(Handles(user.PersonId, user.Roles, OwnChildren));

    private IQueryable<Guardianship> OwnChildren => db.Set<Guardianship>().Where(g => g.ParentId == user.PersonId && g.EndedOn == null);

    public IQueryable<Concern> Followed => db.Set<Concern>().Where(Follows(user.PersonId));

    /// <summary>Actions that are this person's, whether or not they see the case.</summary>
    public IQueryable<ConcernAction> OwnActions => db.Set<ConcernAction>().Where(a => a.OwnerId == user.PersonId
        && !db.Set<ConcernPerson>().Any(p => p.ConcernId == a.ConcernId && p.PersonId == user.PersonId && p.EndedAt == null));
}
