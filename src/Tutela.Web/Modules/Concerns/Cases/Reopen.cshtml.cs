using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Concerns.Cases;

[For(Staff = true)]
public sealed class ReopenModel(CaseDesk desk, SchoolScope scope) : CaseStepPage(desk, scope, CaseAct.Reopen)
{
    private readonly CaseDesk _desk = desk;

    [BindProperty] public ReopenInput Input { get; set; } = new();

    public sealed class ReopenInput
    {
        [Required(ErrorMessage = "Give the reason for opening it again"), MaxLength(Concern.ReasonMaxLength, ErrorMessage = "The reason must be 2,000 characters or fewer")]
        public string? Reason { get; set; }
    }

    protected override string? Reason => Input.Reason;

    protected override Task<string> DoAsync()
    {
        Concern.Reopen(Input.Reason!, _desk.Doer);
        return Task.FromResult("The concern is open again.");
    }
}
