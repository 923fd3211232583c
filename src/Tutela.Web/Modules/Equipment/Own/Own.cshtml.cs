using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Equipment.Own;

/// <summary>Who may use equipment of their own for work, and who might; those to whom the policy gives it give leave and end it.</summary>
[For(Role.Headteacher, Role.SeniorLeader, Role.IctSupport, Role.ComputingLead, Role.Administrator)]
public sealed class OwnModel(TutelaDb db, PackInForce pack, CurrentUser user, AuditTrail audit, SchoolScope scope, TimeProvider clock) : PageModel
{
    public const int Most = 200;

    public sealed record Row(OwnEquipmentPermission Permission, string Name, string GivenBy)
    {
        public bool Holds { get; init; }
    }

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public Policies.Contract.Packs.OwnEquipmentSettings Policy => pack.Settings.OwnEquipment;
    public bool MayGive => MayGiveLeave(Policy, user);

    internal static bool MayGiveLeave(Policies.Contract.Packs.OwnEquipmentSettings policy, CurrentUser user) =>
        user.Is([.. policy.LeaveBy.Count == 0 ? [Role.Headteacher] : policy.LeaveBy.Select(PostRegister.RoleOf).OfType<Role>()]) || user.Is(Role.Headteacher);

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostEndAsync(Guid permission)
    {
        await LoadAsync();
        if (!MayGive) throw new Forbidden();
        audit.Begin(EquipmentModule.OwnEnded);
        var row = await db.Set<OwnEquipmentPermission>().SingleOrDefaultAsync(p => p.Id == permission) ?? throw new NotFound();
        row.End(user.PersonId, clock.GetUtcNow());
        audit.Record(EquipmentModule.OwnEnded, nameof(OwnEquipmentPermission), row.Id, before: new { row.Device, row.Until }, aboutPersonId: row.PersonId);
        TempData["Success"] = "The leave has ended.";
        return Redirect(scope.Href("equipment/own"));
    }

    private async Task LoadAsync()
    {
        var today = clock.Today();
        var rows = await (from permission in db.Set<OwnEquipmentPermission>().AsNoTracking()
                          join person in db.Set<Person>() on permission.PersonId equals person.Id
                          join giver in db.Set<Person>() on permission.GivenById equals giver.Id
                          where person.EndedOn == null
                          orderby permission.GivenAt descending
                          select new Row(permission, person.GivenName + " " + person.FamilyName, giver.GivenName + " " + giver.FamilyName)).Take(Most).ToListAsync();
        Rows = [.. rows.Select(r => r with { Holds = r.Permission.HoldsOn(today) }).OrderByDescending(r => r.Holds)];
    }
}
