using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Home;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Agreements;

/// <summary>What waits for this person's signature; for teachers, for whom in their classes it waits; for safeguarding and the head, refusals.</summary>
public sealed class AgreementsWaiting(PeopleDirectory people) : WaitingSource
{
    public override async Task<IReadOnlyList<Waiting>> ForAsync(CurrentUser user, TutelaDb db, DateTimeOffset now)
    {
        var items = new List<Waiting>();
        var (me, children) = (user.PersonId, AgreementsAccess.ChildrenOf(db, user.PersonId));
        var open = db.Set<AgreementAssignment>().Where(a => a.Status == AgreementStatus.Waiting);
        var own = await open.CountAsync(a => a.PersonId == me && !a.SelfSigned);
        if (own > 0) items.Add(new(own == 1 ? "Sign your agreement" : $"Sign your {own} agreements", "agreements", WaitingRank.Due, "It takes a few minutes to read.", own));
        if (user.Is(Role.Parent))
        {
            var forChildren = await open.CountAsync(a => a.NeedsParent && !a.ParentSigned && children.Contains(a.PersonId));
            if (forChildren > 0) items.Add(new(forChildren == 1 ? "Read and sign with your child" : "Read and sign with your children", "agreements", WaitingRank.Due, null, forChildren));
        }
        if (user.Is(Role.Teacher, Role.SupportStaff))
        {
            var missing = await (
                from mine in people.Members
                join one in db.Set<SchoolClass>() on mine.ClassId equals one.Id
                join learns in people.Members on mine.ClassId equals learns.ClassId
                join assignment in db.Set<AgreementAssignment>() on learns.PersonId equals assignment.PersonId
                where mine.PersonId == me && mine.Role != ClassRole.Pupil && one.Kind == ClassKind.Registration && one.EndedOn == null
                    && learns.Role == ClassRole.Pupil && (assignment.Status == AgreementStatus.Waiting || assignment.Status == AgreementStatus.Refused)
                group learns.PersonId by one.Id into pupils
                select new { Class = pupils.Key, Count = pupils.Distinct().Count() }).ToListAsync();
            var count = missing.Sum(m => m.Count);
            if (count > 0)
                items.Add(new(count == 1 ? "1 child in your class has not signed" : $"{count} children in your class have not signed",
                    missing.Count == 1 ? $"agreements/classes/{missing[0].Class}" : "agreements/coverage", WaitingRank.Due, "Or a parent has not. They have no internet access until both have.", count));
        }
        if (user.Is(AgreementsAccess.SeeRefusals))
        {
            var refused = await db.Set<AgreementAssignment>().CountAsync(a => a.Status == AgreementStatus.Refused);
            if (refused > 0) items.Add(new(refused == 1 ? "A family has refused an agreement" : $"{refused} agreements were refused", "agreements/refusals", WaitingRank.Due, "Talk with the family.", refused));
        }
        return items;
    }
}
