using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Concerns.Cases;

[For(Staff = true)]
public sealed class CloseModel(CaseDesk desk, SchoolScope scope, ConcernPolicy policy) : CaseStepPage(desk, scope, CaseAct.Close)
{
    private readonly CaseDesk _desk = desk;

    [BindProperty] public CloseInput Input { get; set; } = new();

    public string System => policy.RecordSystem;
    public bool AsksRecord => policy.RecordReferenceRequired && Concern.RecordReference is null;

    public sealed class CloseInput
    {
        [Required(ErrorMessage = "Say how it ended"), MaxLength(Concern.OutcomeMaxLength, ErrorMessage = "The outcome must be 5,000 characters or fewer")]
        public string? Outcome { get; set; }
        [MaxLength(Concern.ReasonMaxLength, ErrorMessage = "The reason must be 2,000 characters or fewer")]
        public string? EscalationNotNeeded { get; set; }
        public bool RecordLater { get; set; }
        public bool OutOfScope { get; set; }
    }

    protected override string? Reason => Input.EscalationNotNeeded;

    protected override Task<string> DoAsync()
    {
        Concern.Close(Input.Outcome!, Input.EscalationNotNeeded, policy.RecordReferenceRequired ? System : null, Input.RecordLater, _desk.Doer, Input.OutOfScope);
        return Task.FromResult("The concern is closed. It can be opened again.");
    }
}
