using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Drafts;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Concerns.Report;

/// <summary>When it happened, which is apart from when it is written.</summary>
[For(Staff = true)]
public sealed class WhenModel(DraftDesk drafts, SchoolScope scope, TimeProvider clock) : ReportPage(drafts, scope)
{
    [BindProperty] public WhenInput Input { get; set; } = new();

    public sealed class WhenInput
    {
        [Required(ErrorMessage = "Say when it happened, or that you are not sure")]
        public WhenAnswer? When { get; set; }
        [Display(Name = "The day it happened")]
        public DateOnly? On { get; set; }
        [Display(Name = "The time")]
        public TimeOnly? Time { get; set; }
        [MaxLength(Concern.HappenedAboutMaxLength, ErrorMessage = "When it may have happened must be 200 characters or fewer")]
        public string? About { get; set; }
        public Place? Place { get; set; }
    }

    public async Task OnGetAsync(Guid id)
    {
        await LoadAsync(id);
        Input = new WhenInput { When = Body.When, On = Body.When == WhenAnswer.Another ? Body.On : null, Time = Body.Time, About = Body.About, Place = Body.Place };
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        await LoadAsync(id);
        var today = clock.Today();
        (Body.When, Body.Time, Body.About, Body.Place) = (Input.When, Input.Time, Input.About, Input.Place);
        // The day itself, not "today": a draft may be sent on another day.
        Body.On = Input.When switch { WhenAnswer.Today => today, WhenAnswer.Yesterday => today.AddDays(-1), WhenAnswer.Another => Input.On, _ => null };
        if (Body.When is WhenAnswer.Today or WhenAnswer.Yesterday) Body.When = WhenAnswer.Another;
        Keep();
        if (Input.When == WhenAnswer.Another && Input.On is null && ModelState["Input.On"]?.Errors.Count is null or 0) ModelState.AddModelError("Input.On", "Enter the day it happened");
        if (Input.On > today) ModelState.AddModelError("Input.On", "The day it happened cannot be in the future");
        return ModelState.IsValid ? Onward("kind") : Page();
    }
}
