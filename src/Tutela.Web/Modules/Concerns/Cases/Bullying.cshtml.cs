using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Concerns.Cases;

[For(Staff = true)]
public sealed class BullyingModel(CaseDesk desk, SchoolScope scope, CurrentUser user) : CaseStepPage(desk, scope, CaseAct.Bullying)
{
    private readonly CaseDesk _desk = desk;

    [BindProperty] public BullyingInput Input { get; set; } = new();

    public sealed class BullyingInput
    {
        [Required(ErrorMessage = "Say whether it was repeated")]
        public Answer? Repeated { get; set; }
        [Required(ErrorMessage = "Say whether it was intended")]
        public Answer? Intended { get; set; }
        [Required(ErrorMessage = "Say whether power was uneven")]
        public Answer? PowerImbalance { get; set; }
        [Required(ErrorMessage = "Decide whether this is cyber-bullying")]
        public bool? IsBullying { get; set; }
        [Required(ErrorMessage = "Give the reason for your decision"), MaxLength(Concern.ReasonMaxLength, ErrorMessage = "The reason must be 2,000 characters or fewer")]
        public string? Reason { get; set; }
    }

    protected override string? Reason => Input.Reason;

    protected override void Fill() =>
        (Input.Repeated, Input.Intended, Input.PowerImbalance, Input.IsBullying) = (Concern.Repeated, Concern.Intended, Concern.PowerImbalance, Concern.IsCyberBullying);

    protected override Task<string> DoAsync()
    {
        Concern.TestBullying(Input.Repeated!.Value, Input.Intended!.Value, Input.PowerImbalance!.Value, Input.IsBullying!.Value, Input.Reason!,
            user.Is(Role.DesignatedSafeguardingLead, Role.DeputySafeguardingLead, Role.Headteacher), _desk.Doer);
        return Task.FromResult(Concern.IsCyberBullying == true ? "Recorded as cyber-bullying. Before it is closed it needs an action under the behaviour policy." : "Recorded: not cyber-bullying.");
    }
}
