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
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Modules.Policies.Contract.Packs;

namespace Tutela.Web.Modules.Access.Use;

/// <summary>Plans one use of the internet by a class.</summary>
[For(Staff = true)]
public sealed class NewModel(TutelaDb db, CurrentUser user, PackInForce pack, AuditTrail audit, SchoolScope scope, TimeProvider clock) : PageModel
{
    [BindProperty] public UseInput Input { get; set; } = new();

    public sealed class UseInput
    {
        public Guid? Class { get; set; }
        [System.ComponentModel.DataAnnotations.Display(Name = "Day")] public DateOnly? On { get; set; }
        public string? Activity { get; set; }
        public UseWay? Way { get; set; }
        public Guid? Supervisor { get; set; }
        public string? Sites { get; set; }
    }

    public IReadOnlyList<SelectListItem> Classes { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Staff { get; private set; } = [];
    public IReadOnlyList<SupervisionSetting> Bands => pack.Settings.Access.Supervision;

    private List<SchoolClass> _classes = [];

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        audit.Begin(AccessProcesses.UsePlanned);
        if (!ModelState.IsValid) return Page();
        var one = _classes.Find(c => c.Id == Input.Class) ?? throw new Refused("Choose the class", "Input.Class");
        // A class of no one year is held to the strictest.
        var band = one.YearGroup is { } year ? Bands.FirstOrDefault(b => b.Covers(year)) : null;
        var supervisor = Staff.Any(s => s.Value == Input.Supervisor?.ToString()) ? Input.Supervisor : null;
        var approved = await db.Set<ApprovedSite>().Where(s => s.EndedOn == null).Select(s => s.Host).ToListAsync();
        var use = PlannedUse.Plan(new(one.Id, Input.On, Input.Way, supervisor, Input.Activity, Input.Sites), band, approved, user.PersonId, clock.GetUtcNow());
        db.Add(use);
        audit.Record(AccessProcesses.UsePlanned, nameof(PlannedUse), use.Id, after: new { use.ClassId, use.UsedOn, use.Way, use.SupervisorId, use.Sites });
        TempData["Success"] = "The use is planned.";
        return Redirect(scope.Href("access/use"));
    }

    private async Task LoadAsync()
    {
        _classes = await db.Set<SchoolClass>().AsNoTracking().Where(c => c.EndedOn == null).OrderByDescending(c => c.Kind).ThenBy(c => c.YearGroup).ThenBy(c => c.Title).ToListAsync();
        Classes = [.. _classes.Select(c => new SelectListItem(c.Title, c.Id.ToString()))];
        Staff = await AccessNeed.StaffAsync(db);
    }
}
