using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Modules.Access.Requests;

namespace Tutela.Web.Modules.Access.Breaches;

/// <summary>Breaches of sign-in rules, newest first, and whether the account has its new password.</summary>
[For(Role.ComputingLead, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher, Role.Administrator)]
public sealed class BreachesModel(TutelaDb db) : PageModel
{
    private const int Most = 100;

    public sealed record Row(SignInBreach Breach, string Owner, string? Other, string ReportedBy, RequestStatus? Reset);

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public async Task OnGetAsync() => Rows = await (from breach in db.Set<SignInBreach>().AsNoTracking()
                                                    join owner in db.Set<Person>() on breach.PersonId equals owner.Id
                                                    join reporter in db.Set<Person>() on breach.ReportedById equals reporter.Id
                                                    join other in db.Set<Person>() on breach.OtherId equals other.Id into others
                                                    from other in others.DefaultIfEmpty()
                                                    join request in db.Set<AccountRequest>() on breach.Id equals request.BreachId into requests
                                                    from request in requests.DefaultIfEmpty()
                                                    orderby breach.ReportedAt descending
                                                    select new Row(breach, owner.GivenName + " " + owner.FamilyName, other == null ? null : other.GivenName + " " + other.FamilyName, reporter.GivenName + " " + reporter.FamilyName,
                                                        request == null ? null : request.Status)).Take(Most).ToListAsync();
}
