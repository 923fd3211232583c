using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Access.Systems;

/// <summary>Every ICT system with its login rule and owner; those without a rule stand first.</summary>
[For(Role.ComputingLead, Role.IctSupport, Role.Administrator, Role.Headteacher, Role.SeniorLeader, Role.DesignatedSafeguardingLead)]
public sealed class SystemsModel(TutelaDb db, CurrentUser user, AuditTrail audit, SchoolScope scope, TimeProvider clock) : PageModel
{
    [BindProperty] public SystemInput Input { get; set; } = new();

    public sealed class SystemInput
    {
        public Guid? Id { get; set; }
        public string? Name { get; set; }
        public string? Rule { get; set; }
        public Guid? Owner { get; set; }
    }

    public sealed record Row(IctSystem System, string? Owner);

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Staff { get; private set; } = [];
    public bool CanChange => user.Is(AccessNeed.Run);

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (!CanChange) throw new Forbidden();
        audit.Begin(AccessProcesses.SystemChanged);
        IctSystem system;
        if (Input.Id is { } id) system = await db.Set<IctSystem>().SingleOrDefaultAsync(s => s.Id == id && s.EndedOn == null) ?? throw new NotFound();
        else
        {
            system = IctSystem.Make(Input.Name, clock.GetUtcNow());
            if (Rows.Any(r => string.Equals(r.System.Name, system.Name, StringComparison.OrdinalIgnoreCase))) throw new Refused("This system is on the list already", "Input.Name");
            db.Add(system);
        }
        var before = Input.Id is null ? null : new { system.Name, system.LoginRule, system.OwnerId };
        system.Set(Input.Rule, Staff.Any(s => s.Value == Input.Owner?.ToString()) ? Input.Owner : null);
        audit.Record(AccessProcesses.SystemChanged, nameof(IctSystem), system.Id, before, new { system.Name, system.LoginRule, system.OwnerId });
        TempData["Success"] = $"{system.Name} is recorded.";
        return Redirect(scope.Href("access/systems"));
    }

    private async Task LoadAsync()
    {
        Rows = await (from system in db.Set<IctSystem>().AsNoTracking()
                      join owner in db.Set<Person>() on system.OwnerId equals owner.Id into owners
                      from owner in owners.DefaultIfEmpty()
                      where system.EndedOn == null
                      orderby system.LoginRule != null, system.Name
                      select new Row(system, owner == null ? null : owner.GivenName + " " + owner.FamilyName)).Take(200).ToListAsync();
        if (CanChange) Staff = await AccessNeed.StaffAsync(db);
    }
}
