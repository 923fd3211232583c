using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Agreements;

/// <summary>Need to know. Overseers see who has signed in the whole school; a teacher sees the own classes; a person sees the own
/// agreements and, as a parent or carer, the children's. Why somebody refused is for safeguarding and the head. Scoped.</summary>
public sealed class AgreementsAccess(TutelaDb db, CurrentUser user, PeopleDirectory people)
{
    public static readonly Role[] Overseers =
    [
        Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.Headteacher, Role.SeniorLeader, Role.ComputingLead, Role.Administrator,
    ];

    public static readonly Role[] SeeRefusals = [Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher];

    public static readonly Role[] SeeQuestions = [.. SeeRefusals, Role.SeniorLeader, Role.Administrator];

    public bool IsOverseer => user.Is(Overseers);
    public bool SeesRefusals => user.Is(SeeRefusals);
    public bool SeesQuestions => user.Is(SeeQuestions);

    /// <summary>Classes whose signatures this person may see and take.</summary>
    public async Task<List<SchoolClass>> ClassesAsync() => IsOverseer
        ? await db.Set<SchoolClass>().AsNoTracking().Where(c => c.EndedOn == null && c.Kind == ClassKind.Registration).OrderBy(c => c.YearGroup).ThenBy(c => c.Title).ToListAsync()
        : [.. (await people.ClassesOfTeacherAsync(user.PersonId)).Where(c => c.Kind == ClassKind.Registration)];

    public async Task<bool> MayHandleAsync(Person person) =>
        IsOverseer || (person.Kind == PersonKind.Pupil && user.Is(Roles.Staff) && await people.TeachesAsync(user.PersonId, person.Id));

    /// <summary>Children for whom this person may sign.</summary>
    public static IQueryable<Guid> ChildrenOf(TutelaDb db, Guid parentId) => db.Set<Guardianship>()
        .Where(g => g.ParentId == parentId && g.EndedOn == null && g.ParentalResponsibility != ParentalResponsibility.No).Select(g => g.PupilId);
}
