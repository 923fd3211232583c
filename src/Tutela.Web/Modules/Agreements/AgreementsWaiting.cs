using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Modules.Agreements.Questions;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Home;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Agreements;

/// <summary>What waits for this person's signature; for teachers, for whom in their classes it waits; for safeguarding and the head, refusals.</summary>
public sealed class AgreementsWaiting(PeopleDirectory people) : WaitingSource
{
    public override bool OnlyWhenLive => true;

    public override async Task<IReadOnlyList<Waiting>> ForAsync(CurrentUser user, TutelaDb db, DateTimeOffset now)
    {
        var items = new List<Waiting>();
        var (me, children) = (user.PersonId, AgreementsAccess.ChildrenOf(db, user.PersonId));
        var open = db.Set<AgreementAssignment>().Where(a => a.Status == AgreementStatus.Waiting);
        var own = await open.CountAsync(a => a.PersonId == me && a.NeedsSelf && !a.SelfSigned && (!a.Optional || a.NeedsParent));
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
                    && learns.Role == ClassRole.Pupil && !assignment.Optional && (assignment.Status == AgreementStatus.Waiting || assignment.Status == AgreementStatus.Refused)
                group learns.PersonId by one.Id into pupils
                select new { Class = pupils.Key, Count = pupils.Distinct().Count() }).ToListAsync();
            var count = missing.Sum(m => m.Count);
            if (count > 0)
                items.Add(new(count == 1 ? "1 child in your class has not signed" : $"{count} children in your class have not signed",
                    missing.Count == 1 ? $"agreements/classes/{missing[0].Class}" : "agreements/coverage", WaitingRank.Due, "Or a parent has not. They have no internet access until both have.", count));
        }
        if (user.Is(AgreementsAccess.SeeRefusals))
        {
            var refused = await db.Set<AgreementAssignment>().Where(a => a.Status == AgreementStatus.Refused).GroupBy(a => a.ParentSigned).Select(g => new { Differ = g.Key, Count = g.Count() }).ToListAsync();
            var (differ, all) = (refused.Where(r => r.Differ).Sum(r => r.Count), refused.Sum(r => r.Count));
            if (all > 0) items.Add(new(all == 1 ? "An agreement was refused" : $"{all} agreements were refused", "agreements/refusals", WaitingRank.Due,
                differ == 0 ? "Talk with the family." : differ == 1 ? "Talk with the families. In one, the parents differ." : $"Talk with the families. In {differ}, the parents differ.", all));
        }
        if (user.Is(AgreementsAccess.SeeQuestions))
        {
            var asked = await db.Set<AgreementQuestion>().CountAsync(q => q.RepliedAt == null);
            if (asked > 0) items.Add(new(asked == 1 ? "A question about an agreement" : $"{asked} questions about agreements", "agreements/questions", WaitingRank.Due, null, asked));
        }
        return items;
    }
}
