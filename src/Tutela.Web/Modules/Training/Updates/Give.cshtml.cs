using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Training.Updates;

/// <summary>A bulletin, or the record of an e-mail or a meeting. ICT support gives technical ones.</summary>
[For(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.OnlineSafetyCoordinator, Role.Headteacher, Role.SeniorLeader, Role.ComputingLead, Role.IctSupport)]
public sealed class GiveModel(CurrentUser user, TrainingAccess access, UpdateDesk desk, AuditTrail audit, SchoolScope scope, TimeProvider clock) : PageModel
{
    [BindProperty] public UpdateInput Input { get; set; } = new();

    public sealed class UpdateInput
    {
        [Required(ErrorMessage = "Choose how it is given")] public UpdateChannel? Channel { get; set; }
        [Required(ErrorMessage = "Choose for whom it is")] public UpdateAudience? Audience { get; set; }
        public List<UpdateSubject> About { get; set; } = [];
        public string? Title { get; set; }
        public string? Body { get; set; }
        [Display(Name = "Day")] public DateOnly? GivenOn { get; set; }
    }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync()
    {
        audit.Begin(TrainingProcesses.UpdateGiven);
        if (!ModelState.IsValid) return Page();
        if (!access.IsManager && Input.About.Any(a => a != UpdateSubject.Technical)) throw new Refused("ICT support gives technical updates", "Input.About");
        // A bulletin goes out now, whatever day was typed.
        var on = Input.Channel == UpdateChannel.Bulletin ? clock.Today() : Input.GivenOn ?? clock.Today();
        var update = await desk.GiveAsync(new GivenUpdate(Input.Title, Input.Body, on, Input.Channel!.Value, Input.Audience!.Value, Input.About), user.PersonId);
        TempData["Success"] = update.Channel == UpdateChannel.Bulletin ? "The bulletin is out" : "The update is recorded";
        return Redirect(scope.Href($"training/updates/{update.Id}"));
    }
}
