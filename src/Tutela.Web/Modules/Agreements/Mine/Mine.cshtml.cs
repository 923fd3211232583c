using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Agreements.Mine;

/// <summary>What waits for this person's signature, and what they signed; for a parent or carer, the children's too.</summary>
[For(Everyone = true)]
public sealed class MineModel(TutelaDb db, CurrentUser user, AgreementDesk desk, AgreementsAccess access) : PageModel
{
    public sealed record Row(Guid Id, string Title, string? Child, AgreementStatus Status, bool Waits, int AcademicYear)
    {
        public string Name => Child is null ? Title : $"{Title}: {Child}";
    }

    public IReadOnlyList<Row> Waiting { get; private set; } = [];
    public IReadOnlyList<Row> Done { get; private set; } = [];
    public IReadOnlyList<Row> Past { get; private set; } = [];
    public bool IsPupil => user.Is(Role.Pupil);
    public bool SeesCoverage { get; private set; }

    public async Task OnGetAsync()
    {
        var (me, children) = (user.PersonId, AgreementsAccess.ChildrenOf(db, user.PersonId));
        var found = await (from assignment in db.Set<AgreementAssignment>().AsNoTracking()
                           join person in db.Set<Person>() on assignment.PersonId equals person.Id
                           where assignment.PersonId == me || (assignment.NeedsParent && children.Contains(assignment.PersonId))
                           orderby assignment.AssignedOn descending, person.GivenName
                           select new { assignment, person.GivenName }).ToListAsync();
        var rows = found.Select(r => new Row(r.assignment.Id, desk.TitleOf(r.assignment.Document), r.assignment.PersonId == me ? null : r.GivenName, r.assignment.Status,
            r.assignment.Waits(r.assignment.PersonId == me ? SignedAs.Self : SignedAs.Parent), r.assignment.AcademicYear)).ToList();
        Waiting = [.. rows.Where(r => r.Waits)];
        Done = [.. rows.Where(r => !r.Waits && r.Status != AgreementStatus.Ended)];
        Past = [.. rows.Where(r => r.Status == AgreementStatus.Ended)];
        SeesCoverage = access.IsOverseer || (user.Is(Roles.Staff) && (await access.ClassesAsync()).Count > 0);
    }
}
