using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Tutela.Web.Modules.People.Contract;
using Tutela.Web.Platform;
using Tutela.Web.Platform.Identity;
using Tutela.Web.Platform.Tenancy;

namespace Tutela.Web.Modules.Concerns.Cases;

[For(Staff = true)]
[CaseFile]
public sealed class RecordModel(CaseDesk desk, SchoolScope scope, ConcernPolicy policy, TimeProvider clock) : CaseStepPage(desk, scope, CaseAct.Record)
{
    private readonly CaseDesk _desk = desk;

    [BindProperty] public RecordInput Input { get; set; } = new();
    public string System => policy.RecordSystem;

    public sealed class RecordInput
    {
        [Required(ErrorMessage = "Enter the reference"), MaxLength(Concern.ReferenceMaxLength, ErrorMessage = "The reference must be 100 characters or fewer")]
        public string? Reference { get; set; }
        [Required(ErrorMessage = "Enter the day it was entered"), Display(Name = "The day it was entered")]
        public DateOnly? On { get; set; }
    }

    protected override void Fill() => (Input.Reference, Input.On) = (Concern.RecordReference, Concern.RecordEnteredOn ?? clock.Today());

    protected override Task<string> DoAsync()
    {
        Concern.EnterRecord(System, Input.Reference!, Input.On!.Value, clock.Today(), _desk.Doer);
        return Task.FromResult($"Recorded as entered in {System}.");
    }
}
