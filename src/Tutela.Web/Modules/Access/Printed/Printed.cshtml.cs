using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Access.Printed;

/// <summary>The register as it was at the end of a day: name, group, who granted it, and when.</summary>
[For(Role.IctSupport, Role.ComputingLead, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher, Role.Administrator)]
public sealed class PrintedModel(TutelaDb db, AuditTrail audit, SchoolScope scope, TimeProvider clock) : PageModel
{
    public sealed record Row(string Name, string Group, string? GrantedBy, DateTimeOffset GrantedAt, AccessTerms Terms);

    [BindProperty(SupportsGet = true), Display(Name = "Day")] public DateOnly? On { get; set; }
    public DateOnly Day { get; private set; }
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public string School => scope.School.Name;

    public async Task OnGetAsync()
    {
        Day = On is { } wanted && wanted <= clock.Today() ? wanted : clock.Today();
        if (On > Day) ModelState.AddModelError(nameof(On), "The day can't be in the future");
        var end = Day.AddDays(1).Start();
        Rows = await (from grant in db.Set<AccessGrant>()
                      join person in db.Set<Person>() on grant.PersonId equals person.Id
                      join giver in db.Set<Person>() on grant.GrantedById equals giver.Id into givers
                      from giver in givers.DefaultIfEmpty()
                      where grant.GrantedAt < end && (grant.EndedAt == null || grant.EndedAt >= end)
                      orderby grant.Group, person.FamilyName, person.GivenName
                      select new Row(person.GivenName + " " + person.FamilyName, grant.Group, giver == null ? null : giver.GivenName + " " + giver.FamilyName, grant.GrantedAt, grant.Terms)).ToListAsync();
        if (On is not null) audit.Record(AccessProcesses.Printed, nameof(AccessGrant), scope.SchoolId, after: new { on = Day, rows = Rows.Count });
    }
}
