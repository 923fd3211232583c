using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Modules.People.Contract;

namespace Tutela.Web.Modules.Access.Use;

/// <summary>When classes are to use the internet, how an adult is with them, and on which sites; the list of approved sites.</summary>
[For(Staff = true)]
public sealed class UseModel(TutelaDb db, CurrentUser user, AuditTrail audit, SchoolScope scope, TimeProvider clock) : PageModel
{
    private const int Most = 100;

    [BindProperty] public SiteInput Input { get; set; } = new();

    public sealed class SiteInput
    {
        public string? Site { get; set; }
        public Guid Ended { get; set; }
    }

    public sealed record Row(PlannedUse Use, string Class, string Supervisor);

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public IReadOnlyList<ApprovedSite> Sites { get; private set; } = [];
    public bool CanApprove => user.Is(Role.ComputingLead, Role.Headteacher, Role.Administrator);

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostSiteAsync()
    {
        await LoadAsync();
        if (!CanApprove) throw new Forbidden();
        audit.Begin(AccessProcesses.SiteChanged);
        var host = ApprovedSite.HostOf(Input.Site?.Trim() ?? "") ?? throw new Refused("Enter a site's address, such as museum.example", "Input.Site");
        if (Sites.Any(s => s.Host == host)) throw new Refused("This site is on the list already", "Input.Site");
        var site = new ApprovedSite { Id = Guid.CreateVersion7(clock.GetUtcNow()), Host = host, ApprovedById = user.PersonId, ApprovedOn = clock.Today() };
        db.Add(site);
        audit.Record(AccessProcesses.SiteChanged, nameof(ApprovedSite), site.Id, after: new { host });
        TempData["Success"] = $"{host} is approved.";
        return Redirect(scope.Href("access/use"));
    }

    public async Task<IActionResult> OnPostEndSiteAsync()
    {
        await LoadAsync();
        if (!CanApprove) throw new Forbidden();
        var site = await db.Set<ApprovedSite>().SingleOrDefaultAsync(s => s.Id == Input.Ended && s.EndedOn == null) ?? throw new NotFound();
        site.EndedOn = clock.Today();
        audit.Record(AccessProcesses.SiteChanged, nameof(ApprovedSite), site.Id, before: new { site.Host });
        TempData["Success"] = $"{site.Host} is off the list.";
        return Redirect(scope.Href("access/use"));
    }

    private async Task LoadAsync()
    {
        var since = clock.Today().AddDays(-60);
        Rows = await (from use in db.Set<PlannedUse>()
                      join one in db.Set<SchoolClass>() on use.ClassId equals one.Id
                      join adult in db.Set<Person>() on use.SupervisorId equals adult.Id
                      where use.UsedOn >= since
                      orderby use.UsedOn descending, one.Title
                      select new Row(use, one.Title, adult.GivenName + " " + adult.FamilyName)).AsNoTracking().Take(Most).ToListAsync();
        Sites = await db.Set<ApprovedSite>().AsNoTracking().Where(s => s.EndedOn == null).OrderBy(s => s.Host).Take(500).ToListAsync();
    }
}
