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

namespace Tutela.Web.Modules.Access.Checks;

/// <summary>Checks of the network's security: the last of each part, what is overdue, and recording a new one.</summary>
[For(Role.ComputingLead, Role.IctSupport, Role.Administrator, Role.Headteacher, Role.SeniorLeader, Role.Governor, Role.ChairOfGovernors)]
public sealed class ChecksModel(TutelaDb db, CurrentUser user, PackInForce pack, AuditTrail audit, SchoolScope scope, TimeProvider clock) : PageModel
{
    private const int Most = 200;

    [BindProperty] public CheckInput Input { get; set; } = new();

    public sealed class CheckInput
    {
        public string? What { get; set; }
        [System.ComponentModel.DataAnnotations.Display(Name = "Day of the check")] public DateOnly? On { get; set; }
        public bool? Passed { get; set; }
        public string? Finding { get; set; }
        public Guid? Owner { get; set; }
        [System.ComponentModel.DataAnnotations.Display(Name = "Next check")] public DateOnly? Next { get; set; }
    }

    public sealed record Row(NetworkCheck Check, string Owner);

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Staff { get; private set; } = [];
    public DateOnly Today { get; private set; }
    public bool CanRecord => user.Is(AccessNeed.Run);
    public int Months => pack.Settings.Access.SecurityCheckMonths;

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (!CanRecord) throw new Forbidden();
        audit.Begin(AccessProcesses.Checked);
        if (!ModelState.IsValid) return Page();
        var owner = Staff.Any(s => s.Value == Input.Owner?.ToString()) ? Input.Owner : null;
        var check = NetworkCheck.Make(new(Input.What, Input.On, Input.Passed, Input.Finding, owner, Input.Next), Months, user.PersonId, clock.GetUtcNow());
        db.Add(check);
        audit.Record(AccessProcesses.Checked, nameof(NetworkCheck), check.Id, after: new { check.What, check.CheckedOn, check.Passed, check.NextOn });
        TempData["Success"] = "The check is recorded.";
        return Redirect(scope.Href("access/checks"));
    }

    /// <summary>The newest check of each part.</summary>
    internal static IQueryable<NetworkCheck> LastOfEach(TutelaDb db) => db.Set<NetworkCheck>().AsNoTracking()
        .Where(c => !db.Set<NetworkCheck>().Any(later => later.What == c.What && (later.CheckedOn > c.CheckedOn || (later.CheckedOn == c.CheckedOn && later.RecordedAt > c.RecordedAt))));

    private async Task LoadAsync()
    {
        Today = clock.Today();
        Rows = await (from check in LastOfEach(db)
                      join owner in db.Set<Person>() on check.OwnerId equals owner.Id
                      orderby check.NextOn, check.What
                      select new Row(check, owner.GivenName + " " + owner.FamilyName)).Take(Most).ToListAsync();
        if (CanRecord) Staff = await AccessNeed.StaffAsync(db);
    }
}
