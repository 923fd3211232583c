using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Tutela.Web.Modules.Training.Rules;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Tutela.Web.Platform.Ui;

namespace Tutela.Web.Modules.Training.Board;

/// <summary>One person's training, for those who manage it.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.Headteacher, Role.SeniorLeader, Role.ComputingLead)]
public sealed class PersonModel(TutelaDb db, TrainingRecords records, TrainingDesk desk, AuditTrail audit, SchoolScope scope, TimeProvider clock) : PageModel
{
    [BindProperty] public MarkInput Mark { get; set; } = new();
    [BindProperty] public WithdrawInput Withdraw { get; set; } = new();

    public sealed class MarkInput
    {
        public bool NeedsTraining { get; set; }
        public string? Group { get; set; }
    }

    public sealed class WithdrawInput
    {
        public Guid? CompletionId { get; set; }
        public string? Reason { get; set; }
    }

    public Trainee Who { get; private set; } = null!;
    public IReadOnlyList<Standing> Standings { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Records => [.. Who.Done.Select(d => new SelectListItem($"{d.Title}, {DateText.Day(d.On)}", d.CompletionId.ToString()))];

    public async Task OnGetAsync(Guid id)
    {
        await LoadAsync(id);
        Mark = new MarkInput { NeedsTraining = Who.NeedsTraining, Group = Who.Group };
    }

    public async Task<IActionResult> OnPostMarkAsync(Guid id)
    {
        await LoadAsync(id);
        // Only volunteers are marked as needing training, only governors sit on a group of the board.
        await desk.MarkAsync(id, Who.Kind == PersonKind.Visitor && Mark.NeedsTraining, Who.IsGovernor ? Mark.Group : null);
        return Back(id, "Saved");
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid id)
    {
        await LoadAsync(id);
        audit.Begin(TrainingProcesses.Withdrawn);
        var completion = await db.Set<Completion>().SingleOrDefaultAsync(c => c.Id == Withdraw.CompletionId && c.PersonId == id)
            ?? throw new Refused("Choose the record that is wrong", "Withdraw.CompletionId");
        completion.Withdraw(Withdraw.Reason, clock.GetUtcNow());
        audit.Record(TrainingProcesses.Withdrawn, nameof(Completion), completion.Id, reason: completion.WithdrawnReason, aboutPersonId: id);
        return Back(id, "The record is withdrawn");
    }

    private RedirectResult Back(Guid id, string done)
    {
        TempData["Success"] = done;
        return Redirect(scope.Href($"training/people/{id}"));
    }

    private async Task LoadAsync(Guid id)
    {
        var found = await records.OfAsync(id) ?? throw new NotFound();
        (Who, Standings) = (found.Person, found.Standings);
    }
}
