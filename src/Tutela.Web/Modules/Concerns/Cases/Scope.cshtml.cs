using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Concerns.Cases;

[For(Staff = true)]
public sealed class ScopeModel(CaseDesk desk, SchoolScope scope) : CaseStepPage(desk, scope, CaseAct.Scope)
{
    private readonly CaseDesk _desk = desk;

    [BindProperty] public ScopeInput Input { get; set; } = new();

    public sealed class ScopeInput
    {
        [Required(ErrorMessage = "Say whether it was done on a private account")] public bool? OnPersonalAccount { get; set; }
        [Required(ErrorMessage = "Say whether it names or affects the school")] public bool? TouchesSchool { get; set; }
        [Required(ErrorMessage = "Give the reason for this decision"), MaxLength(Concern.ReasonMaxLength, ErrorMessage = "The reason must be 2,000 characters or fewer")] public string? Reason { get; set; }
    }

    protected override string? Reason => Input.Reason;

    protected override void Fill() => Input = new ScopeInput { OnPersonalAccount = Concern.OnPersonalAccount, TouchesSchool = Concern.TouchesSchool, Reason = Concern.ScopeReason };

    protected override Task<string> DoAsync()
    {
        Concern.DecideScope(Input.OnPersonalAccount!.Value, Input.TouchesSchool!.Value, Input.Reason!, _desk.Doer);
        return Task.FromResult($"Recorded: {Concern.Scope!.Value.Name().ToLowerInvariant()}.");
    }
}
