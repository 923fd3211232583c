using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Agreements.Contract;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;

namespace Tutela.Web.Modules.Agreements.Refusals;

/// <summary>Agreements that were refused, with the reason, so that somebody talks with the family; and those over which parents differ.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher)]
public sealed class RefusalsModel(TutelaDb db, AgreementReading reading) : PageModel
{
    public sealed record Row(Guid AssignmentId, string About, string By, string Reason, DateTimeOffset At, string Document, bool Differ, string? Decided);

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public string TitleOf(Row row) => reading.TitleOf(row.Document);

    public async Task OnGetAsync()
    {
        var found = await (
            from refusal in db.Set<AgreementRefusal>().AsNoTracking()
            join assignment in db.Set<AgreementAssignment>() on refusal.AssignmentId equals assignment.Id
            join about in db.Set<Person>() on assignment.PersonId equals about.Id
            join refuser in db.Set<Person>() on refusal.RefuserId equals refuser.Id
            where refusal.TakenBackAt == null && refusal.SetAsideAt == null && assignment.Status == AgreementStatus.Refused
            orderby assignment.ParentSigned descending, refusal.At
            select new { refusal, assignment.Id, assignment.Document, assignment.ParentSigned, About = about.GivenName + " " + about.FamilyName, By = refuser.GivenName + " " + refuser.FamilyName }).ToListAsync();
        var ids = found.Select(f => f.Id).ToList();
        var decisions = (await db.Set<AgreementDecision>().AsNoTracking().Where(d => ids.Contains(d.AssignmentId)).OrderByDescending(d => d.At).ToListAsync()).ToLookup(d => d.AssignmentId);
        Rows = [.. found.Select(f => new Row(f.Id, f.About, f.By, f.refusal.Reason, f.refusal.At, f.Document, f.ParentSigned, decisions[f.Id].FirstOrDefault(d => d.At >= f.refusal.At)?.Reason))];
    }
}
