using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Concerns.Cases;

[For(Staff = true)]
public sealed class EscalateModel(CaseDesk desk, SchoolScope scope) : CaseStepPage(desk, scope, CaseAct.Escalate)
{
    private readonly CaseDesk _desk = desk;

    [BindProperty] public EscalateInput Input { get; set; } = new();

    public sealed class EscalateInput
    {
        [Required(ErrorMessage = "Say to whom it was escalated"), MaxLength(AgencyContact.AgencyMaxLength, ErrorMessage = "To whom must be 200 characters or fewer")]
        public string? ToWhom { get; set; }
        [Required(ErrorMessage = "Give the reason"), MaxLength(Concern.ReasonMaxLength, ErrorMessage = "The reason must be 2,000 characters or fewer")]
        public string? Reason { get; set; }
    }

    protected override string? Reason => Input.Reason;

    protected override Task<string> DoAsync()
    {
        Concern.Escalate(Input.ToWhom!, Input.Reason!, _desk.Doer);
        return Task.FromResult("Escalation recorded.");
    }
}
