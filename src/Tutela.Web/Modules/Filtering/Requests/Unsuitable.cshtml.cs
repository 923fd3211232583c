using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tutela.Web.Modules.Policies.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Audit;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Filtering.Requests;

/// <summary>A site that should be closed, met by staff or a pupil: whom the policy names hears of it at once, and those who run the filter are asked to close it. It takes no picture.</summary>
[For(Role.Pupil, Staff = true)]
public sealed class UnsuitableModel(SiteDesk desk, PackInForce pack, SchoolScope scope, CurrentUser user, AuditTrail audit, TimeProvider clock) : PageModel
{
    [BindProperty] public FindInput Input { get; set; } = new();

    public bool IsPupil => user.Is(Role.Pupil);
    /// <summary>A child has sent it.</summary>
    public bool Sent { get; private set; }
    public string Told => pack.Settings.Named(pack.Settings.Reporting.UnsuitableSiteTo);

    public sealed class FindInput
    {
        public string? Site { get; set; }
        public Unsuitability? Wrong { get; set; }
        public string? ClassName { get; set; }
        [System.ComponentModel.DataAnnotations.Display(Name = "Day")] public DateOnly? On { get; set; }
        [System.ComponentModel.DataAnnotations.Display(Name = "Time")] public TimeOnly? At { get; set; }
        public string? Why { get; set; }
    }

    public void OnGet(bool sent)
    {
        Sent = sent && IsPupil;
        Input.On = clock.Today();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        audit.Begin(FilteringModule.SiteReported);
        if (!ModelState.IsValid) return Page();
        if (IsPupil)
        {
            await desk.ReportAsync(new(Input.Site, Input.Wrong, Input.Why));
            return Redirect(scope.Href("filtering/requests/unsuitable?sent=true"));
        }
        if (Input.On is not { } day) throw new Refused("Enter the day when it was seen", "Input.On");
        var request = await desk.ReportAsync(new(Input.Site, Input.Wrong, Input.Why, Input.ClassName, Input.At is { } time ? day.At(time) : null));
        TempData["Success"] = "Reported. Those whom the policy names have been told";
        return Redirect(scope.Href($"{SiteDesk.Path}/{request.Id}"));
    }
}
