using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Tutela.Web.Modules.Concerns.Cases;

[For(Staff = true)]
public sealed class HandOnModel(CaseDesk desk, SchoolScope scope) : CaseStepPage(desk, scope, CaseAct.HandOn)
{
    private readonly CaseDesk _desk = desk;
    private List<StaffChoice> _staff = [];

    [BindProperty] public HandOnInput Input { get; set; } = new();
    public IEnumerable<SelectListItem> Staff => _staff.Select(s => new SelectListItem(s.Name, s.Id.ToString()));

    public sealed class HandOnInput
    {
        [Required(ErrorMessage = "Choose to whom you hand it")]
        public Guid? PersonId { get; set; }
        [Required(ErrorMessage = "Give the reason for handing it on"), MaxLength(Concern.ReasonMaxLength, ErrorMessage = "The reason must be 2,000 characters or fewer")]
        public string? Reason { get; set; }
    }

    protected override string? Reason => Input.Reason;

    protected override async Task LoadAsync() => _staff = await _desk.StaffAsync();

    protected override async Task<string> DoAsync()
    {
        var to = _staff.FirstOrDefault(s => s.Id == Input.PersonId) ?? throw new Refused("Choose somebody from the list", "Input.PersonId");
        Concern.HandOn((to.Id, to.Name), Input.Reason!, _desk.Doer);
        await _desk.TellAsync(to.Id, $"Concern number {Concern.Number} has been handed to you", $"concerns/{Concern.Id}");
        return $"Handed on to {to.Name}, who has been told.";
    }
}
