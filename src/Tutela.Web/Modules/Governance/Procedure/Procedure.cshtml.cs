using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Governance.Procedure;

/// <summary>What to do when somebody accuses a member of staff, and who has confirmed that they know it.</summary>
[For(Role.Headteacher, Role.SeniorLeader, Role.ChairOfGovernors)]
public sealed class ProcedureModel(TutelaDb db, CurrentUser user, SchoolScope scope, AuditTrail audit, TimeProvider clock) : PageModel
{
    [BindProperty] public ConfirmInput Input { get; set; } = new();

    public sealed class ConfirmInput
    {
        public bool Knows { get; set; }
    }

    public IReadOnlyList<Confirmed> Confirmed { get; private set; } = [];
    public bool MayConfirm => user.Is(Role.Headteacher, Role.SeniorLeader) && Confirmed.All(c => c.PersonId != user.PersonId);
    public bool LacksHead => !Confirmed.Any(c => c.IsHead);
    public bool LacksOther => !Confirmed.Any(c => c.IsLeader && !c.IsHead);

    public async Task OnGetAsync() => Confirmed = await Procedure.Confirmed.ThisYearAsync(db, clock.Today());

    public async Task<IActionResult> OnPostAsync()
    {
        Confirmed = await Procedure.Confirmed.ThisYearAsync(db, clock.Today());
        if (!user.Is(Role.Headteacher, Role.SeniorLeader)) throw new Forbidden();
        audit.Begin(GovernanceProcesses.Confirmed);
        if (!Input.Knows) throw new Refused("Read the procedure, then say that you know it", "Input.Knows");
        if (!MayConfirm) throw new Refused("You have confirmed it this school year already", "Input.Knows");
        var row = new ProcedureConfirmation { Id = Guid.CreateVersion7(clock.GetUtcNow()), PersonId = user.PersonId, Day = clock.Today(), At = clock.GetUtcNow() };
        db.Add(row);
        audit.Record(GovernanceProcesses.Confirmed, nameof(ProcedureConfirmation), row.Id, after: new { row.Day });
        TempData["Success"] = "Thank you. Your confirmation is kept with today's date.";
        return Redirect(scope.Href("staff-allegations/procedure"));
    }
}
