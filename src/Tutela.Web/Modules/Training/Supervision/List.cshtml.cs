using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Database;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Training.Supervision;

[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.Headteacher, Role.SeniorLeader, Role.ComputingLead)]
public sealed class ListModel(TutelaDb db, CurrentUser user, SupervisionDesk desk, AuditTrail audit, SchoolScope scope, TimeProvider clock) : PageModel
{
    [BindProperty] public SupervisionInput Input { get; set; } = new();

    public sealed class SupervisionInput
    {
        [Required(ErrorMessage = "Choose who had it")] public Guid? PersonId { get; set; }
        [Required(ErrorMessage = "Choose what it was")] public SupervisionKind? Kind { get; set; }
        [Required(ErrorMessage = "Enter the day"), Display(Name = "Day")] public DateOnly? HeldOn { get; set; }
        public string? Note { get; set; }
    }

    public IReadOnlyList<SupervisionDesk.Row> Rows { get; private set; } = [];
    public int Months => desk.Months;
    public IReadOnlyList<SelectListItem> People => [.. Rows.Select(r => r.Person).Where(p => p.Id != user.PersonId).OrderBy(p => p.Name, StringComparer.CurrentCulture).Select(p => new SelectListItem(p.Name, p.Id.ToString()))];

    public async Task OnGetAsync() => Rows = await desk.LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        Rows = await desk.LoadAsync();
        audit.Begin(TrainingProcesses.Supervised);
        if (!ModelState.IsValid) return Page();
        if (Rows.All(r => r.Person.Id != Input.PersonId)) throw new Refused("Choose who had it", "Input.PersonId");
        var meeting = SupervisionMeeting.Record(Input.PersonId!.Value, Input.Kind!.Value, Input.HeldOn!.Value, Input.Note, user.PersonId, clock.GetUtcNow());
        db.Add(meeting);
        audit.Record(TrainingProcesses.Supervised, nameof(SupervisionMeeting), meeting.Id, after: new { meeting.Kind, meeting.HeldOn }, aboutPersonId: meeting.PersonId);
        TempData["Success"] = "It is recorded";
        return Redirect(scope.Href("training/supervision"));
    }
}
