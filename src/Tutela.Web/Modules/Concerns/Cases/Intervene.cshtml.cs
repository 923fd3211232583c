using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Concerns.Cases;

[For(Staff = true)]
public sealed class InterveneModel(CaseDesk desk, SchoolScope scope) : CaseStepPage(desk, scope, CaseAct.Intervene)
{
    private readonly CaseDesk _desk = desk;

    [BindProperty] public InterveneInput Input { get; set; } = new();

    public sealed class InterveneInput
    {
        [Required(ErrorMessage = "Say what was done"), MaxLength(Concern.ReasonMaxLength, ErrorMessage = "What was done must be 2,000 characters or fewer")]
        public string? What { get; set; }
    }

    protected override Task<string> DoAsync()
    {
        Concern.Intervene(Input.What!, _desk.Doer);
        return Task.FromResult("Intervention recorded.");
    }
}
