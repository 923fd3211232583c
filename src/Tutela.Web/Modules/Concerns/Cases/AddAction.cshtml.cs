using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Tutela.Web.Modules.Concerns.Cases;

[For(Staff = true)]
public sealed class AddActionModel(CaseDesk desk, SchoolScope scope, TimeProvider clock) : CaseStepPage(desk, scope, CaseAct.AddAction)
{
    private readonly CaseDesk _desk = desk;
    private List<StaffChoice> _staff = [];

    [BindProperty] public ActionInput Input { get; set; } = new();
    public IEnumerable<SelectListItem> Staff => _staff.Select(s => new SelectListItem(s.Name, s.Id.ToString()));

    public sealed class ActionInput
    {
        [Required(ErrorMessage = "Say what is to be done"), MaxLength(ConcernAction.TextMaxLength, ErrorMessage = "The action must be 500 characters or fewer")]
        public string? Text { get; set; }
        [Required(ErrorMessage = "Choose who does it")]
        public Guid? OwnerId { get; set; }
        [Required(ErrorMessage = "Enter the day by which it is done"), Display(Name = "The day by which it is done")]
        public DateOnly? DueOn { get; set; }
        public bool UnderBehaviourPolicy { get; set; }
    }

    protected override async Task LoadAsync() => _staff = await _desk.StaffAsync();

    protected override void Fill() => (Input.OwnerId, Input.UnderBehaviourPolicy) = (_desk.Doer.Id, Concern.Has(Handling.BehaviourPolicy));

    protected override async Task<string> DoAsync()
    {
        var owner = _staff.FirstOrDefault(s => s.Id == Input.OwnerId) ?? throw new Refused("Choose somebody from the list", "Input.OwnerId");
        Concern.AddAction(Input.Text!, (owner.Id, owner.Name), Input.DueOn!.Value, Input.UnderBehaviourPolicy, clock.Today(), _desk.Doer);
        if (owner.Id != _desk.Doer.Id) await _desk.TellAsync(owner.Id, "You have been given an action", "concerns/actions");
        return $"Action added for {owner.Name}.";
    }
}
