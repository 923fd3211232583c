using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Schools.Contract;

namespace Tutela.Web.Modules.Access.Mailboxes;

/// <summary>Which mail domains are approved, and which pupils in scope have no address yet.</summary>
[For(Role.IctSupport, Role.ComputingLead, Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher, Role.Administrator)]
public sealed class MailboxesModel(TutelaDb db, CurrentUser user, PackInForce pack, AuditTrail audit, SchoolScope scope, TimeProvider clock) : PageModel
{
    private const int PageSize = 50;

    [BindProperty] public DomainInput Input { get; set; } = new();
    [BindProperty(SupportsGet = true)] public int Number { get; set; } = 1;

    public sealed class DomainInput
    {
        public string? Domain { get; set; }
        public bool ForPupils { get; set; }
        public Guid Ended { get; set; }
    }

    public IReadOnlyList<MailDomain> Domains { get; private set; } = [];
    public IReadOnlyList<Person> Missing { get; private set; } = [];
    public int Lacking { get; private set; }
    public int Total { get; private set; }
    public int Pages => Math.Max(1, (Lacking + PageSize - 1) / PageSize);
    public bool CanChange => user.Is(Role.ComputingLead, Role.Headteacher, Role.Administrator);

    public Task OnGetAsync()
    {
        ModelState.Clear();
        return LoadAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (!CanChange) throw new Forbidden();
        audit.Begin(AccessProcesses.DomainChanged);
        var domain = MailDomain.Canonical(Input.Domain) ?? throw new Refused("Enter a domain, such as pupils.school.example", "Input.Domain");
        if (Domains.Any(d => d.Domain == domain)) throw new Refused("This domain is on the list already", "Input.Domain");
        var row = new MailDomain { Id = Guid.CreateVersion7(clock.GetUtcNow()), Domain = domain, ForPupils = Input.ForPupils, ApprovedById = user.PersonId, ApprovedOn = clock.Today() };
        db.Add(row);
        audit.Record(AccessProcesses.DomainChanged, nameof(MailDomain), row.Id, after: new { domain, row.ForPupils });
        TempData["Success"] = $"{domain} is approved.";
        return Redirect(scope.Href("access/mailboxes"));
    }

    public async Task<IActionResult> OnPostEndAsync()
    {
        await LoadAsync();
        if (!CanChange) throw new Forbidden();
        var row = await db.Set<MailDomain>().SingleOrDefaultAsync(d => d.Id == Input.Ended && d.EndedOn == null) ?? throw new NotFound();
        row.EndedOn = clock.Today();
        audit.Record(AccessProcesses.DomainChanged, nameof(MailDomain), row.Id, before: new { row.Domain, row.ForPupils });
        TempData["Success"] = $"{row.Domain} is off the list.";
        return Redirect(scope.Href("access/mailboxes"));
    }

    internal static IQueryable<Person> InScope(TutelaDb db, IReadOnlyList<SchoolPhase> phases)
    {
        var years = Enumerable.Range(-2, 16).Where(y => phases.Contains(SchoolPhases.OfYear(y))).Select(y => (int?)y).ToArray();
        return db.Set<Person>().AsNoTracking().Where(p => p.Kind == PersonKind.Pupil && p.EndedOn == null && years.Contains(p.YearGroup));
    }

    internal static IQueryable<Person> Without(TutelaDb db, IQueryable<Person> pupils) =>
        pupils.Where(p => !db.Set<AccessEntry>().Any(e => e.PersonId == p.Id && e.Mailbox != null));

    private async Task LoadAsync()
    {
        Domains = await db.Set<MailDomain>().AsNoTracking().Where(d => d.EndedOn == null).OrderBy(d => d.Domain).ToListAsync();
        var inScope = InScope(db, pack.Settings.Access.MailboxPhases);
        Total = await inScope.CountAsync();
        var without = Without(db, inScope);
        Lacking = await without.CountAsync();
        Number = Math.Clamp(Number, 1, Pages);
        Missing = await without.OrderBy(p => p.YearGroup).ThenBy(p => p.FamilyName).ThenBy(p => p.GivenName).Skip((Number - 1) * PageSize).Take(PageSize).ToListAsync();
    }
}
