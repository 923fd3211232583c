using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Concerns.Cases;

[For(Staff = true)]
public sealed class TriageModel(CaseDesk desk, SchoolScope scope, ConcernPolicy policy, CurrentUser user) : CaseStepPage(desk, scope, CaseAct.Triage)
{
    private readonly CaseDesk _desk = desk;

    [BindProperty] public TriageInput Input { get; set; } = new();

    public sealed class TriageInput
    {
        [Required(ErrorMessage = "Choose a decision")]
        public Decision? Decision { get; set; }
        [Required(ErrorMessage = "Give the reason for your decision"), MaxLength(Concern.ReasonMaxLength, ErrorMessage = "The reason must be 2,000 characters or fewer")]
        public string? Reason { get; set; }
    }

    public bool AsksScope => policy.AsksScope && Concern.MayBePrivate && Concern.Scope is null;

    protected override string? Reason => Input.Reason;

    protected override Task<string> DoAsync()
    {
        Concern.Triage(Input.Decision!.Value, Input.Reason!, user.Is(Role.DesignatedSafeguardingLead), policy.Version, _desk.Doer, policy.AsksScope);
        return Task.FromResult($"Decision recorded: {Input.Decision.Value.Name().ToLowerInvariant()}.");
    }
}
