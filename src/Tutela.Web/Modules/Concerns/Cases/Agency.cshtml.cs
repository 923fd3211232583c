using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Concerns.Cases;

[For(Staff = true)]
public sealed class AgencyModel(CaseDesk desk, SchoolScope scope, TimeProvider clock) : CaseStepPage(desk, scope, CaseAct.Agency)
{
    private readonly CaseDesk _desk = desk;

    [BindProperty] public AgencyInput Input { get; set; } = new();

    public sealed class AgencyInput
    {
        [Required(ErrorMessage = "Enter the agency or service"), MaxLength(AgencyContact.AgencyMaxLength, ErrorMessage = "The agency must be 200 characters or fewer")]
        public string? Agency { get; set; }
        [Required(ErrorMessage = "Enter the day of contact"), Display(Name = "The day of contact")]
        public DateOnly? On { get; set; }
        [Required(ErrorMessage = "Say why you were in contact"), MaxLength(AgencyContact.TextMaxLength, ErrorMessage = "The reason must be 2,000 characters or fewer")]
        public string? Reason { get; set; }
        [Required(ErrorMessage = "Say what came of it"), MaxLength(AgencyContact.TextMaxLength, ErrorMessage = "The outcome must be 2,000 characters or fewer")]
        public string? Outcome { get; set; }
    }

    protected override string? Reason => Input.Reason;

    protected override void Fill() => Input.On = clock.Today();

    protected override Task<string> DoAsync()
    {
        Concern.AddContact(Input.Agency!, Input.On!.Value, Input.Reason!, Input.Outcome!, clock.Today(), _desk.Doer);
        return Task.FromResult("Contact recorded.");
    }
}
