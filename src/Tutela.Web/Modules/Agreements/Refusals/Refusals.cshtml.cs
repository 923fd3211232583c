using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Agreements.Refusals;

/// <summary>Agreements that were refused, with the reason, so that somebody talks with the family.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher)]
public sealed class RefusalsModel(TutelaDb db, AgreementDesk desk) : PageModel
{
    public sealed record Row(Guid AssignmentId, string About, string By, string Reason, DateTimeOffset At, string Document);

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public string TitleOf(Row row) => desk.TitleOf(row.Document);

    public async Task OnGetAsync() => Rows = await (
        from assignment in db.Set<AgreementAssignment>().AsNoTracking()
        join about in db.Set<Person>() on assignment.PersonId equals about.Id
        join refuser in db.Set<Person>() on assignment.RefusedById equals refuser.Id
        where assignment.Status == AgreementStatus.Refused
        orderby assignment.RefusedAt
        select new Row(assignment.Id, about.GivenName + " " + about.FamilyName, refuser.GivenName + " " + refuser.FamilyName, assignment.RefusedReason!, assignment.RefusedAt!.Value, assignment.Document)).ToListAsync();
}
